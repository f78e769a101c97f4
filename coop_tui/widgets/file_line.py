"""A line in which the file to read is named."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from coop_tui.i18n import _
from coop_tui.widgets.chooser import Chooser
from coop_tui.widgets.path_choices import path_of, paths_like
from coop_tui.widgets.safe import content


class FileLine(Horizontal):
    """Says `Named` when enter is pressed at a file; at a folder it shows what is in it."""

    DEFAULT_CSS = """
    FileLine {
        height: 1; padding: 0 1;
        & > Static { width: auto; margin-right: 1; text-style: bold; }
        & > Chooser { width: 1fr; background: $surface; }
    }
    """

    class Named(Message):
        """A file was named; whether it is there is not known."""

        def __init__(self, file: Path) -> None:
            super().__init__()
            self.file = file

    def compose(self) -> ComposeResult:
        yield Static(content(_("File to import")))
        yield Chooser("~/", paths_like, eager=False)

    @property
    def field(self) -> Chooser:
        """Where it is typed."""
        return self.query_one(Chooser)

    def say(self) -> None:
        """Say it in the language in use."""
        self.query_one(Static).update(content(_("File to import")))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        file = path_of(event.value)
        found = paths_like(event.value)
        if not file.exists() and len(found) == 1:  # there is nothing else that can be meant
            file = path_of(found[0].text)
            self.field.show(found[0].text)
        if file.is_dir():
            typed = self.field.value
            self.field.show(typed if typed.endswith("/") else f"{typed}/")
            self.field.action_open()
        else:
            self.post_message(self.Named(file))
