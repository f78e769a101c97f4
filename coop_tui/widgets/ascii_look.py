"""Borders and scrollbars in ASCII, for terminals whose width of a sign could be doubted."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.scrollbar import ScrollBar, ScrollBarRender

CLASS: Final = "-ascii"
"""The class of an app that is drawn in ASCII."""

CSS: Final = """
.-ascii ListAndPage > LinePage { border-top: ascii $panel; }
.-ascii ListAndPage.wide > LinePage { border-top: none; border-left: ascii $panel; }
.-ascii HelpScreen > VerticalScroll, .-ascii FieldHelp > VerticalScroll { border: ascii $accent; }
.-ascii PaletteScreen > Vertical, .-ascii ChoosePersonScreen > Vertical { border: ascii $accent; }
.-ascii TextAndDateScreen > Vertical { border: ascii $accent; }
.-ascii Toast { border-left: none; }
.-ascii PickScreen > OptionList, .-ascii PickScreen > OptionList:focus { border: ascii $accent; }
"""


class _Blocks(ScrollBarRender):
    """A scrollbar of whole cells, told by their background alone."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def use(*, ascii: bool) -> None:  # noqa: A002 - the word of the configuration
    """Draw scrollbars in ASCII or with better signs from now on."""
    ScrollBar.renderer = _Blocks if ascii else ScrollBarRender
