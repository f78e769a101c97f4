"""The keys that the configuration gives to actions: refused where no action is called so, or two share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from textual.app import App
from textual.binding import Binding, BindingType

from coop_tui.config import BadConfig, Config
from coop_tui.i18n import _
from coop_tui.screens import (
    actions,
    ask_day,
    asking,
    choose_person,
    form_actions,
    form_questions,
    import_mend,
    palette,
    text_and_date,
)
from coop_tui.screens.actions import EVERYWHERE, HELP, TO_TABS
from coop_tui.screens.batches import BatchesScreen
from coop_tui.screens.behind import BehindScreen
from coop_tui.screens.change import ChangeScreen
from coop_tui.screens.counts import CountsScreen
from coop_tui.screens.due import DueScreen
from coop_tui.screens.duplicates import DuplicatesScreen
from coop_tui.screens.history import HistoryScreen
from coop_tui.screens.importing import ImportScreen
from coop_tui.screens.listed import ListedScreen
from coop_tui.screens.overview import OverviewScreen
from coop_tui.screens.pair import PairScreen
from coop_tui.screens.participants import ParticipantsScreen
from coop_tui.screens.paste_names import PasteNamesScreen
from coop_tui.screens.people import PeopleScreen
from coop_tui.screens.preview_names import PreviewNamesScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.screens.records import RecordsScreen
from coop_tui.screens.settings import SettingsScreen
from coop_tui.screens.turns import TurnsScreen
from coop_tui.widgets.action import Action, bindings, key_words
from coop_tui.widgets.chooser import Chooser
from coop_tui.widgets.figure_table import FigureTable
from coop_tui.widgets.filter_line import Query
from coop_tui.widgets.line_page import LinePage
from coop_tui.widgets.record_table import RecordTable

Together = Sequence[Binding]
"""What can be pressed at the same time."""


def checked(config: Config) -> Mapping[str, str]:
    """The configured keys by action, as Textual spells them. Raises BadConfig."""
    keys = App._normalize_keymap(dict(config.keys))  # noqa: SLF001 - what set_keymap does, and nothing public does
    known = sorted({binding.id for together in _TOGETHER for binding in together if binding.id})
    for action, given in keys.items():
        if action not in known:
            said = _("there is no action “{action}”. Actions: {known}.")
            raise _bad(config, action, said.format(action=action, known=", ".join(known)))
        if not all(given.split(",")):
            raise _bad(config, action, _("“{action}” needs a key, such as f5 or ctrl+e.").format(action=action))
    for together in _TOGETHER:
        for first, second, key in _clashes(together, keys):
            named = second if second in keys else first
            said = _("“{first}” and “{second}” would both have the key {key}. Give one of them another.")
            raise _bad(config, named, said.format(first=first, second=second, key=key_words(key)))
    return keys


def _bad(config: Config, action: str, reason: str) -> BadConfig:
    return BadConfig(config.file, config.lines.get(("keys", action), 1), reason)


def _clashes(together: Together, keys: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Two different actions and the key that both would have, where the configuration brought that about."""
    for one, other in combinations(together, 2):
        first, second = one.id or "", other.id or ""
        if first != second and (first in keys or second in keys):
            meant = set(one.key.split(",")) & set(other.key.split(","))
            ours, theirs = (set(keys.get(binding.id or "", binding.key).split(",")) for binding in (one, other))
            yield from ((first, second, key) for key in sorted((ours & theirs) - meant))


def _bindings(actions: Iterable[Action], *others: BindingType) -> Together:
    return [binding for binding in (*bindings(actions), *others) if isinstance(binding, Binding)]


_FRAME: Final = (*EVERYWHERE, *TO_TABS, HELP)
_IN_FORMS: Final = (actions.LANGUAGE, actions.THEME, actions.QUIT)

_TOGETHER: Final[Sequence[Together]] = (
    _bindings((*RecordsScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*BatchesScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*ParticipantsScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*PasteNamesScreen.ACTIONS, *_FRAME)),
    _bindings((*PreviewNamesScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings(choose_person.ACTIONS),
    _bindings(text_and_date.ACTIONS),
    _bindings(_FRAME, *Query.BINDINGS),
    _bindings((*RecordsScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*PeopleScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*PeopleScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*DuplicatesScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*DuplicatesScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*PairScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*CountsScreen.ACTIONS, *_FRAME), *FigureTable.BINDINGS),
    _bindings((*CountsScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*BehindScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*OverviewScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*DueScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*ListedScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*ReadingScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*HistoryScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*HistoryScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*ChangeScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*ImportScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*ImportScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings((*import_mend.ACTIONS, actions.BACK)),
    _bindings((*TurnsScreen.ACTIONS, *_FRAME), *RecordTable.BINDINGS),
    _bindings((*TurnsScreen.ACTIONS, *_FRAME), *LinePage.BINDINGS),
    _bindings(asking.ACTIONS),
    _bindings(ask_day.ACTIONS),
    _bindings((*SettingsScreen.ACTIONS, *_FRAME)),
    _bindings(palette.ACTIONS),
    _bindings((actions.BACK,)),
    _bindings((*form_actions.ACTIONS, form_actions.HELP, *_IN_FORMS)),
    _bindings((*form_actions.ACTIONS, *_IN_FORMS), *Chooser.BINDINGS),
    _bindings(form_questions.ACTIONS),
    _bindings((form_questions.CLOSE,)),
)
