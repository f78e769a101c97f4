"""Agreements of the demo city: every kind of document, every status on any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from coop_tui.records.agreements import (
    Agreement,
    Attachment,
    Document,
    Evaluation,
    Letter,
    Regime,
    Stage,
    Terminated,
)
from coop_tui.sample.demo import organisations as org
from coop_tui.sample.demo.days import day, month, weekday
from coop_tui.sample.demo.partners import AU, DE, DLH, DPUPR, JP, KERJA_SAMA, KR, MY, NL, SG

MIHON_MOU, MIHON_PLAN, WATER_MOU, WATER_EXTENSION, WATER_ADDENDUM, SINGAPORE_ARRANGEMENT = range(1, 7)
"""Ids of the first of `records`."""

_ARCHIVE: Final = "Lemari arsip kerja sama, map {number}"


def records(today: date) -> Sequence[Agreement]:
    """With Japan, the Netherlands and Singapore in force; others under way or over."""
    return (*_mihon(today), *_water(today), _singapore(today), *_under_way(today), *_over(today))


def _mihon(today: date) -> Sequence[Agreement]:
    signed = weekday(today, -150, 2)
    mou = Agreement(
        title="MoU Kota Kembar Kota Contoh – Kota Mihon",
        regime=Regime.SISTER_CITY,
        document=Document.MOU,
        country=JP,
        partners=(org.MIHON,),
        unit=KERJA_SAMA,
        number_ours="415.4/01/CONTOH",
        number_theirs="MIHON-INT-07",
        signed_on=signed,
        scope=("persampahan", "kebencanaan", "pendidikan"),
        funding=("anggaran masing-masing pihak",),
        stages=(
            Stage(stage="prakarsa", done_on=weekday(today, -190)),
            Stage(stage="pernyataan kehendak", done_on=weekday(today, -176)),
            Stage(stage="persetujuan DPRD", done_on=weekday(today, -164)),
            Stage(stage="penandatanganan", done_on=signed),
        ),
        evaluations=(
            Evaluation(year=today.year - 1, result="Dua angkatan terlaksana.", obstacle="Jadwal kunjungan mundur."),
        ),
        documents=(Attachment(title="Salinan resmi MoU", location=_ARCHIVE.format(number=1)),),
        notes="Tanpa batas waktu: berlaku sampai salah satu pihak mengakhirinya.",
    )
    plan = Agreement(
        title="Rencana Aksi Persampahan Kota Contoh – Kota Mihon",
        regime=Regime.SISTER_CITY,
        document=Document.PLAN_OF_ACTION,
        country=JP,
        partners=(org.MIHON, org.MIHON_CENTRE),
        unit=DLH,
        number_ours="660/14/CONTOH",
        signed_on=weekday(today, -100, 3),
        starts_on=month(today, -23),
        ends_on=month(today, 18),
        scope=("pemilahan dari sumber", "bank sampah"),
    )
    return mou, plan


def _water(today: date) -> Sequence[Agreement]:
    first = Agreement(
        title="MoU Pengelolaan Air Kota Contoh – Voorbeeldstad",
        regime=Regime.FOREIGN_LOCAL_GOVERNMENT,
        document=Document.MOU,
        country=NL,
        partners=(org.VOORBEELDSTAD,),
        unit=DPUPR,
        number_ours="690/02/CONTOH",
        signed_on=weekday(today, -230, 1),
        ends_on=day(today, -400),
        notes="Diperpanjang; lihat naskah perpanjangan.",
    )
    extension = Agreement(
        title="Perpanjangan MoU Pengelolaan Air Kota Contoh – Voorbeeldstad",
        regime=Regime.FOREIGN_LOCAL_GOVERNMENT,
        document=Document.EXTENSION,
        country=NL,
        partners=(org.VOORBEELDSTAD,),
        unit=DPUPR,
        number_ours="690/21/CONTOH",
        signed_on=day(today, -410),
        starts_on=day(today, -399),
        ends_on=day(today, 1100),
        renews=WATER_MOU,
    )
    addendum = Agreement(
        title="Adendum Pembiayaan Pelatihan Air",
        regime=Regime.FOREIGN_LOCAL_GOVERNMENT,
        document=Document.ADDENDUM,
        country=NL,
        partners=(org.VOORBEELDSTAD, org.FUND),
        number_ours="690/30/CONTOH",
        signed_on=day(today, -120),
        ends_on=day(today, 600),
        funding=("Dana Contoh untuk Kota", "APBD Kota Contoh"),
    )
    return first, extension, addendum


def _singapore(today: date) -> Agreement:
    return Agreement(
        title="Pengaturan Pelatihan Aparatur dengan Sample Institute of Governance",
        regime=Regime.FOREIGN_INSTITUTION,
        document=Document.ARRANGEMENT,
        country=SG,
        partners=(org.GOVERNANCE_INSTITUTE, org.MINISTRY),
        unit=KERJA_SAMA,
        number_ours="893/05/CONTOH",
        signed_on=day(today, -1000),
        ends_on=day(today, 95),
        scope=("pelayanan publik", "kota cerdas"),
        documents=(Attachment(title="Naskah asli", location=_ARCHIVE.format(number=6)),),
    )


def _under_way(today: date) -> Sequence[Agreement]:
    yesi = Agreement(
        title="MoU Kota Kembar Kota Contoh – Kota Yesi",
        regime=Regime.SISTER_CITY,
        document=Document.MOU,
        country=KR,
        partners=(org.YESI,),
        unit=KERJA_SAMA,
        stages=(
            Stage(stage="prakarsa", done_on=day(today, -300)),
            Stage(stage="penjajakan", done_on=day(today, -240)),
            Stage(stage="pernyataan kehendak", done_on=day(today, -180)),
            Stage(stage="rencana kerja sama", done_on=day(today, -120)),
            Stage(
                stage="persetujuan DPRD",
                done_on=day(today, -70),
                letters=(Letter(number="170/08/DPRD", on=day(today, -70), note="Persetujuan"),),
            ),
            Stage(
                stage="verifikasi",
                letters=(Letter(number="019/77/KSM", on=day(today, -41), note="Permohonan kepada kementerian"),),
            ),
        ),
        stated="menunggu verifikasi kementerian",
    )
    exampleton = Agreement(
        title="LoI Pariwisata Kota Contoh – Exampleton",
        regime=Regime.FOREIGN_LOCAL_GOVERNMENT,
        document=Document.LOI,
        country=AU,
        partners=(org.EXAMPLETON, org.CHAMBER),
        signed_on=day(today, 45),
        notes="Penandatanganan dijadwalkan saat kunjungan.",
    )
    return yesi, exampleton


def _over(today: date) -> Sequence[Agreement]:
    school = Agreement(
        title="Nota Kesepahaman Magang dengan Musterhochschule",
        regime=Regime.NATIONAL_PROGRAMME,
        document=Document.OTHER,
        country=DE,
        partners=(org.MUSTERHOCHSCHULE,),
        number_ours="420/11/CONTOH",
        signed_on=month(today, -38),
        ends_on=month(today, 10),
        terminated=Terminated(on=day(today, -200), reason="Program nasional dihentikan."),
    )
    seberang = Agreement(
        title="LoI Kota Contoh – Contoh Seberang",
        regime=Regime.OTHER,
        document=Document.LOI,
        country=MY,
        partners=(org.CONTOH_SEBERANG,),
        signed_on=month(today, -100),
        ends_on=month(today, -64),
    )
    return school, seberang
