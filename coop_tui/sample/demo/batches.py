"""Batches of the demo city: over, under way, to come, not confirmed and called off, on any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from coop_tui.records.batches import (
    Basis,
    Batch,
    Cancelled,
    Decree,
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
from coop_tui.sample.demo import agreements as agreement
from coop_tui.sample.demo import organisations as org
from coop_tui.sample.demo import partners
from coop_tui.sample.demo.days import day, month, weekday
from coop_tui.sample.demo.partners import JP, KR, NL, SG

SERVICE, SMART_CITY, WASTE, COURSE, RUNNING, NEXT = range(1, 7)
"""Ids of the batches whose participants are on record by name."""

_STAFF: Final = "ASN Pemkot Contoh"


def records(today: date) -> Sequence[Batch]:
    """Those with names first, then the rest."""
    return (
        _service(today),
        _smart_city(today),
        _waste(today),
        _course(today),
        *_now_and_next(today),
        *_later(today),
        *_called_off(today),
        *_unconfirmed(today),
        *_older(today),
    )


def _staff(count: int | None, basis: Basis = Basis.REPORTED) -> Group:
    return Group(name=_STAFF, reported=count, basis=basis)


_SINGAPORE: Final = Batch(
    programme=partners.SINGAPORE_TRAINING,
    mode=Mode.ABROAD,
    country=SG,
    organiser=org.GOVERNANCE_INSTITUTE,
    funder=partners.SINGAPORE_PAYS,
    fully_funded=True,
    agreement=agreement.SINGAPORE_ARRANGEMENT,
)
_MIHON: Final = Batch(
    programme=partners.MIHON_FELLOWSHIP,
    mode=Mode.ABROAD,
    country=JP,
    place="Mihon",
    organiser=org.MIHON_CENTRE,
    funder=partners.MIHON_PAYS,
    fully_funded=False,
    agreement=agreement.MIHON_MOU,
)
_WATER: Final = Batch(
    programme=partners.WATER,
    mode=Mode.ABROAD,
    country=NL,
    place="Voorbeeldstad",
    organiser=org.VOORBEELDSTAD,
    agreement=agreement.WATER_EXTENSION,
)
_COURSE: Final = Batch(programme=partners.ONLINE_COURSE, mode=Mode.ONLINE, country=KR, organiser=org.UNIVERSITY)
_WORKSHOP: Final = Batch(
    programme=partners.WORKSHOP, mode=Mode.AT_HOME, funder=partners.CITY_PAYS, place="Aula Kota Contoh"
)


def _service(today: date) -> Batch:
    return msgspec.structs.replace(
        _SINGAPORE,
        number="VII",
        title="Pelayanan Publik yang Berpusat pada Warga",
        starts_on=weekday(today, -40),
        ends_on=weekday(today, -40, 4),
        partners=(org.MINISTRY,),
        seats=20,
        decree=Decree(number="188.45/112/CONTOH", on=weekday(today, -44, 2)),
        groups=(
            _staff(16),
            Group(name="Perumda Air Minum Contoh", origin=Origin.MUNICIPAL_COMPANY, reported=2),
            Group(name="Kabupaten Contoh Tetangga", origin=Origin.OTHER_GOVERNMENT, reported=2),
        ),
        topics=("Layanan satu pintu", "Mendengar keluhan warga", "Mengukur kepuasan"),
        experts=(
            Expert(name="Dr. Contoh Satu", position="Director", organisation="SIG"),
            Expert(name="Dr. Contoh Dua", position="Senior Lecturer", organisation="SIG", role=ExpertRole.FACILITATOR),
            Expert(name="Ir. Contoh Tiga", organisation="SWA", role=ExpertRole.DISCUSSANT),
            Expert(name="Ny. Contoh Empat", organisation="SMC", role=ExpertRole.HOST),
        ),
        visits=(
            Visit(place="Pusat Layanan Warga Contoh", organisation="SMC"),
            Visit(place="Instalasi Air Contoh", organisation="SWA"),
            Visit(place="Ruang Kendali Kota", organisation="Contoh Smart Systems Pte Ltd"),
        ),
        send_off=SendOff(on=weekday(today, -41, 4), place="Balai Kota Contoh", official="Wali Kota Contoh"),
        outputs=(
            Output(title="Makalah tiap peserta", presented_on=weekday(today, -36, 4), mode="dipaparkan di Balai Kota"),
            Output(title="Usulan loket keliling", author="Peserta Contoh 03"),
        ),
        follow_ups=(
            FollowUp(text="Loket keliling di dua kecamatan", due=day(today, -30)),
            FollowUp(text="Survei kepuasan setiap triwulan", due=day(today, 120)),
            FollowUp(text="Papan antrean elektronik", due=day(today, -90), done_on=day(today, -100)),
        ),
        sources=("laporan angkatan VII (contoh)",),
    )


def _smart_city(today: date) -> Batch:
    return msgspec.structs.replace(
        _SINGAPORE,
        number="VI",
        title="Kota Cerdas dan Keamanan Siber",
        starts_on=weekday(today, -92),
        ends_on=weekday(today, -92, 5),
        seats=15,
        groups=(_staff(15),),
        topics=("Data terbuka", "Keamanan siber"),
        experts=(Expert(name="Dr. Contoh Lima", organisation="CSS"),),
        visits=(Visit(place="Pusat Data Contoh", organisation="CSS"),),
        send_off=SendOff(on=weekday(today, -93, 4), official="Sekretaris Daerah Contoh"),
        sources=("laporan angkatan VI (contoh)",),
    )


def _waste(today: date) -> Batch:
    return msgspec.structs.replace(
        _MIHON,
        number="2",
        title="Persampahan dari Sumber",
        starts_on=weekday(today, -70),
        ends_on=weekday(today, -69, 4),
        agreement=agreement.MIHON_PLAN,
        partners=(org.MIHON,),
        seats=10,
        groups=(_staff(8), Group(name="Universitas Contoh", origin=Origin.ACADEMIA, reported=2)),
        experts=(Expert(name="Prof. Contoh Enam", position="Kepala Seksi", organisation="Mihon"),),
        visits=(Visit(place="Pabrik Daur Ulang Contoh"), Visit(place="Sekolah Contoh", organisation="Mihon")),
        follow_ups=(FollowUp(text="Bank sampah di dua kelurahan", done_on=day(today, -60)),),
    )


def _course(today: date) -> Batch:
    return msgspec.structs.replace(
        _COURSE,
        title="Dasar Pemerintahan Digital",
        starts_on=weekday(today, -20),
        ends_on=weekday(today, -14, 4),
        outputs=(Output(title="Rencana aksi digital tiap unit", mode="diunggah"),),
        notes="Jumlah peserta dari daftar nama; tidak ada laporan tersendiri.",
    )


def _now_and_next(today: date) -> Sequence[Batch]:
    running = msgspec.structs.replace(
        _WATER,
        number="3",
        title="Pengendalian Banjir Perkotaan",
        starts_on=day(today, -3),
        ends_on=day(today, 4),
        seats=12,
        decree=Decree(number="188.45/201/CONTOH", on=day(today, -24)),
        groups=(_staff(12, Basis.DECREE),),
        visits=(Visit(place="Bendung Contoh", organisation="Voorbeeld Waterwerken B.V."),),
        send_off=SendOff(on=day(today, -5), place="Balai Kota Contoh", official="Wakil Wali Kota Contoh"),
    )
    following = msgspec.structs.replace(
        _SINGAPORE,
        number="VIII",
        title="Kepemimpinan Pelayanan",
        starts_on=weekday(today, 9),
        ends_on=weekday(today, 9, 4),
        seats=20,
        groups=(_staff(20, Basis.DECREE),),
    )
    return running, following


def _later(today: date) -> Sequence[Batch]:
    without_head_count = msgspec.structs.replace(
        _WORKSHOP, title="Menulis Laporan Perjalanan", starts_on=weekday(today, 3), ends_on=weekday(today, 3, 1)
    )
    far = msgspec.structs.replace(_MIHON, number="4", title="Kota Tangguh Bencana", starts_on=month(today, 7), seats=10)
    without_date = msgspec.structs.replace(_COURSE, title="Kecerdasan Buatan untuk Pelayanan", seats=30)
    return without_head_count, far, without_date


def _called_off(today: date) -> Sequence[Batch]:
    past = msgspec.structs.replace(
        _MIHON,
        number="3",
        title="Transportasi Umum",
        starts_on=weekday(today, -30),
        ends_on=weekday(today, -30, 4),
        seats=10,
        cancelled=Cancelled(on=weekday(today, -34, 1), reason="Penyelenggara menunda programnya."),
    )
    coming = msgspec.structs.replace(
        _WATER,
        number="4",
        title="Air Bersih Pesisir",
        starts_on=month(today, 3),
        seats=8,
        cancelled=Cancelled(on=day(today, -7), reason="Pembiayaan dialihkan."),
    )
    return past, coming


def _unconfirmed(today: date) -> Sequence[Batch]:
    recent = msgspec.structs.replace(
        _WORKSHOP, title="Bahasa Inggris Kedinasan", starts_on=weekday(today, -6), ends_on=weekday(today, -5, 4)
    )
    forgotten = msgspec.structs.replace(
        _COURSE, title="Statistik Perkotaan", starts_on=month(today, -26), seats=25, groups=(_staff(25, Basis.DECREE),)
    )
    return recent, forgotten


def _older(today: date) -> Sequence[Batch]:
    def singapore(number: str, title: str | None, weeks: int, group: Group) -> Batch:
        return msgspec.structs.replace(
            _SINGAPORE,
            number=number,
            title=title,
            starts_on=weekday(today, weeks),
            ends_on=weekday(today, weeks, 4),
            groups=(group,),
        )

    return (
        singapore("V", "Tata Kelola Anggaran", -140, _staff(18)),
        singapore("IV", "Perencanaan Kota", -196, _staff(20)),
        singapore("III", None, -248, _staff(22, Basis.ESTIMATED)),
        msgspec.structs.replace(
            _MIHON, number="1", title="Sekolah Ramah Anak", starts_on=month(today, -33), groups=(_staff(9),)
        ),
        msgspec.structs.replace(
            _WATER,
            number="1",
            title="Kehilangan Air",
            starts_on=weekday(today, -205),
            ends_on=weekday(today, -204, 4),
            agreement=agreement.WATER_MOU,
            groups=(
                _staff(4),
                Group(name="Perumda Air Minum Contoh", origin=Origin.MUNICIPAL_COMPANY, reported=6),
                Group(name="Relawan sungai", origin=Origin.OTHER, reported=1, basis=Basis.ESTIMATED),
            ),
        ),
        msgspec.structs.replace(
            _WATER, number="2", title="Ruang Terbuka Biru", starts_on=weekday(today, -52), groups=(_staff(10),)
        ),
        msgspec.structs.replace(
            _WORKSHOP, title="Protokol Tamu Asing", starts_on=weekday(today, -110), groups=(_staff(40),)
        ),
        msgspec.structs.replace(
            _WORKSHOP,
            title=None,
            notes="Catatan lama tanpa judul dan tanggal.",
            groups=(_staff(30, Basis.ESTIMATED),),
        ),
    )
