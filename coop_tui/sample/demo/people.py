"""People of the demo city, numbered and not named, and the batches that they took part in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from coop_tui.records.common import Origin
from coop_tui.records.participations import Paper, Participation, ParticipationStatus
from coop_tui.records.people import Person, Sex
from coop_tui.sample.demo import batches
from coop_tui.sample.demo.days import weekday
from coop_tui.sample.demo.partners import BAPPEDA, BKD, BKPSDM, DISTAKO, DPUPR, KERJA_SAMA, PERUMDA

_POSITIONS: Final = (
    ("Analis Kebijakan", "III/c"),
    ("Kepala Bidang", "IV/a"),
    ("Perencana Ahli Muda", "III/d"),
    ("Pranata Komputer", "III/b"),
    ("Kepala Seksi", "III/d"),
)
_BEFORE: Final[Mapping[int | None, int]] = {DPUPR: DISTAKO, BKPSDM: BKD}
_BEFORE_THE_REFORM: Final = (batches.SMART_CITY, batches.WASTE)
_STAFF: Final = 48
_CONTRACT: Final = 6  # the last of the staff, whose numbers are those of a contract
_COMPANY: Final = 4


def _staff(number: int) -> Person:
    """Civil servant `number`. Born on 1 January 1990 like all of them, so that nobody takes the NIP for a real one."""
    sex = Sex.F if number % 2 else Sex.M
    sex_digit = 2 if sex is Sex.F else 1
    contract = number > _STAFF - _CONTRACT
    position, grade = _POSITIONS[number % len(_POSITIONS)]
    return Person(
        name=f"Peserta Contoh {number:02}",
        nip=f"19900101{'202121' if contract else '201501'}{sex_digit}{number:03}",
        sex=sex,
        unit=BAPPEDA + number % KERJA_SAMA,
        position=position,
        grade="IX" if contract else grade,
        origin=Origin.OWN_STAFF,
        email=f"peserta{number:02}@contoh.example" if number <= 10 else None,
        phone=f"0800 000 {number:04}" if number <= 5 else None,
    )


def _others() -> Iterator[Person]:
    first = _STAFF + 1
    for number in range(first, first + _COMPANY):
        yield Person(
            name=f"Pegawai Contoh {number:02}", unit=PERUMDA, position="Staf Teknik", origin=Origin.MUNICIPAL_COMPANY
        )
    first += _COMPANY
    for number in range(first, first + 4):
        yield Person(name=f"Dosen Contoh {number:02}", sex=Sex.F, position="Dosen", origin=Origin.ACADEMIA)
    yield Person(name="Pejabat Contoh 57", position="Camat", origin=Origin.OTHER_GOVERNMENT)
    yield Person(name="Pejabat Contoh 58", position="Kepala Bagian", origin=Origin.OTHER_GOVERNMENT)
    yield Person(name="Relawan Contoh 59", origin=Origin.OTHER)
    yield Person(name="Peserta Contoh 60", nip="990000060", sex=Sex.M, origin=Origin.OWN_STAFF, notes="NIP lama.")


PEOPLE: Final = (*(_staff(number) for number in range(1, _STAFF + 1)), *_others())
"""Sixty; the id of a person is the number in the name."""


def participations(today: date) -> Sequence[Participation]:
    """Who attended, withdrew, was replaced and is nominated, in the batches that have names on record."""
    withdrawn, replaced, nominated = (
        ParticipationStatus.WITHDRAWN,
        ParticipationStatus.REPLACED,
        ParticipationStatus.NOMINATED,
    )
    service = [*_attended(batches.SERVICE, (*range(1, 17), 49, 50, 57, 58)), _in(batches.SERVICE, 17, withdrawn)]
    service[2] = msgspec.structs.replace(
        service[2], paper=Paper(title="Loket keliling untuk kelurahan jauh", presented_on=weekday(today, -36, 4))
    )
    service[6] = msgspec.structs.replace(service[6], paper=Paper(title="Keluhan warga sebagai data"))
    smart_city = [*_attended(batches.SMART_CITY, range(10, 23)), _in(batches.SMART_CITY, 23, replaced)]
    stand_in = msgspec.structs.replace(
        _in(batches.SMART_CITY, 24, ParticipationStatus.ATTENDED), replaces=len(service) + len(smart_city)
    )
    return (
        *service,
        *smart_city,
        stand_in,
        *_attended(batches.WASTE, (*range(1, 4), *range(25, 30), 53, 54)),
        *_attended(batches.COURSE, (*range(30, 43), 55, 56, 59)),
        msgspec.structs.replace(_in(batches.COURSE, 60, withdrawn), notes="Mengundurkan diri karena tugas lain."),
        *(_in(batches.RUNNING, number, nominated) for number in range(37, 49)),
        *(_in(batches.NEXT, number, nominated) for number in (4, 8, 12, 51, 52)),
    )


def _attended(batch: int, numbers: Sequence[int]) -> Iterator[Participation]:
    return (_in(batch, number, ParticipationStatus.ATTENDED) for number in numbers)


def _in(batch: int, number: int, status: ParticipationStatus) -> Participation:
    """The person of this number in a batch, with position, grade and origin as they are now, and the unit of then."""
    person = PEOPLE[number - 1]
    return Participation(
        person=number,
        batch=batch,
        status=status,
        unit=_BEFORE.get(person.unit, person.unit) if batch in _BEFORE_THE_REFORM else person.unit,
        position=person.position,
        grade=person.grade,
        origin=person.origin,
    )
