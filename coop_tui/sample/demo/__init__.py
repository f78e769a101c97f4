"""The demo city: everything a register can hold, all of it invented but for the countries.

Partner places mean "example" in their languages, people are numbered, numbers of civil servants are formally right and
evidently made up. All dates are told from one day, so that on any day some batches are over, one is under way and some
are still to come. The same day gives the same records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from coop_tui.records.fields import Record
from coop_tui.records.settings import Setting
from coop_tui.register import roster
from coop_tui.sample.demo import activities, agreements, batches, organisations, partners, people
from coop_tui.sample.demo.days import day

CITY: Final = "Kota Contoh"
UNIT: Final = "Bagian Kerja Sama, Sekretariat Daerah"


def records(today: date) -> Mapping[str, Sequence[Record]]:
    """The records of each kind, as somebody would have them on record on the day `today`. Ids are positions from 1."""
    return {
        "countries": partners.countries(today),
        "organisations": (*organisations.ORGANISATIONS, *organisations.memberships(today)),
        "programmes": partners.PROGRAMMES,
        "units": partners.units(today),
        "people": people.PEOPLE,
        "agreements": agreements.records(today),
        "batches": batches.records(today),
        "participations": people.participations(today),
        "activities": activities.records(today),
        "settings": (Setting(name=roster.NAME, value={roster.CITY: day(today, -30)}),),
    }
