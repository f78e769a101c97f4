"""Settings: what the program remembers (snoozes, "not the same person", import mappings, named views, targets)."""

from __future__ import annotations

from typing import Annotated, Final

from coop_tui.i18n import N_, NP_
from coop_tui.records.fields import Field, Record
from coop_tui.records.kind import Column, Kind, View


class Setting(Record, frozen=True, kw_only=True):
    """One thing remembered. `value` is whatever JSON can hold."""

    name: Annotated[str, Field(NP_("setting", "Name"))]
    value: Annotated[object, Field(N_("Value"))] = None


def _title(setting: Setting, _view: View) -> str:
    return setting.name


KIND: Final = Kind(
    name="settings",
    record=Setting,
    one=N_("setting"),
    many=N_("Settings"),
    keys=(("name",),),
    told=("name",),
    unique=("name",),
    names=("name",),
    title=_title,
    columns=(Column("name", 40, grow=True),),
)
