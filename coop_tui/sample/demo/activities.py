"""Activities of the demo city: visits, meetings, events and letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coop_tui.records.activities import Activity, ActivityKind
from coop_tui.sample.demo import agreements as agreement
from coop_tui.sample.demo import batches as batch
from coop_tui.sample.demo import organisations as org
from coop_tui.sample.demo.days import day, month, weekday
from coop_tui.sample.demo.partners import AU, DE, DK, JP, KR, NL, SG


def records(today: date) -> Sequence[Activity]:
    """The oldest first."""
    return (*_signed(today), *_trained(today), *_explored(today))


def _signed(today: date) -> Sequence[Activity]:
    return (
        Activity(
            kind=ActivityKind.VISIT_OUT,
            on=weekday(today, -176),
            title="Kunjungan awal ke Kota Mihon",
            country=JP,
            partners=(org.MIHON,),
            officials=("Wali Kota Contoh", "Sekretaris Daerah Contoh"),
            outcome="Pernyataan kehendak ditandatangani.",
        ),
        Activity(
            kind=ActivityKind.VISIT_IN,
            on=weekday(today, -150, 2),
            title="Penandatanganan MoU kota kembar",
            country=JP,
            partners=(org.MIHON,),
            agreement=agreement.MIHON_MOU,
            officials=("Wali Kota Contoh", "Wali Kota Mihon"),
        ),
        Activity(
            kind=ActivityKind.LETTER,
            on=day(today, -410),
            title="Naskah perpanjangan dikirim ke kementerian",
            country=NL,
            agreement=agreement.WATER_EXTENSION,
        ),
    )


def _trained(today: date) -> Sequence[Activity]:
    return (
        Activity(
            kind=ActivityKind.EVENT,
            on=weekday(today, -36, 4),
            title="Paparan makalah peserta kepada Wali Kota",
            country=SG,
            batch=batch.SERVICE,
            officials=("Wali Kota Contoh",),
            outcome="Tiga makalah dipilih untuk dilaksanakan.",
        ),
        Activity(
            kind=ActivityKind.MEETING,
            on=day(today, -60),
            title="Evaluasi tahunan rencana aksi persampahan",
            country=JP,
            partners=(org.MIHON, org.MIHON_CENTRE),
            agreement=agreement.MIHON_PLAN,
            outcome="Bank sampah di dua kelurahan diteruskan.",
        ),
        Activity(
            kind=ActivityKind.MEETING,
            on=day(today, -9),
            title="Persiapan angkatan berikutnya",
            country=SG,
            partners=(org.GOVERNANCE_INSTITUTE,),
        ),
    )


def _explored(today: date) -> Sequence[Activity]:
    return (
        Activity(
            kind=ActivityKind.VISIT_IN,
            on=month(today, -8),
            title="Kunjungan delegasi Kota Yesi",
            country=KR,
            partners=(org.YESI, org.UNIVERSITY),
            officials=("Wakil Wali Kota Contoh",),
            outcome="Sepakat menyusun MoU.",
        ),
        Activity(
            kind=ActivityKind.LETTER,
            on=day(today, -41),
            title="Permohonan verifikasi MoU Kota Yesi",
            country=KR,
            partners=(org.YESI,),
        ),
        Activity(
            kind=ActivityKind.LETTER,
            on=day(today, -150),
            title="Surat minat dari Exampleton",
            country=AU,
            partners=(org.EXAMPLETON,),
        ),
        Activity(
            kind=ActivityKind.MEETING,
            on=day(today, -25),
            title="Pertemuan daring tentang energi bersih",
            country=DK,
            notes="Tautan rekaman ada pada notula.",
        ),
        Activity(
            kind=ActivityKind.VISIT_OUT,
            on=month(today, -30),
            title="Studi pendidikan vokasi",
            country=DE,
            partners=(org.MUSTERSTADT, org.MUSTERHOCHSCHULE),
        ),
        Activity(
            kind=ActivityKind.VISIT_OUT,
            on=day(today, 45),
            title="Kunjungan ke Exampleton",
            country=AU,
            partners=(org.EXAMPLETON, org.CHAMBER),
        ),
    )
