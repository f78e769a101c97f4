"""Names, NIPs, e-mail addresses and phone numbers stand where they belong, and nowhere else.

Where they belong: an export of the kind itself, the operations of the history, the snapshot, a file of rejected rows,
and on the screen the record's own page and form.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from coop_tui.errors import CoopError
from coop_tui.records import KINDS
from coop_tui.register import Register
from coop_tui.store import JSON, FileStore
from coop_tui.store.daily import DailyBackup
from tests.commands.calling import Answer, call
from tests.dashboard import THEN, store_of
from tests.fuzz.mutations import refusal
from tests.personal import MARK, office, personal_fields

PERSONAL = {name: paths for name, kind in KINDS.items() if (paths := personal_fields(kind.record))}


def test_what_is_personal_is_declared() -> None:
    """The list that all else here is made from; whoever adds a field with a name in it sees it stand here."""
    assert {".".join((kind, *path)) for kind, paths in PERSONAL.items() for path in paths} == {
        "countries.contacts.name", "countries.contacts.email", "countries.contacts.phone",
        "organisations.contacts.name", "organisations.contacts.email", "organisations.contacts.phone",
        "batches.experts.name", "batches.send_off.official", "batches.outputs.author",
        "people.name", "people.nip", "people.email", "people.phone",
        "activities.officials",
    }  # fmt: skip


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return office(tmp_path / "office")


def free_of_marks(said: str) -> None:
    found = MARK.search(said)
    assert found is None, said[max(0, found.start() - 200) : found.end() + 50]


REJECTED = (
    "name,nip,email,phone,unit,origin\n"
    "Zqname90 Contoh,1977070720,zqmail90 contoh,0999 777 x,No unit,nosuch\n"
    "Zqname91 Contoh,197707072005011999,zqmail91@contoh@example,0999777,,\n"
)


def commands(folder: Path) -> Iterator[Sequence[str]]:
    """Everything that somebody may type, in an order in which it has something to do; most of it goes wrong."""
    rows, headless, deep = folder / "rows.csv", folder / "headless.csv", folder / "rows.json"
    rows.write_text(REJECTED, encoding="utf-8")
    headless.write_text(REJECTED.partition("\n")[2], encoding="utf-8")
    contacts = [{"name": "Zqname92", "email": "zqmail92", "phone": "0999 777 y"}]
    twice = '[{"name": "Zqname93", "nip": "19770707", "nip": "19770707"}]'
    deep.write_text(json.dumps([{"code": "SG", "contacts": contacts}, {"code": "CN", "contacts": contacts}]))
    (folder / "twice.json").write_text(twice)
    (folder / "broken.yaml").write_text("- name: Zqname94\n  nip: [19770707\n  phone: 0999 777\n")
    (folder / "people.csv").write_text("person,batch,status\nZqname95 Contoh,1,attended\nZqname96,nosuch,nosuch\n")
    (folder / "good.csv").write_text("name,nip\nZqname98 Contoh,197707072005012998\n")
    yield ["check"]
    yield ["import", str(folder / "good.csv"), "--into", "people"]
    yield ["export"]
    for form in ("yaml", "json"):
        yield ["export", "--format", form, "--year", "2019"]
    for kind in KINDS:
        if kind not in PERSONAL:
            yield ["export", kind, "--format", "csv"]
    for by in ("unit", "sex", "origin", "programme,organiser"):
        yield ["counts", "--by", by, "--measure", "people"]
    yield from (["turns"], ["turns", "never"], ["due"], ["due", "--format", "yaml"])
    for mode in ("skip", "update", "fail"):
        yield ["import", str(rows), "--into", "people", "--on-duplicate", mode]
        yield ["import", str(deep), "--into", "countries", "--on-duplicate", mode]
    yield ["import", str(rows), "--into", "people", "--rejects", str(folder / "rejects.csv")]
    yield ["import", str(headless), "--into", "people"]
    yield ["import", str(folder / "twice.json"), "--into", "people"]
    yield ["import", str(folder / "broken.yaml"), "--into", "people"]
    yield ["import", str(folder / "people.csv"), "--into", "participations"]
    yield ["import", str(rows), "--into", "units"]
    yield ["history"]
    yield ["history", "people", "1"]
    yield ["history", "--head"]
    yield from (["undo"], ["redo"], ["redo"], ["undo", "999"], ["undo", "1"])
    yield ["backup", str(folder / "made.zip")]
    yield ["restore", str(folder / "made.zip")]
    yield ["recover"]
    yield ["recover", "--keep", "file"]
    yield ["init", str(folder)]
    yield ["forget", "Zqname97", "--yes"]
    yield ["forget", "197707072005011997", "--yes"]
    yield ["compact"]


def test_no_command_tells(config: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answers: list[Answer] = []
    for command in commands(tmp_path):
        for extra in ([], ["--debug"]) if command[0] == "import" else ([],):
            answer = _called(capfd, "--config", str(config), "--as-of", THEN.isoformat(), *extra, *command)
            free_of_marks(answer.out)
            free_of_marks(answer.err)
            answers.append(answer)
    assert {answer.code for answer in answers} == {0, 1}
    # what was rejected is whole in the file for it, and the kinds themselves are whole in their export
    assert len(MARK.findall((tmp_path / "rejects.csv").read_text(encoding="utf-8-sig"))) >= 7
    whole = office(tmp_path / "another")
    for kind in PERSONAL:
        assert MARK.search(_called(capfd, "--config", str(whole), "export", kind).out), kind
    free_of_marks("\n".join(os.fsdecode(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")))


def _called(capfd: pytest.CaptureFixture[str], *arguments: str) -> Answer:
    """`call`; what `--debug` lets through is what a traceback would end with."""
    try:
        return call(capfd, *arguments)
    except CoopError as error:
        return Answer(1, "", f"{error}\n{error!r}")


def register(config: Path, by: str = "sari") -> Register:
    return Register(FileStore(store_of(config)), today=THEN, by=by, ending_soon_days=365, on_problem=_fail)


def _fail(problem: CoopError) -> None:
    raise AssertionError(problem.message())


def test_no_refusal_tells(config: Path) -> None:
    """Of what two people do to the same records, and of what may not be."""
    mine, theirs = register(config), register(config, "budi")
    work: list[Callable[[], object]] = []
    for kind, paths in PERSONAL.items():
        before = dict(mine.document(kind, 1) or {})
        for path in paths:
            for held, other in ((mine, "Zqname80"), (theirs, "Zqname81")):
                after = {**before, path[0]: _other(before[path[0]], path[1:], other)}
                work.append(partial(held.update, kind, 1, before, after))
    work += [partial(mine.delete, kind, 1) for kind in ("people", "units", "programmes", "batches")]
    work.append(partial(mine.create, "people", dict(mine.document("people", 2) or {})))
    refused = [error.message() for one in work if (error := refusal(one)) is not None]
    mine.close()
    theirs.close()
    assert len(refused) > 10
    free_of_marks("\n".join(refused))


def _other(value: JSON, path: tuple[str, ...], text: str) -> JSON:
    if isinstance(value, list):
        return [_other(one, path, text) for one in value]
    return {**value, path[0]: text} if isinstance(value, dict) else text


def test_somebody_who_is_gone_is_a_number(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    held = register(config)
    held.delete("people", held.create("people", {"name": "Zqname70 Contoh"}))
    held.close()
    for command in (["history"], ["undo"], ["undo"], ["redo"], ["history"]):
        answer = _called(capfd, "--config", str(config), "--as", "sari", *command)
        assert answer.out + answer.err
        free_of_marks(answer.out + answer.err)


def test_the_history_tells_in_its_operations_alone(
    config: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for command in commands(tmp_path):
        _called(capfd, "--config", str(config), *command)
    lines = store_of(config).with_suffix(".history.jsonl").read_text(encoding="utf-8").splitlines()
    assert any(MARK.search(line) for line in lines)
    for line in lines:
        told = {name: value for name, value in json.loads(line).items() if name != "ops"}
        free_of_marks(json.dumps(told))
    listed = _called(capfd, "--config", str(config), "history", "--format", "jsonl").out.splitlines()
    for line in listed:
        free_of_marks(json.dumps({name: value for name, value in json.loads(line).items() if name != "ops"}))


def test_what_is_written_is_its_owner_s_alone(
    config: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {*tmp_path.rglob("*")}
    mask = os.umask(0)
    try:
        for command in (*commands(tmp_path), ["export", "people", "-o", str(tmp_path / "people.yaml")]):
            _called(capfd, "--config", str(config), *command)
            given |= {path for path in tmp_path.iterdir() if path.suffix in (".csv", ".json", ".yaml") and _ours(path)}
    finally:
        os.umask(mask)
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - given
    assert {path.name for path in made} >= {"rejects.csv", "people.yaml", "made.zip", "coop.history.jsonl", "coop.lock"}
    open_to_others = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in made if path.stat().st_mode & 0o077}
    assert open_to_others.keys() <= {"config.yaml"}, open_to_others


def _ours(path: Path) -> bool:
    return path.name not in ("rejects.csv", "people.yaml")


def test_no_process_is_called_by_a_name(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What any account of the computer sees in the list of processes."""
    commands: list[list[str]] = []

    def start(command: list[str], **_how: object) -> None:
        commands.append(command)
        raise OSError(2, "not now")

    monkeypatch.setattr("coop_tui.store.daily.Popen", start)
    backup = DailyBackup(store_of(config), 0o600, 20, lambda _problem: None)
    backup.request()
    backup.close()
    assert commands[0][5:] == [str(store_of(config)), commands[0][6], "20", "600", "en"]
    free_of_marks(" ".join(commands[0]))
