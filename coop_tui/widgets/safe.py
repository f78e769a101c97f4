"""The one way for text from data into a widget: cleaned of what a terminal would obey, and never read as markup."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from coop_tui.values import clean, shown
from coop_tui.widgets.symbols import symbol


def cleaned(text: str) -> str:
    """What is being typed, in one line: without what no register keeps, but with the blanks typed so far at its end."""
    return clean(f"|{text}|")[1:-1]


def content(text: str) -> Content:
    """`text` for a widget that shows several lines: plain, newlines and tabs kept."""
    return Content(shown(text, lines=True))


def segment_text(text: str) -> str:
    """`text` for one line of a Segment: newlines and tabs become spaces."""
    return shown(text)


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells, with a sign at the end where some of it was left out."""
    text = segment_text(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + symbol("cut") if width > 0 else ""


def cut_content(text: Content, width: int) -> Content:
    """The same for text that has its styles already."""
    if text.cell_length <= width:
        return text
    return Content.assemble(text.truncate(width - 1), symbol("cut")) if width > 0 else Content("")
