"""The invented workbooks and text files that say what an import recognises. What each must give stands beside this
file, in the YAML file of the same name; `make` writes one, byte for byte the same each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | bool | date | None
Line = Sequence[Cell]

FOLDER: Final = Path(__file__).parent


def put(book: Workbook, sheet: Worksheet, top: int, lines: Sequence[Line]) -> None:
    """Write `lines` from row `top` (as the spreadsheet counts) on; days become date cells."""
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, line in enumerate(lines, top - 1):
        for column, cell in enumerate(line):
            match cell:
                case None:
                    continue
                case bool():
                    sheet.write_boolean(row, column, cell)
                case date():
                    sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                case int() | float():
                    sheet.write_number(row, column, cell)
                case str():
                    sheet.write_string(row, column, cell)


def _workbook(path: Path, *, date_1904: bool = False) -> Workbook:
    book = Workbook(path, {"date_1904": date_1904})
    book.set_properties({"created": datetime(2019, 12, 31)})  # noqa: DTZ001 - a workbook knows no zone
    return book


def _people_numbers(path: Path) -> None:
    """NIPs as numbers, some of them damaged by it; the agency merged over its people."""
    with _workbook(path) as book:
        sheet = book.add_worksheet("Pegawai")
        put(book, sheet, 1, [["Nama Pegawai", "NIP", "L/P", "Perangkat Daerah", "Gol.", "No. HP"]])
        put(book, sheet, 2, [
            ["Sari Contoh", "198001312005012001", "P", None, "III/c", "0812 0000 001"],
            ["Budi Contoh", 198502022009031002, "L", None, "III/b", "0812 0000 002"],
            ["Tono Contoh", 140123456, "L", None, "IV/a", None],
            ["Wati Contoh", None, "P", "Bappeda", "III/a", None],
            ["Dewi Contoh", "199202292020122001", "Perempuan", "Bappeda", date(2019, 2, 3), None],
        ])  # fmt: skip
        sheet.merge_range("D2:D4", "Disdik")


def _agreements_hidden(path: Path) -> None:
    """A hidden sheet, title rows, date cells, and a formula that was computed beside one that never was."""
    with _workbook(path) as book:
        lists = book.add_worksheet("Daftar")
        put(book, lists, 1, [["Judul", "Negara"], ["Bukan naskah", "Jepang"]])
        lists.hide()
        sheet = book.add_worksheet("Naskah 2019")
        sheet.activate()
        put(book, sheet, 1, [["DAFTAR NASKAH KERJA SAMA LUAR NEGERI"], ["Kota Contoh, keadaan Desember 2019"]])
        put(book, sheet, 4, [
            ["No", "Judul Naskah", "Jenis Naskah", "Negara", "Tgl. Tanda Tangan", "Berlaku mulai", "Berlaku s.d.",
             "Ruang Lingkup"],
            [1, "Pengelolaan air", "MoU", "Korsel", date(2019, 3, 4), date(2019, 4, 1), None, "Air bersih\nSanitasi"],
            [2, "Kota bersaudara", "LoI", "RRC", date(2018, 12, 31), date(2019, 1, 1), "31 Desember 2021",
             "Budaya; Air"],
            [3, "Transportasi", "Rencana aksi", "Singapura", "2019-05-06", date(2019, 6, 1), None, None],
        ])  # fmt: skip
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_formula("G5", "=F5+365", day, 43921)  # 31 March 2020
        sheet.write_formula("G7", "=F7+365", day, "")
        book.add_worksheet("Kosong")


def _activities_totals(path: Path) -> None:
    """Title rows, a title and a subtotal between, the heading once more, a total below."""
    heading = ["Tanggal", "Jenis Kegiatan", "Judul Kegiatan", "Negara", "Pejabat"]
    with _workbook(path) as book:
        sheet = book.add_worksheet("Kegiatan")
        sheet.merge_range("A1:E1", "REKAPITULASI KEGIATAN")
        put(book, sheet, 2, [heading])
        sheet.merge_range("A3:E3", "SEMESTER I")
        put(book, sheet, 4, [
            [date(2019, 1, 15), "Kunjungan masuk", "Kunjungan wali kota tamu", "Jepang", "Sari Contoh\nBudi Contoh"],
            ["Januari 2019", "Surat", "Surat jawaban", "Jepang", None],
            ["Sub Total", None, 2, None, None],
            heading,
        ])  # fmt: skip
        sheet.merge_range("A8:E8", "SEMESTER II")
        put(book, sheet, 9, [
            [date(2019, 8, 20), "Pertemuan", "Total football untuk pelajar", "Belanda", None],
            [None, None, None, None, None],
            ["JUMLAH", None, 3, None, None],
        ])  # fmt: skip


def _batches_1904(path: Path) -> None:
    """Days counted from 1904, and a heading of two rows."""
    with _workbook(path, date_1904=True) as book:
        sheet = book.add_worksheet("Angkatan")
        for column, heading in (
            ("A", "No."),
            ("B", "Program"),
            ("C", "Nama Pelatihan"),
            ("F", "Pelaksanaan"),
            ("G", "Kuota"),
        ):
            sheet.merge_range(f"{column}2:{column}3", heading)
        sheet.merge_range("D2:E2", "Waktu")
        put(book, sheet, 3, [[None, None, None, "Tgl Mulai", "Tgl Selesai"]])
        put(book, sheet, 4, [
            [1, "PC", "Pengolahan air", date(2019, 2, 17), date(2019, 2, 23), "Di luar negeri", 25],
            [2, "PC", "Angkutan kota", date(2019, 3, 3), date(2019, 3, 9), "Daring", 12.5],
        ])  # fmt: skip


def _wide(path: Path) -> None:
    """One row a participant: title, days and country of the batch merged over its block, or only on its first row."""
    with _workbook(path) as book:
        sheet = book.add_worksheet("Peserta")
        sheet.merge_range("A1:K1", "DAFTAR PESERTA PELATIHAN LUAR NEGERI")
        put(book, sheet, 3, [["No", "Program", "Nama Pelatihan", "Waktu Pelaksanaan", "Negara", "Bentuk",
                              "Nama Peserta", "NIP", "Instansi", "Gol. Ruang", "Kehadiran"]])  # fmt: skip
        put(book, sheet, 4, [
            [1, None, None, None, None, None, "Sari Contoh", "198001312005012001", "Disdik", "III/c", "Hadir"],
            [2, None, None, None, None, None, "Budi Contoh", "198502022009031002", "Bappeda", "III/b", "Hadir"],
            [3, None, None, None, None, None, "Tono Contoh", None, "Dinas Baru Contoh", "IV/a", "Diganti"],
            [4, "PC", "Angkutan kota", "3 s.d. 9 Maret 2019", "Jepang", "di luar negeri", "Sari Contoh",
             "198001312005012001", "Disdik", "III/c", "Hadir"],
            [5, None, None, None, None, None, "Wati Contoh", 198905052015042003, "Bappeda", "III/a", "Hadir"],
            [6, None, None, None, None, None, "Dewi Contoh", "199202292020122001", "Dinas Baru Contoh",
             "III/a", "Hadir"],
        ])  # fmt: skip
        for column, text in (
            ("B", "PC"),
            ("C", "Pengolahan air"),
            ("D", "17 s.d. 23 Februari 2019"),
            ("E", "Singapura"),
            ("F", "di luar negeri"),
        ):
            sheet.merge_range(f"{column}4:{column}6", text)


_COUNTRIES: Final = """\
Kode Negara,Status,Mitra Sejak,Bidang Kerjasama,Keterangan
Korsel,aktif,2015,air; sanitasi,
RRC,penjajakan,Maret 2018,,"Surat pertama
dijawab"
Singapura,Aktif,17-02-2009,"[""pelatihan"", ""air; limbah""]",
Jepang,tidak aktif,1/8/99,,
Wakanda,aktif,,,
"""

_BATCHES_1252: Final = """\
DAFTAR PELATIHAN;;;;;;
Kota Contoh – tahun 2019;;;;;;

Program;Judul Pelatihan;Bentuk;Negara;Tanggal Pelaksanaan;Kuota;Biaya Penuh
Program Contoh;Café dan pariwisata;Di luar negeri;Singapura;17 s.d. 23 Februari 2019;25;ya
PC;Pengolahan air;di luar negeri;Korsel;28 Februari - 3 Maret 2019;1.250;tidak
PC;Kota hijau;daring;;30 Des 2018 s/d 4 Jan 2019;;
PC;Angkutan kota;di dalam kota;;Agt 2019;12,5;
PC;Tata ruang;daring;;17/2/2019 – 23/2/2019;8;

JUMLAH;5;;;;1.295;
"""

_UNITS: Final = (
    "Nama Perangkat Daerah\tSingkatan\tNama Lain\tBerdiri\n"
    'Dinas Baru Contoh\tDBC\t"Kantor Lama\nKantor Sementara"\t2017\n'
    "Dinas Pendidikan Contoh\tDisdik\tP & K; Kandep\t\n"
)

_PEOPLE_DAMAGED: Final = """\
No,Nama Lengkap,N I P,Jenis Kelamn,Jabatn,Unit Kerja,e-mail
1,Sari Contoh,19800131 200501 2 001,Perempuan,Kepala Bidang,Disdik,sari@contoh.example
2,Budi Contoh,"1,98502E+17",Laki-laki,Analis,Bappeda,
3,Tono Contoh,198502022009031000,Laki-laki,Analis,Bappeda,
4,Wati Contoh,140123456,P,Pranata,bappeda,
5,Dewi Contoh,1.99202292020122E+17,P,,Dinas Tak Dikenal,dewi
6,Joko Contoh,'198905052015041003,L,,,
"""

_AMBIGUOUS: Final = """\
Tanggal,Jenis,Judul
3/2/2019,surat,Surat pertama
11/12/2019,surat,Surat kedua
5/5/2019,surat,Surat ketiga
"""

_MDY: Final = """\
Date;Kind;Title;Country
2/17/2019;letter;First letter;South Korea
3/4/2019;letter;Second letter;The Netherlands
12/31/99;meeting;Old meeting;U.S.A.
31/12/2018;meeting;Foreign to the column;UK
2019-06-07;event;Fair;
"""

_HEADINGS: Final = """\
Nama,Nama,,Pembiaya,Kolom Aneh,
Program Satu,PS,keterangan,Kementerian Contoh,x,
Program Dua,PD,,,,
"""

_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "countries.csv": (_COUNTRIES, "utf-8-sig"),
    "batches-1252.csv": (_BATCHES_1252.replace("\n", "\r\n"), "cp1252"),
    "units.tsv": (_UNITS, "utf-16"),
    "people-damaged.csv": (_PEOPLE_DAMAGED, "utf-8"),
    "activities-ambiguous.csv": (_AMBIGUOUS, "utf-8"),
    "activities-mdy.csv": (_MDY, "utf-8"),
    "programmes-headings.csv": (_HEADINGS, "utf-8"),
}

_BOOKS: Final[Mapping[str, Callable[[Path], None]]] = {
    "people-numbers.xlsx": _people_numbers,
    "agreements-hidden.xlsx": _agreements_hidden,
    "activities-totals.xlsx": _activities_totals,
    "batches-1904.xlsx": _batches_1904,
    "wide.xlsx": _wide,
}

NAMES: Final = (*_TEXTS, *_BOOKS)


def make(name: str, folder: Path) -> Path:
    """Write the file `name` into `folder`."""
    path = folder / name
    if name in _TEXTS:
        text, encoding = _TEXTS[name]
        path.write_bytes(text.encode(encoding))
    else:
        _BOOKS[name](path)
    return path
