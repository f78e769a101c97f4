"""Large registers for measuring: clearly fictitious, the same for the same seed.

    python benchmarks/registers.py FOLDER --batches 100000 [--people 0] [--participations 0] [--seed 1]

makes FOLDER/config.yaml, FOLDER/data/coop.json and its history.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from msgspec import structs

from coop_tui.config import Office, sample_text
from coop_tui.errors import CoopError
from coop_tui.records.batches import Basis, Batch, Expert, Group, Mode, Visit
from coop_tui.records.common import Origin
from coop_tui.records.countries import Country
from coop_tui.records.fields import Record
from coop_tui.records.organisations import Organisation, OrganisationKind
from coop_tui.records.participations import Participation, ParticipationStatus
from coop_tui.records.people import Person
from coop_tui.records.programmes import Programme
from coop_tui.records.units import Unit
from coop_tui.register import Register
from coop_tui.sample import fill
from coop_tui.store import Document, FileStore
from coop_tui.values import CountryCode, PartialDate

CODES = ("SG", "CN", "KR", "DK", "DE", "JP", "NL", "AU", "MY", "FR")
SUBJECTS = (
    "Air Bersih",
    "Transportasi",
    "Kota Cerdas",
    "Arsip",
    "Pajak Daerah",
    "Pelayanan Publik",
    "Taman Kota",
    "Data",
)
GIVEN = ("Anu", "Bima", "Citra", "Dara", "Eka", "Fitri", "Gilang", "Hana", "Intan", "Joko", "Kirana", "Lestari")
FAMILY = ("Contoh", "Umpama", "Rekaan", "Misalan", "Fiktif", "Khayal", "Andai", "Coba")
FIRST_DAY, DAYS = date(2005, 1, 3), 365 * 18
LAST_CHANGE: Final[Document] = {"kind": "letter", "on": "2024-03-04", "title": "Surat Contoh"}


def records(batches: int, people: int, participations: int, seed: int) -> Mapping[str, Sequence[Record]]:
    """A register of so many records, by kind."""
    draw = Random(seed)
    return {
        "countries": [Country(code=CountryCode(code)) for code in CODES],
        "organisations": [
            Organisation(name=f"Lembaga Contoh {n}", acronym=f"LC{n}", kind=draw.choice(list(OrganisationKind)))
            for n in range(1, 41)
        ],
        "programmes": [Programme(name=f"Program Contoh {n}", acronym=f"PC{n}") for n in range(1, 13)],
        "units": [Unit(name=f"Dinas Contoh {n}", acronym=f"DC{n}") for n in range(1, 31)],
        "batches": [_batch(n, draw) for n in range(1, batches + 1)],
        "people": list(_people(people, draw)),
        "participations": list(_participations(batches, people, participations, draw)),
    }


def _batch(number: int, draw: Random) -> Batch:
    start = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
    return Batch(
        programme=draw.randint(1, 12),
        title=f"{draw.choice(SUBJECTS)} {draw.choice(SUBJECTS)} {number}",
        mode=draw.choice(list(Mode)),
        country=CountryCode(draw.choice(CODES)),
        starts_on=PartialDate(start.isoformat()),
        ends_on=PartialDate((start + timedelta(days=draw.randint(1, 20))).isoformat()),
        organiser=draw.randint(1, 40),
        groups=(Group(origin=draw.choice(list(Origin)), reported=draw.randint(5, 40), basis=draw.choice(list(Basis))),),
        experts=(Expert(name=f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}", organisation=f"LC{draw.randint(1, 40)}"),),
        visits=(Visit(place=f"Kantor Contoh {draw.randint(1, 99)}"),),
    )


def _people(count: int, draw: Random) -> Iterator[Person]:
    """Every twelfth is the one before once more, with a title."""
    person = _person(0, draw)
    for number in range(1, count + 1):
        person = structs.replace(person, name=f"Dr. {person.name}") if number % 12 == 0 else _person(number, draw)
        yield person


def _person(number: int, draw: Random) -> Person:
    return Person(
        name=f"{draw.choice(GIVEN)} {draw.choice(GIVEN)} {draw.choice(FAMILY)} {number}", unit=draw.randint(1, 30)
    )


def _participations(batches: int, people: int, wanted: int, draw: Random) -> Iterator[Participation]:
    taken: set[tuple[int, int]] = set()
    while len(taken) < wanted:
        pair = draw.randint(1, people), draw.randint(1, batches)
        if pair not in taken:
            taken.add(pair)
            status = draw.choices(list(ParticipationStatus), weights=(1, 8, 1, 0))[0]
            yield Participation(person=pair[0], batch=pair[1], status=status, unit=draw.randint(1, 30))


def make(folder: Path, batches: int, people: int = 0, participations: int = 0, seed: int = 1) -> Path:
    """A folder with configuration and register; the configuration's path."""
    config = folder / "config.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    config.write_text(sample_text(Office("Kota Contoh", "Bagian Kerja Sama"), "id"), encoding="utf-8")
    store = FileStore.create(folder / "data" / "coop.json")
    register = Register(store, today=FIRST_DAY, by="benchmark", ending_soon_days=365, on_problem=_stop)
    fill(register, records(batches, people, participations, seed))
    register.create("activities", LAST_CHANGE)  # the last line of a history in use is a short one
    register.close()
    return config


def _stop(problem: CoopError) -> None:
    raise problem


def main() -> None:
    """Read the command line and make the register."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for name, default in (("batches", 1000), ("people", 0), ("participations", 0), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    print(make(given.folder, given.batches, given.people, given.participations, given.seed))


if __name__ == "__main__":
    main()
