"""Countries, programmes and the city's own units of the demo city."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from coop_tui.records.common import Contact
from coop_tui.records.countries import Country, CountryStatus
from coop_tui.records.programmes import Programme
from coop_tui.records.units import Unit
from coop_tui.sample.demo.days import month, year
from coop_tui.values import CountryCode

SG: Final = CountryCode("SG")
JP: Final = CountryCode("JP")
NL: Final = CountryCode("NL")
DE: Final = CountryCode("DE")
KR: Final = CountryCode("KR")
AU: Final = CountryCode("AU")
DK: Final = CountryCode("DK")
MY: Final = CountryCode("MY")
FR: Final = CountryCode("FR")

SINGAPORE_TRAINING, MIHON_FELLOWSHIP, WATER, ONLINE_COURSE, WORKSHOP = 1, 2, 3, 4, 5
"""Ids of PROGRAMMES."""

SINGAPORE_PAYS: Final = "Pemerintah Singapura (contoh)"
MIHON_PAYS: Final = "Kota Mihon"
CITY_PAYS: Final = "APBD Kota Contoh"

PROGRAMMES: Final = (
    Programme(name="Program Pelatihan Singapura Contoh", acronym="PPSC", country=SG, funder=SINGAPORE_PAYS),
    Programme(name="Beasiswa Kota Mihon", acronym="BKM", country=JP, funder=MIHON_PAYS),
    Programme(name="Kemitraan Air Voorbeeldstad", acronym="KAV", country=NL, funder="Dana Contoh untuk Kota"),
    Programme(name="Kursus Daring Kota Cerdas", acronym="KDKC", country=KR),
    Programme(name="Lokakarya Pelayanan Publik", acronym="LPP", funder=CITY_PAYS, notes="Diadakan di Kota Contoh."),
)

BAPPEDA, DLH, DISKOMINFO, DPUPR, DINKES, DISDIK, DISHUB, DISPAR, BKPSDM, KERJA_SAMA, PERUMDA, DISTAKO, BKD = range(
    1, 14
)
"""Ids of `units`; one that has sent nobody follows."""


def countries(today: date) -> Sequence[Country]:
    """Eight partner countries in every status."""
    contact = Contact(
        name="Penghubung Contoh Satu", role="Seksi kerja sama kota", email="kota@kedutaan.example", phone="021 000 0001"
    )
    return (
        Country(code=SG, since=year(today, -7), fields=("pelayanan publik", "kota cerdas"), contacts=(contact,)),
        Country(code=JP, since=year(today, -6), fields=("persampahan", "kebencanaan", "pendidikan")),
        Country(code=NL, since=month(today, -50), fields=("air bersih", "pengendalian banjir")),
        Country(code=DE, since=month(today, -40), fields=("pendidikan vokasi", "iklim")),
        Country(code=KR, since=year(today, -3), fields=("pemerintahan digital",)),
        Country(
            code=AU,
            status=CountryStatus.EXPLORING,
            fields=("pariwisata",),
            notes="Surat minat diterima; menunggu kunjungan balasan.",
        ),
        Country(code=FR, since=year(today, -5), notes="Belum ada kabar sejak kunjungan pertama."),
        Country(code=DK, status=CountryStatus.EXPLORING, fields=("energi bersih", "sepeda")),
        Country(
            code=MY,
            status=CountryStatus.DORMANT,
            since=year(today, -9),
            notes="Tidak ada kegiatan sejak naskah kerja sama berakhir.",
        ),
    )


def units(today: date) -> Sequence[Unit]:
    """The agencies; two under names that they had until the year before, and one that has sent nobody."""
    reform = month(today, -12)
    return (
        Unit(name="Badan Perencanaan Pembangunan Daerah", acronym="Bappeda", aliases=("Badan Perencanaan",)),
        Unit(name="Dinas Lingkungan Hidup", acronym="DLH", aliases=("Dinas LH", "Lingkungan Hidup")),
        Unit(name="Dinas Komunikasi dan Informatika", acronym="Diskominfo", aliases=("Kominfo",)),
        Unit(name="Dinas Pekerjaan Umum dan Penataan Ruang", acronym="DPUPR", aliases=("Dinas PU",), since=reform),
        Unit(name="Dinas Kesehatan", acronym="Dinkes"),
        Unit(name="Dinas Pendidikan", acronym="Disdik"),
        Unit(name="Dinas Perhubungan", acronym="Dishub"),
        Unit(name="Dinas Pariwisata", acronym="Dispar", aliases=("Pariwisata",)),
        Unit(
            name="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
            acronym="BKPSDM",
            aliases=("Kepegawaian",),
            since=reform,
        ),
        Unit(name="Bagian Kerja Sama", aliases=("Bagian Kerjasama",)),
        Unit(name="Perumda Air Minum Contoh", acronym="PAM Contoh", notes="Badan usaha milik daerah."),
        Unit(name="Dinas Tata Kota", acronym="Distako", until=month(today, -13), successor=DPUPR),
        Unit(name="Badan Kepegawaian Daerah", acronym="BKD", until=month(today, -13), successor=BKPSDM),
        Unit(name="Satuan Polisi Pamong Praja", acronym="Satpol PP"),
    )
