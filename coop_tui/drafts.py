"""What was typed into a form and not saved yet, kept beside the store so that it survives a closed terminal."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import msgspec

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.plain_file import open_plain, read_plain

_ENDING: Final = ".json"
_MOST_BYTES: Final = 1 << 24
_DAMAGED: Final = ".damaged"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One form's texts. `record_id` None is a new record. `before` is the record as it was when the form was opened,
    `typed` the texts by field, nested as the kind nests them.
    """

    kind: str
    record_id: int | None
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    before: dict[str, object]
    typed: dict[str, object]


@dataclass(eq=False)
class CannotKeep(CoopError):
    """The draft could not be written; `reason` is the system's own word for it."""

    file: Path
    reason: str

    def message(self) -> str:
        return _(
            "What you type could not be kept in {file} ({reason}). It is safe once you save;"
            " do not close the terminal before."
        ).format(file=self.file, reason=self.reason)


def folder_of(store: Path) -> Path:
    """Where the drafts of a store are kept: `coop.drafts` beside `coop.json`, where that really lies."""
    return Path(os.path.realpath(store)).with_suffix(".drafts")


def keep(folder: Path, who: str, draft: Draft) -> None:
    """Keep a draft in the place of an earlier one of the same person and record. Raises CannotKeep."""
    file = _file(folder, who, draft.kind, draft.record_id)
    temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        _make(folder)
        temporary.unlink(missing_ok=True)
        temporary.touch(mode=0o600, exist_ok=False)
        temporary.write_bytes(msgspec.json.encode(draft))
        temporary.replace(file)
    except OSError as error:
        raise CannotKeep(file, error.strerror or str(error)) from error


def find(folder: Path, who: str, kind: str, record_id: int | None) -> Draft | None:
    """The draft of this person for this record; None where there is none. A damaged one is set aside."""
    found = _read(_file(folder, who, kind, record_id))
    return found if found is not None and (found.kind, found.record_id) == (kind, record_id) else None


def drop(folder: Path, who: str, kind: str, record_id: int | None) -> None:
    """Forget a draft, if there is one. Raises CannotKeep where the file cannot be removed."""
    file = _file(folder, who, kind, record_id)
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise CannotKeep(file, error.strerror or str(error)) from error


def forget(folder: Path, kind: str, record_id: int) -> list[Path]:
    """Remove everybody's drafts of this record, damaged ones too. Those that this account may not remove."""
    left = []
    for file in folder.glob(f"*-{kind}-{record_id}{_ENDING}*"):
        try:
            file.unlink(missing_ok=True)
        except OSError:
            left.append(file)
    return left


def pending(folder: Path, who: str) -> list[Draft]:
    """All drafts of this person, the newest first."""
    return sorted(_all(folder, who), key=lambda draft: draft.at, reverse=True)


def _all(folder: Path, who: str) -> Iterator[Draft]:
    try:
        files = sorted(folder.glob(f"{_mark(who)}-*{_ENDING}"))
    except OSError:
        return  # no folder that this account may read
    for file in files:
        found = _read(file)
        if found is not None:
            yield found


def _read(file: Path) -> Draft | None:
    try:
        with open_plain(file) as opened:
            return msgspec.json.decode(read_plain(opened, _MOST_BYTES), type=Draft)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        _set_aside(file)
    except OSError:
        pass  # there is none, or none that this account may read
    return None


def _set_aside(file: Path) -> None:
    with suppress(OSError):  # then it stays, and is found damaged again
        file.replace(file.with_name(file.name + _DAMAGED))


def _make(folder: Path) -> None:
    """Make the folder, where there is none: open to the group whose folder it lies in. The drafts in it never are."""
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        return
    above = folder.parent.stat().st_mode
    if above & stat.S_ISGID:
        folder.chmod(0o700 | above & (stat.S_ISGID | stat.S_IRWXG))


def _file(folder: Path, who: str, kind: str, record_id: int | None) -> Path:
    return folder / f"{_mark(who)}-{kind}-{'new' if record_id is None else record_id}{_ENDING}"


def _mark(who: str) -> str:
    """A stand-in for a person's name, which does not belong into the name of a file."""
    return hashlib.sha256(who.encode("utf-8", "surrogatepass")).hexdigest()[:16]
