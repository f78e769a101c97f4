"""The summary of a register: its totals, lists and counts, without a word about any person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from coop_tui.config import Office
from coop_tui.counts import Fact, Occasion, agreement_status, count, facts, occasions, value_name
from coop_tui.i18n import language
from coop_tui.records import agreements, countries, organisations
from coop_tui.records.agreements import Agreement, AgreementStatus, days_left
from coop_tui.records.batches import BatchStatus
from coop_tui.records.countries import Country, CountryStatus
from coop_tui.records.organisations import MembershipStatus, Organisation
from coop_tui.register import Records
from coop_tui.store import JSON, Document
from coop_tui.values import country_name, first_day, last_day

SCHEMA: Final = "coop-tui/summary/1"
_COUNTED: Final = ("batches", "participations", "people")
_BY: Final = ("year", "country", "programme", "unit")


def summary(
    records: Records, office: Office, generated_at: datetime, year: str | None = None, country: str | None = None
) -> Document:
    """The summary as CONTRACT.md lays it out, as of the day of `records`. What is not known is null.

    `year` limits the batches to those that start in it, and so participations, people, seats and counts; `country`
    limits all that has a country.
    """

    def here(code: str | None) -> bool:
        return country is None or code == country

    found = [
        one
        for one in occasions(records)
        if here(one.batch.country) and (year is None or (one.batch.starts_on or "").startswith(year))
    ]
    partners = {id: one for id, one in records.all(countries.KIND).items() if here(one.code)}
    bodies = {id: one for id, one in records.all(organisations.KIND).items() if here(one.country)}
    texts = {id: one for id, one in records.all(agreements.KIND).items() if here(one.country)}
    return {
        "schema": SCHEMA,
        "office": {"city": office.city, "unit": office.unit, "country": office.country},
        "generated_at": generated_at.isoformat(timespec="seconds"),
        "as_of": records.today.isoformat(),
        "filters": {"year": year, "country": country},
        "totals": {
            "countries": _statuses(CountryStatus, (one.status for one in partners.values())),
            "organisations": _organisation_totals(bodies, records.today),
            "agreements": _statuses(AgreementStatus, (agreement_status(records, one) for one in texts.values())),
            "batches": _statuses(BatchStatus, (one.status for one in found)),
            **_attendance_totals(found),
        },
        "countries": _countries(partners, found, texts),
        "organisations": [_organisation(id, one, records.today) for id, one in sorted(bodies.items())],
        "agreements": [_agreement(id, one, records) for id, one in sorted(texts.items())],
        "batches": [_batch(one, records) for one in sorted(found, key=lambda one: one.id)],
        "counts": _counts(records, found),
    }


def _statuses(
    statuses: type[CountryStatus] | type[AgreementStatus] | type[BatchStatus], found: Iterable[str]
) -> dict[str, JSON]:
    counted = Counter(found)
    return {"total": counted.total(), **{str(status): counted[status] for status in statuses}}


def _organisation_totals(bodies: Mapping[int, Organisation], today: date) -> dict[str, JSON]:
    standings = [_standing(one, today) for one in bodies.values()]
    memberships = sum(one in (MembershipStatus.MEMBER, MembershipStatus.OBSERVER) for one in standings)
    return {"total": len(bodies), "memberships": memberships}


def _standing(organisation: Organisation, today: date) -> MembershipStatus | None:
    """The membership on that day: not before it begins, nor after it ends."""
    held = organisation.membership
    if held is None or (held.since and first_day(held.since) > today) or (held.until and last_day(held.until) < today):
        return None
    return held.status


def _attendance_totals(found: Sequence[Occasion]) -> dict[str, JSON]:
    came = [one.attendance for one in found if one.attendance is not None]
    persons = {seat.person for one in found for seat in one.attended.values()}
    planned = [one.batch for one in found if one.status is BatchStatus.PLANNED]
    return {
        "participations": {
            "own": sum(one.own for one in came),
            "others": sum(one.others for one in came),
            "reported": sum(one.reported for one in came),
            "estimated": sum(one.estimated for one in came),
            "named": sum(one.named for one in came),
        },
        "people": {"named": len(persons)},
        "seats": {
            "planned": sum(one.seats or 0 for one in planned),
            "all": sum(one.batch.seats or 0 for one in found),
        },
    }


def _countries(
    partners: Mapping[int, Country], found: Sequence[Occasion], texts: Mapping[int, Agreement]
) -> list[JSON]:
    batches = Counter(one.batch.country for one in found if one.status is BatchStatus.COMPLETED)
    signed = Counter(one.country for one in texts.values())
    came: Counter[str | None] = Counter()
    for one in found:
        came[one.batch.country] += one.attendance.total if one.attendance else 0
    return [
        {
            "code": one.code,
            "name": country_name(one.code, language()),
            "status": str(one.status),
            "batches": batches[one.code],
            "participations": came[one.code],
            "agreements": signed[one.code],
        }
        for _id, one in sorted(partners.items())
    ]


def _organisation(id: int, organisation: Organisation, today: date) -> dict[str, JSON]:
    standing = _standing(organisation, today)
    return {
        "id": id,
        "name": organisation.name,
        "acronym": organisation.acronym,
        "kind": str(organisation.kind),
        "country": organisation.country,
        "membership": None if standing is None else str(standing),
    }


def _agreement(id: int, agreement: Agreement, records: Records) -> dict[str, JSON]:
    return {
        "id": id,
        "title": agreement.title,
        "document": str(agreement.document),
        "regime": None if agreement.regime is None else str(agreement.regime),
        "country": agreement.country,
        "status": str(agreement_status(records, agreement)),
        "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on,
        "days_left": days_left(agreement, records.today),
    }


def _batch(occasion: Occasion, records: Records) -> dict[str, JSON]:
    batch, came = occasion.batch, occasion.attendance
    return {
        "id": occasion.id,
        "programme": records.name("programmes", batch.programme),
        "title": batch.title,
        "country": batch.country,
        "starts_on": batch.starts_on,
        "ends_on": batch.ends_on,
        "status": str(occasion.status),
        "own": came.own if came else 0,
        "others": came.others if came else 0,
    }


def _counts(records: Records, found: Sequence[Occasion]) -> dict[str, JSON]:
    counted = {measure: facts(records, measure, found) for measure in _COUNTED}
    return {f"by_{dimension}": _by(records, dimension, counted) for dimension in _BY}


def _by(records: Records, dimension: str, counted: Mapping[str, Sequence[Fact]]) -> list[JSON]:
    tables = {measure: count(records, measure, (dimension,), found) for measure, found in counted.items()}
    # who came, came in a completed batch, so the table of batches has every value
    return [
        {
            dimension: value_name(records, dimension, value),
            **{measure: one.figure(value) for measure, one in tables.items()},
        }
        for value in tables["batches"].values[0]
    ]
