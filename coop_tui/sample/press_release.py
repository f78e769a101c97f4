"""The sample register: what the office's own news item of February 2019 says, and no more.

Marks kept in each record: S stated by the news item, I inferred from it, E from elsewhere. Ids are positions: the first
of a kind is 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from coop_tui.records.batches import (
    Basis,
    Batch,
    Expert,
    ExpertRole,
    FollowUp,
    Group,
    Mode,
    Output,
    SendOff,
    Visit,
)
from coop_tui.records.common import Origin
from coop_tui.records.countries import Country, CountryStatus
from coop_tui.records.fields import Record
from coop_tui.records.organisations import Membership, MembershipStatus, Organisation, OrganisationKind
from coop_tui.records.programmes import Programme
from coop_tui.values import CountryCode, PartialDate

CITY: Final = "Kota Jambi"
UNIT: Final = "Bagian Kerja Sama, Sekretariat Daerah"

_SOURCE: Final = "siaran pers Bagian Humas Setda Kota Jambi, Februari 2019"
_SG: Final = CountryCode("SG")
_STATED: Final = f"S: disebut dalam {_SOURCE}."

_PARTNERS: Final = ("SG", "CN", "KR", "DK", "DE")  # S: "such as", so five are named and more may exist
_COUNTRIES: Final = tuple(
    Country(
        code=CountryCode(code),
        status=CountryStatus.ACTIVE,
        notes=f"{_STATED} I: dicatat sebagai mitra aktif; daftar dalam sumber tidak lengkap.",
    )
    for code in _PARTNERS
)


def _organisation(
    name: str, acronym: str | None, kind: OrganisationKind, notes: str, country: CountryCode | None = _SG
) -> Organisation:
    return Organisation(name=name, acronym=acronym, kind=kind, country=country, notes=notes)


def _network(acronym: str, name: str) -> Organisation:
    return Organisation(
        name=name,
        acronym=acronym,
        kind=OrganisationKind.NETWORK,
        membership=Membership(status=MembershipStatus.MEMBER),
        notes=f"{_STATED} I: dicatat sebagai keanggotaan dengan status anggota. E: kepanjangan nama.",
    )


_AGENCY: Final = OrganisationKind.GOVERNMENT_AGENCY
_EXPERTS_FROM: Final = f"S: asal narasumber menurut {_SOURCE}."
_VISITED: Final = f"S: tuan rumah kunjungan lapangan menurut {_SOURCE}."
_ORGANISATIONS: Final = (
    _network("UCLG ASPAC", "United Cities and Local Governments Asia-Pacific"),
    _network("ICLEI", "ICLEI – Local Governments for Sustainability"),
    _organisation(
        "Centre for Liveable Cities",
        "CLC",
        OrganisationKind.TRAINING_INSTITUTION,
        f"S: penyelenggara pelatihan Februari 2019, di bawah MND dan MEWR, menurut {_SOURCE}. "
        "E: sumber menulis “of”, nama resminya memakai “for”. I: jenisnya lembaga pelatihan.",
    ),
    _organisation("Ministry of National Development", "MND", _AGENCY, _STATED),
    _organisation("Ministry of the Environment and Water Resources", "MEWR", _AGENCY, _STATED),
    _organisation("Ministry of Foreign Affairs", "MFA", _AGENCY, _STATED),
    _organisation("Smart Nation and Digital Government Office", "SNDGO", _AGENCY, _EXPERTS_FROM),
    _organisation("Land Transport Authority", "LTA", _AGENCY, _EXPERTS_FROM),
    _organisation("National Environment Agency", "NEA", _AGENCY, _EXPERTS_FROM),
    _organisation("Agri-Food & Veterinary Authority", "AVA", _AGENCY, _EXPERTS_FROM),
    _organisation("Urban Redevelopment Authority", "URA", _AGENCY, _VISITED),
    _organisation("NCS Pte Ltd", "NCS", OrganisationKind.COMPANY, _VISITED),
)
_CLC, _MND, _MEWR, _MFA = 3, 4, 5, 6

_FUNDER: Final = "Pemerintah Singapura"
_SCP: Final = Programme(
    name="Singapore Cooperation Programme", acronym="SCP", country=_SG, funder=_FUNDER, notes=_STATED
)


def _staff(count: int, basis: Basis) -> Group:
    return Group(name="ASN Pemkot Jambi", origin=Origin.OWN_STAFF, reported=count, basis=basis)


_TOTAL, _BATCHES, _REPORTED = 150, 6, 25  # S: 150 civil servants in 6 batches within three years; 25 in February 2019
_EARLIER: Final = Batch(
    programme=1,
    mode=Mode.ABROAD,
    country=_SG,
    groups=(_staff((_TOTAL - _REPORTED) // (_BATCHES - 1), Basis.ESTIMATED),),
    sources=(
        f"S: 150 ASN dalam 6 angkatan SCP di Singapura selama tiga tahun, menurut {_SOURCE}.",
        "I: angkatan Februari 2019 salah satunya; lima lainnya berjumlah 125, dibagi rata 25 sebagai perkiraan.",
        "Judul dan tanggal tidak disebut.",
    ),
)


def _expert(name: str, position: str | None, organisation: str, role: ExpertRole = ExpertRole.SPEAKER) -> Expert:
    return Expert(name=name, position=position, organisation=organisation, role=role)


_SMART_CITY: Final = Batch(
    programme=1,
    title="Smart City and Cybersecurity",
    mode=Mode.ABROAD,
    country=_SG,
    starts_on=PartialDate("2019-02-17"),
    ends_on=PartialDate("2019-02-23"),
    organiser=_CLC,
    partners=(_MND, _MEWR, _MFA),
    funder=_FUNDER,
    fully_funded=True,
    groups=(_staff(_REPORTED, Basis.REPORTED),),
    topics=(
        "Pendekatan terpadu atas masalah perkotaan",
        "Hampir 50 tahun perencanaan kota: Singapore Liveability Framework",
    ),
    experts=(
        _expert("Teo Jing Kok", "Deputy Director", "CLC"),
        _expert("Jamie Foo", None, "SNDGO"),
        _expert("Colin Choo", "former Senior Manager", "LTA"),
        _expert("Loh Ah Tuan", "former Deputy CEO / Director General", "NEA"),
        _expert("Chan Chin Kai", "Deputy Director Planning, Pollution Control", "NEA"),
        _expert("Tan Poh Hong", "former Chief Executive Officer", "AVA"),
        _expert("Lim Teng Leng", "Deputy Director", "CLC", ExpertRole.DISCUSSANT),
    ),
    visits=(
        Visit(place="Singapore City Gallery, URA Centre", organisation="URA"),
        Visit(place="KPE/MCE Operations Control Centre"),
        Visit(place="Punggol Discovery Cube"),
        Visit(place="Geoworks"),
        Visit(place="NCS Pte Ltd", organisation="NCS"),
        Visit(place="Marina Barrage, Sustainable Singapore Gallery"),
        Visit(place="Pulau Semakau Landfill"),
    ),
    send_off=SendOff(on=PartialDate("2019-02-15"), place="Griya Mayang", official="Wali Kota Dr. H. Syarif Fasha, ME"),
    outputs=(
        Output(
            title="Makalah tiap peserta (Paper Challenge)",
            mode="dipaparkan kepada narasumber dan Wali Kota lewat konferensi video (Skype)",
        ),
    ),
    follow_ups=(
        FollowUp(text="Mempelajari sistem transportasi Singapura"),
        FollowUp(text="Mempelajari tata kelola air bersih Singapura"),
    ),
    sources=(
        f"S: {_SOURCE}; narasumber dan kunjungan disebut sebagai contoh.",
        "I: Lim Teng Leng, yang berbicara pada sesi penutup, dicatat sebagai pembahas.",
    ),
)
_PUBLIC_SERVICE: Final = Batch(
    programme=1,
    title="Public Service",
    mode=Mode.ABROAD,
    country=_SG,
    starts_on=PartialDate("2019-07"),
    seats=25,
    sources=(f"S: 25 ASN akan dikirim pada Juli 2019, menurut {_SOURCE}.", "I: termasuk program SCP."),
)

RECORDS: Final[Mapping[str, Sequence[Record]]] = MappingProxyType(
    {
        "countries": _COUNTRIES,
        "organisations": _ORGANISATIONS,
        "programmes": (_SCP,),
        "batches": (*(_EARLIER for _ in range(_BATCHES - 1)), _SMART_CITY, _PUBLIC_SERVICE),
    }
)
