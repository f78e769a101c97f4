"""What a change did, in words. No personal data: people are called by their number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from coop_tui.i18n import N_, NN_, _, language, n_
from coop_tui.records import KINDS
from coop_tui.register.state import Records
from coop_tui.register.undo import FORGET
from coop_tui.store import Change
from coop_tui.values import format_number

_ONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "create": N_("{what}: added"),
        "update": N_("{what}: changed"),
        "delete": N_("{what}: deleted"),
        "merge": N_("{what}: merged with another"),
    }
)
_OF_BATCH: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "nominate": NN_("{what}: {count} participant nominated", "{what}: {count} participants nominated"),
        "attend": NN_("{what}: attendance of {count} participant", "{what}: attendance of {count} participants"),
        "except": NN_("{what}: {count} participant marked", "{what}: {count} participants marked"),
    }
)
_WHOLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "init": N_("Register begun"),
        "adopt": N_("History begun with the records found"),
        "foreign": N_("Records changed outside coop-tui"),
        "script": N_("Records changed by a script"),
        "restore": N_("Backup restored"),
        "forget": N_("A person removed for good"),
        "keep_file": N_("Records of the file kept"),
        "recover": N_("Brought back after damage"),
        "headings": N_("What headings of a file mean, remembered"),
        "roster": N_("List of staff given"),
        "apart": N_("Two people kept apart"),
        "look": N_("Language, colours or signs chosen"),
    }
)
_BACK: Final[Mapping[str, str]] = MappingProxyType(
    {"undo": N_("Change {gen} undone"), "redo": N_("Change {gen} redone")}
)


def change_words(change: Change, records: Records) -> str:
    """One line on what a change did, and how much of it was about somebody who was removed for good."""
    did, gone = _words(change, records), sum(operation.redacted for operation in change.ops)
    if gone == 0 or change.label.startswith(FORGET):
        return did
    return (
        did
        + " "
        + n_("({count} record removed for good)", "({count} records removed for good)", gone).format(count=gone)
    )


def _words(change: Change, records: Records) -> str:
    code, *arguments = change.label.split(" ")
    if code in _ONE and len(change.ops) > 0:
        return _(_ONE[code]).format(what=_subject(change, records))
    if code in _OF_BATCH and arguments and arguments[0].isdecimal():
        count = sum(one.kind == "participations" for one in change.ops)
        what = records.label("batches", int(arguments[0]))
        return n_(*_OF_BATCH[code], count).format(what=what, count=format_number(count, language()))
    if code == "import" and arguments and arguments[0] in KINDS:
        count = len(change.ops)
        return n_("{kind}: {count} record imported", "{kind}: {count} records imported", count).format(
            kind=_(KINDS[arguments[0]].many), count=count
        )
    if code in _BACK and change.undoes is not None:
        return _(_BACK[code]).format(gen=change.undoes)
    return _(_WHOLE[code]) if code in _WHOLE else change.label


def _subject(change: Change, records: Records) -> str:
    """What the record is called: as it is now, or where it is gone, as it was."""
    main = change.ops[-1]
    kind = KINDS[main.kind]
    if records.get(kind, main.id) is not None or kind.personal:
        return records.label(main.kind, main.id)
    document = main.after or main.before or {}
    called: Callable[[str], object] = document.get
    name = next((text for field in reversed(kind.names) if isinstance(text := called(field), str)), None)
    return name or records.label(main.kind, main.id)
