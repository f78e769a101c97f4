"""A walk over every screen of a register full of hostile text, part by part."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Final

from coop_tui.counts import DIMENSIONS
from coop_tui.records import KINDS
from tests.hostile import MARK, PAYLOADS
from tests.pty_app import PtyApp
from tests.walks.steps import click, come_to_rest, list_has_focus, place_of, press

FIRST: Final = 4
LAST: Final = FIRST + len(PAYLOADS) - 1  # the lines of the list


def cursor_at(app: PtyApp, y: int) -> bool:
    return app.lines()[y].startswith(" ›")


COUNTRY: Final = 5  # fields of an organisation down from the choice not to take a column


def read_every_record(app: PtyApp) -> None:
    """Every record under the cursor, with its page beside the list; then sorted, and clicked."""
    app.send(*["down"] * len(PAYLOADS))
    app.wait_until(partial(cursor_at, app, LAST))
    app.send(*["s"] * len(KINDS["batches"].columns))
    app.wait_for("(Starts|Mulai) ▴")
    app.wait_until(partial(cursor_at, app, FIRST))
    for y in (LAST, *range(FIRST, LAST)):
        click(app, 30, y)
        app.wait_until(partial(cursor_at, app, y), what=f"the cursor on line {y}")


def read_from_top_to_bottom(app: PtyApp) -> None:
    """Read, from top to bottom."""
    app.send("enter")
    app.wait_for("esc (Back|Kembali)")
    for _ in range(12):
        app.send("pagedown")
    come_to_rest(app)  # what is clicked is where the page has come to
    for y in (4, 6, 8, 20):
        click(app, 24, y)


def follow_and_come_back(app: PtyApp) -> None:
    """Where it leads, and back."""
    come_to_rest(app)
    app.send("home")
    click(app, *place_of(app, "[/b] [bold] [/nope] 00"))
    app.wait_for(r"^ +\[/b\] \[bold\] \[/nope\] 00$")
    app.send("escape")
    app.wait_for("titletitle acronym")
    app.send("escape")
    app.wait_for("25 (baris|rows)")


def look_through_the_form(app: PtyApp) -> None:
    """The form, its choices and its help."""
    app.send("e")
    app.wait_for("Programme \\*|Program \\*")
    app.send("backspace")
    app.send(*["tab"] * 30)
    app.send(*["shift+tab"] * 31)
    app.send("f1")
    app.wait_for("╭")
    app.send("escape")
    app.wait_until(lambda: "╭" not in app.text())
    app.send("escape")
    app.wait_for("25 (baris|rows)|w (Discard|Buang)")
    if "25 " not in app.lines()[2]:
        app.send("w")
        app.wait_for("25 (baris|rows)")


def filter_and_undo(app: PtyApp) -> None:
    """A filter that is pasted, toasts of every name, and what is refused."""
    press(app, "/", "filter: ")
    app.send(f"\x1b[200~\x1b[{MARK}J\u202e[/b] \x9b\x1b[201~")
    app.wait_for(r"filter: .*\[/b\]")
    app.send("escape")
    app.wait_for("25 (baris|rows)")
    app.send("home")
    press(app, "d", r"\[/b\] \[bold\] \[/nope\] 00: (dihapus|deleted)")
    press(app, "u", r": \[/b\] \[bold\] \[/nope\] 00: (dihapus|deleted)")
    for _ in range(3):  # each is deleted and comes back above the cursor
        press(app, "d", "24 (baris|rows)")
        press(app, "u", "25 (baris|rows)")
    press(app, "?", "╭")
    app.send("escape")
    app.wait_until(lambda: "╭" not in app.text())


def nominate_and_paste(app: PtyApp) -> None:
    """The participants of a batch: each of them, marked, replaced and nominated by name, and a pasted list of names."""
    app.send("home")
    press(app, "p", r"(Participants|Peserta) · \[/b\] \[bold\] \[/nope\] 00")
    app.send(*["down"] * len(PAYLOADS), "home")
    press(app, "space", "→ ")
    for key in ("r", "n"):
        press(app, key, "╭")
        press(app, "bold", r"╭(.|\n)*\[/b\] \[bold\] \[/nope\](.|\n)*╯")
        come_to_rest(app)
        app.send("escape")
        app.wait_until(lambda: "╭" not in app.text())
    press(app, "p", "(Paste a list|Tempel daftar) ")
    come_to_rest(app)
    app.send("\x1b[200~" + "\n".join(PAYLOADS) + "\x1b[201~")
    app.wait_for("=cmd")
    come_to_rest(app)
    press(app, "ctrl+s", "(new people|orang baru)")
    app.send(*["down"] * len(PAYLOADS))
    come_to_rest(app)
    press(app, "enter", "╭")
    app.send("escape")
    app.wait_until(lambda: "╭" not in app.text())
    app.send("escape")
    app.wait_for("(Paste a list|Tempel daftar) ")
    come_to_rest(app)
    press(app, "escape", "y (Drop it|Buang)")
    press(app, "y", "→ ")
    app.send("escape")
    app.wait_until(lambda: "→ " not in app.text())
    app.send("escape")
    app.wait_for("^ (Batches|Angkatan) ")
    app.wait_until(lambda: list_has_focus(app))


def count_by_names(app: PtyApp) -> None:
    """Figures by names, as a table and as bars, and the records behind them."""
    press(app, "5", "m (Measure|Ukuran)")
    press(app, "b", "╭")
    app.send("home", *["down"] * list(DIMENSIONS).index("programme"), "enter")
    app.wait_for("b (Rows|Baris) (Programme|Program) ")
    press(app, "k", "╭")
    app.send("home", "down", *["down"] * list(DIMENSIONS).index("organiser"), "enter")
    app.wait_for("k (Columns|Kolom) (Organiser|Penyelenggara) ")
    app.send(*["right"] * len(PAYLOADS), *["down"] * len(PAYLOADS))
    press(app, "c", "▇")
    app.send(*["pagedown"] * 5)
    press(app, "c", "────")
    app.send("end")
    press(app, "enter", "esc (Back|Kembali)")
    app.send(*["down"] * len(PAYLOADS))
    press(app, "escape", "m (Measure|Ukuran)")


def copy(app: PtyApp) -> None:
    """Copied, as every list can be that offers it."""
    press(app, "y", "(Copied as text|Tersalin sebagai teks)")


def look_at_turns(app: PtyApp) -> None:
    """Whose turn it is."""
    press(app, "f6", "(Fair turn|Giliran) · ")
    app.send(*["down"] * len(PAYLOADS))
    app.send("y")
    press(app, "v", "╭")
    app.send("down", "enter")
    app.wait_for("▾ +r (List of staff|Daftar pegawai)")
    press(app, "r", "╭")
    app.send(*["down"] * len(PAYLOADS))
    press(app, "enter", "(esc Cancel|esc Batal)")
    app.send("enter")
    app.wait_until(lambda: "╭" not in app.text() and not re.search("esc (Cancel|Batal)", app.text()))
    app.send(*["down"] * len(PAYLOADS))
    come_to_rest(app)
    app.send("escape")
    app.wait_for("m (Measure|Ukuran)")


def look_through_the_history(app: PtyApp) -> None:
    """The history: by whom, of what, and every field of all records before and after."""
    press(app, "9", "t (Take back|Urungkan ini)")
    app.send(*["down"] * 9)
    press(app, "enter", "esc (Back|Kembali)")
    app.send(*["pagedown"] * 3)
    press(app, "escape", r"\d (baris|rows)")
    app.send("end")
    press(app, "t", "y (Take back|Urungkan ini)")
    come_to_rest(app)
    app.send("escape")
    app.wait_until(lambda: list_has_focus(app))
    come_to_rest(app)
    press(app, "enter", "esc (Back|Kembali)")
    app.send(*["pagedown"] * 60)
    press(app, "escape", r"\d (baris|rows)")
    press(app, "home", "› ")
    press(app, "r", r"(History|Riwayat) · ")
    press(app, "/", "filter: ")
    app.send("bold")
    app.wait_for("filter: bold")
    press(app, "escape", "esc (Back|Kembali)")
    app.send("escape")
    app.wait_until(lambda: "esc " not in app.text())


def merge_two_people(app: PtyApp) -> None:
    """Two people who may be one, beside each other, merged and taken back."""
    press(app, "7", r"50 (baris|rows)")
    press(app, "g", "m (Merge|Gabung)")
    app.send(*["down"] * len(PAYLOADS))
    press(app, "enter", "enter (Take|Ambil)")
    app.send(*["pagedown"] * 5, "t")
    come_to_rest(app)
    press(app, "m", "u (takes it back|mengurungkannya)")
    press(app, "u", r"ctrl\+r (does it again|mengulanginya)")
    press(app, "escape", "n (New|Baru)")


def import_files(app: PtyApp, config: Path) -> None:
    """Files to import: their names, headings and cells, what becomes of the rows, and a rejected one."""
    press(app, "i", "~/")
    press(app, f"{config.parent}/imp", r"import\\x1b\[1337J\[b\]")
    app.send("backspace")
    press(app, "port-headings.csv", r"headings\.csv$")
    press(app, "enter", r"\[/b\] \[bold\] \[/nope\]")
    app.send("home", *["down"] * len(PAYLOADS))
    come_to_rest(app)
    press(app, "f", r"headings\.csv$")
    come_to_rest(app)
    press(app, f"/{config.parent}/import-cells.json", r"cells\.json$")
    press(app, "enter", r"\? +│")
    press(app, "enter", "╭")
    app.send(*["down"] * COUNTRY)
    press(app, "enter", r"v (Preview|Pratinjau)")
    press(app, "v", r"25 (rows: rejected|baris: ditolak) 25")
    app.send(*["down"] * len(PAYLOADS))
    come_to_rest(app)
    press(app, "enter", "(Mend row|Perbaiki baris) 25")
    press(app, "escape", r"25 (rows: rejected|baris: ditolak) 25")
    press(app, "escape", "(Headings and fields|Judul kolom dan isian)")
    press(app, "escape", r"cells\.json$")
    press(app, "escape", "n (New|Baru)")


def find_by_name(app: PtyApp) -> None:
    """The palette: names and headlines of every kind."""
    press(app, "ctrl+p", "╭")
    press(app, "bold", r"╭(.|\n)*\[/b\] \[bold\] \[/nope\](.|\n)*╯")
    for key in ("backspace", "pagedown", "pagedown", "pagedown", "pageup"):
        app.send(key)
        come_to_rest(app)
    app.send("escape")
    app.wait_until(lambda: "╭" not in app.text())
