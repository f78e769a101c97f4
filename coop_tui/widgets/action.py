"""Actions, each declared once: from it come key binding, footer, tooltip and the row on the help screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from textual.binding import Binding, BindingType, Keymap
from textual.widget import Widget

KEY_SIGNS: Final[Mapping[str, str]] = {
    "question_mark": "?",
    "slash": "/",
    "escape": "esc",
    "plus": "+",
    "full_stop": ".",
}


class Action(msgspec.Struct, frozen=True):
    """One thing a person can do.

    `id` is its name in the configuration's `keys:`, `keys` the keys it has unless remapped (several by commas), `does`
    the Textual action it runs. `label` (one or two words) and `help` (a sentence) are marked with `N_`. `footer` is its
    place in the footer, lowest first and kept longest; None keeps it out. With `priority` its keys are looked at before
    the widget with the focus gets them: what is typed right after them goes where the action led to.
    """

    id: str
    keys: str
    does: str
    label: str
    help: str
    footer: int | None = None
    priority: bool = False

    def binding(self) -> Binding:
        """The key binding."""
        return Binding(self.keys, self.does, self.label, show=False, id=self.id, priority=self.priority)


def bindings(actions: Iterable[Action]) -> list[BindingType]:
    """The bindings of several actions."""
    return [action.binding() for action in actions]


def keys_of(action: Action, keymap: Keymap) -> Sequence[str]:
    """The keys an action has now, as they are shown."""
    return [key_words(key) for key in keymap.get(action.id, action.keys).split(",")]


def key_words(key: str) -> str:
    """A key as it is written on screen."""
    return KEY_SIGNS.get(key, key)


def enabled(action: Action, owner: Widget) -> bool:
    """Whether the action can be done here and now."""
    name = action.does.partition("(")[0].rpartition(".")[2]
    return owner.check_action(name, ()) is True
