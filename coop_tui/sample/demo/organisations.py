"""Organisations of the demo city, of every kind. The places among them are called "example" in their languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from coop_tui.records.common import Contact
from coop_tui.records.organisations import Membership, MembershipStatus, Organisation, OrganisationKind
from coop_tui.sample.demo.days import day, year
from coop_tui.sample.demo.partners import AU, DE, DK, JP, KR, MY, NL, SG

(
    MIHON, VOORBEELDSTAD, MUSTERSTADT, YESI, EXAMPLETON, CONTOH_SEBERANG, MINISTRY, WATER_AGENCY, UNIVERSITY,
    MUSTERHOCHSCHULE, GOVERNANCE_INSTITUTE, MIHON_CENTRE, SMART_SYSTEMS, WATERWORKS, GREEN_FOUNDATION, FUND, CHAMBER,
) = range(1, 18)  # fmt: skip
"""Ids of ORGANISATIONS; those of `memberships` follow."""

_CITY: Final = OrganisationKind.LOCAL_GOVERNMENT
_AGENCY: Final = OrganisationKind.GOVERNMENT_AGENCY
_TRAINING: Final = OrganisationKind.TRAINING_INSTITUTION
_COMPANY: Final = OrganisationKind.COMPANY

ORGANISATIONS: Final = (
    Organisation(
        name="Kota Mihon (見本市)",
        acronym="Mihon",
        kind=_CITY,
        country=JP,
        website="https://mihon.example",
        contacts=(
            Contact(name="Petugas Contoh Dua", role="Kepala Seksi Internasional", email="seksi@mihon.example"),
            Contact(name="Petugas Contoh Tiga", role="Penerjemah", phone="+81 00 0000 0003"),
        ),
    ),
    Organisation(name="Gemeente Voorbeeldstad", kind=_CITY, country=NL, website="https://voorbeeldstad.example"),
    Organisation(name="Stadt Musterstadt", kind=_CITY, country=DE, website="https://musterstadt.example"),
    Organisation(name="Kota Yesi (예시시)", acronym="Yesi", kind=_CITY, country=KR),
    Organisation(name="Exampleton City Council", kind=_CITY, country=AU),
    Organisation(name="Majlis Bandaraya Contoh Seberang", acronym="MBCS", kind=_CITY, country=MY),
    Organisation(name="Sample Ministry of Cities", acronym="SMC", kind=_AGENCY, country=SG),
    Organisation(name="Sample Water Agency", acronym="SWA", kind=_AGENCY, country=SG, parent=MINISTRY),
    Organisation(name="Universitas Yesi", acronym="UY", kind=OrganisationKind.UNIVERSITY, country=KR),
    Organisation(name="Musterhochschule", kind=OrganisationKind.UNIVERSITY, country=DE),
    Organisation(
        name="Sample Institute of Governance", acronym="SIG", kind=_TRAINING, country=SG, parent=MINISTRY,
        website="https://sig.example",
    ),
    Organisation(name="Mihon Training Centre", acronym="MTC", kind=_TRAINING, country=JP, parent=MIHON),
    Organisation(name="Contoh Smart Systems Pte Ltd", acronym="CSS", kind=_COMPANY, country=SG),
    Organisation(name="Voorbeeld Waterwerken B.V.", kind=_COMPANY, country=NL),
    Organisation(name="Stichting Groen Voorbeeld", acronym="SGV", kind=OrganisationKind.NGO, country=NL),
    Organisation(name="Dana Contoh untuk Kota", acronym="DCK", kind=OrganisationKind.DONOR, country=DE),
    Organisation(name="Kamar Dagang Exampleton", kind=OrganisationKind.OTHER, country=AU),
)  # fmt: skip


def memberships(today: date) -> Sequence[Organisation]:
    """Four networks that the city belongs to, is about to join, or whose membership has lapsed."""

    def network(name: str, acronym: str, membership: Membership, notes: str | None = None) -> Organisation:
        return Organisation(
            name=name, acronym=acronym, kind=OrganisationKind.NETWORK, membership=membership, notes=notes
        )

    member, observer, candidate = MembershipStatus.MEMBER, MembershipStatus.OBSERVER, MembershipStatus.CANDIDATE
    return (
        network("Jejaring Kota Contoh Asia", "JKCA", Membership(status=member, since=year(today, -8))),
        network("Forum Kota Sungai Contoh", "FKSC", Membership(status=observer, since=year(today, -2))),
        network("Jejaring Kota Sepeda Contoh", "JKSC", Membership(status=candidate), notes="Diusulkan oleh mitra."),
        network(
            "Aliansi Iklim Contoh",
            "AIC",
            Membership(status=member, since=year(today, -6), until=day(today, -80)),
            notes="Iuran tahun berjalan belum dianggarkan.",
        ),
        Organisation(name="Nordisk Eksempelby", kind=_CITY, country=DK, notes="Pembicaraan awal."),
    )
