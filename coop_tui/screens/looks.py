"""How a person likes the dashboard: language, theme and signs, remembered for each person in the register.

What was said on the command line comes first, then what the person chose, then the configuration.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, cast

from coop_tui import i18n
from coop_tui.config import SYMBOLS, Config
from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.register import Records, Register
from coop_tui.register.remembered import remember, remembered
from coop_tui.store import JSON, Change
from coop_tui.themes import DARK, LIGHT

Look = Literal["language", "theme", "symbols"]

LABEL: Final = "look"
"""The code of these changes in the history. `undo` passes them over: it is for records, and a look is chosen back."""


class UnknownTheme(CoopError):
    """A theme of the configuration that the dashboard does not have."""

    file: Path
    theme: str
    known: str

    def message(self) -> str:
        return _("{file}: there is no theme “{theme}”. Allowed are: {known}.").format(
            file=self.file, theme=self.theme, known=self.known
        )


def checked_theme(config: Config, known: Collection[str]) -> str:
    """The configured theme. Raises `UnknownTheme`."""
    if config.theme not in known:
        raise UnknownTheme(config.file, config.theme, ", ".join(sorted(known)))
    return config.theme


def themes(known: Collection[str]) -> Sequence[str]:
    """All themes there are, our own first."""
    own = [DARK.name, LIGHT.name]
    return [*own, *sorted(name for name in known if name not in own)]


def chosen_by(who: str, records: Records, known_themes: Collection[str]) -> Mapping[Look, str]:
    """What a person chose at an earlier time. What this version does not have is left out."""
    value = remembered(records, _name(who))
    allowed: Mapping[Look, Collection[str]] = {"language": i18n.LANGUAGES, "theme": known_themes, "symbols": SYMBOLS}
    if not isinstance(value, dict):
        return {}
    known = {look: value.get(look) for look in allowed}
    return {look: said for look, said in known.items() if isinstance(said, str) and said in allowed[look]}


def apart_from(config: Config, chosen: Mapping[Look, str]) -> Mapping[Look, str]:
    """What of it is to be remembered: what the configuration says otherwise."""
    return {look: said for look, said in chosen.items() if said != getattr(config, look)}


def keep(register: Register, chosen: Mapping[Look, str]) -> Change | None:
    """Remember what this person chose. Where nothing can be written, nothing is remembered."""
    if register.store.read_only:
        return None
    return remember(register, _name(register.by), cast("dict[str, JSON]", dict(chosen)), LABEL)


def _name(who: str) -> str:
    return f"look:{who}"
