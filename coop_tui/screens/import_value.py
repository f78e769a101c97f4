"""A value for all rows of an import."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from coop_tui.exchange.import_words import field_words
from coop_tui.exchange.linked_fields import field_spec
from coop_tui.i18n import _
from coop_tui.records import AnyKind
from coop_tui.records.fields import AnyType, ListType, PartType
from coop_tui.register import Register
from coop_tui.screens import actions
from coop_tui.widgets.action import bindings
from coop_tui.widgets.chooser import Chooser
from coop_tui.widgets.form.inputs import OneLine
from coop_tui.widgets.form.suggest import source_of
from coop_tui.widgets.safe import content


class ValueScreen(ModalScreen[str | None]):
    """The result is what was typed, "" for nothing; None where it stays as it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings((actions.BACK,))
    AUTO_FOCUS = "OneLine"
    DEFAULT_CSS = """
    ValueScreen {
        align: center middle;
        & > Vertical { width: 60; max-width: 96%; height: auto; background: $panel; padding: 1 2; }
        & Static { height: auto; }
        & OneLine { background: $surface; margin-top: 1; }
    }
    """

    def __init__(self, register: Register, kind: AnyKind, name: str, value: str) -> None:
        super().__init__()
        self._register = register
        self._kind = kind
        self._field = name
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical():
            said = _("{field}, for all rows that have nothing there").format(field=field_words(self._kind, self._field))
            yield Static(content(said))
            spec = field_spec(self._kind, self._field)
            held = None if spec is None or isinstance(spec.type, ListType | PartType | AnyType) else spec.type
            source = None if held is None else source_of(held, self._register)
            yield OneLine(self._value) if source is None else Chooser(self._value, source, eager=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())

    def action_back(self) -> None:
        self.dismiss(None)
