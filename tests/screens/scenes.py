"""What the snapshots show: a screen, reached by keys, and the words that must stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coop_tui.i18n import Language
from coop_tui.store import Document


@dataclass(frozen=True)
class Scene:
    """`keys` lead to the screen from the start; `id` and `en` are words on it in each language, at any size. `added` is
    what the register holds besides, as kinds and documents; `edited` what was changed: by whom, kind, id, fields.
    `again` are keys that open it anew, where it draws its signs only then. `file` is one at home: its name, and what is
    in it.
    """

    name: str
    keys: Sequence[str]
    id: Sequence[str]
    en: Sequence[str]
    sample: bool = True
    added: Sequence[tuple[str, Document]] = ()
    edited: Sequence[tuple[str, str, int, Document]] = ()
    again: Sequence[str] = ()
    file: tuple[str, str] | None = None

    def words(self, language: Language) -> Sequence[str]:
        return self.id if language == "id" else self.en


LIST = Scene(
    "list",
    ["4", "down"],
    ["7 baris", "17 Feb 2019", "Smart City and Cybersecurity", "Akan datang", "Jul 2019", "25 ≈", "● Selesai",
     "17–23 Februari 2019", "Singapura", "? Bantuan"],
    ["7 rows", "17 Feb 2019", "Smart City and Cybersecurity", "Planned", "Jul 2019", "25 ≈", "● Completed",
     "17–23 February 2019", "Singapore", "? Help"],
)  # fmt: skip
FILTERED = Scene(
    "filtered",
    ["4", "slash", *"smart", "enter"],
    ["filter: smart", "1 dari 7", "Smart City and Cybersecurity", "esc Hapus filter"],
    ["filter: smart", "1 of 7", "Smart City and Cybersecurity", "esc Clear filter"],
)
EMPTY = Scene(
    "empty",
    ["4"],
    ["Belum ada angkatan. Tekan n untuk menambah yang pertama.", "0 baris", "n Baru", "i Impor"],
    ["No batches yet. Press n to add the first one.", "0 rows", "n New", "i Import"],
    sample=False,
)
PAGE = Scene(
    "page",
    ["4", "down", "enter"],
    ["Smart City and Cybersecurity", "● Selesai", "Centre for Liveable Cities", "Ministry of Foreign Affairs",
     "✗ SK", "● Pelepasan 15 Feb 2019", "○ Tindak lanjut 0 dari 2", "esc Kembali"],
    ["Smart City and Cybersecurity", "● Completed", "Centre for Liveable Cities", "Ministry of Foreign Affairs",
     "✗ Decree", "● Send-off 15 Feb 2019", "○ Follow-ups 0 of 2", "esc Back"],
)  # fmt: skip
FORM = Scene(
    "form",
    ["4", "down", "e"],
    ["Ubah angkatan", "Singapore Cooperation Programme", "Smart City and Cybersecurity", "17 Februari 2019", "Kuota",
     "ctrl+s Simpan"],
    ["Change: batch", "Singapore Cooperation Programme", "Smart City and Cybersecurity", "17 February 2019", "Seats",
     "ctrl+s Save"],
)  # fmt: skip
FORM_ERROR = Scene(
    "form-error",
    ["4", "e", *["tab"] * 7, *"30/6/2019", "tab"],
    ["Ubah angkatan", "Juli 2019", "30/6/2019", "✗", "belum disimpan"],
    ["Change: batch", "July 2019", "30/6/2019", "✗ ", "not saved"],
)
HELP = Scene(
    "help",
    ["4", "f1", "end"],
    ["Bantuan", "ctrl+r", "Mengulangi yang tadi diurungkan.", "● Selesai", "✗ Belum dipastikan"],
    ["Help", "ctrl+r", "Does again what was undone.", "● Completed", "✗ Unconfirmed"],
    again=["escape", "f1", "end"],
)
TOAST = Scene(
    "toast",
    ["4", "u"],
    ["perubahan Anda"],
    ["There is no change of yours to undo."],
)
ORGANISATIONS = Scene(
    "organisations",
    ["3", "down"],
    ["Lembaga", "12 baris", "Nama ▴", "› CLC", "CLC · Lembaga pelatihan · Singapura"],
    ["Organisations", "12 rows", "Name ▴", "› CLC", "CLC · Training institution · Singapore"],
)
PEOPLE = Scene(
    "people",
    ["7", "tab"],
    ["Peserta", "2 baris", "Ani Contoh", "***001", "DUK", "NIP                 ***001", "***com", "esc Kembali"],
    ["People", "2 rows", "Ani Contoh", "***001", "DUK", "NIP                 ***001", "***com", "esc Back"],
    added=[
        ("units", {"name": "Dinas Umum Kota", "acronym": "DUK"}),
        ("people", {"name": "Ani Contoh", "nip": "198001312005012001", "unit": 1, "email": "ani@contoh.com"}),
        ("people", {"name": "Budi Contoh"}),
    ],
)
STAFF: Sequence[tuple[str, Document]] = (
    ("units", {"name": "Dinas Umum Kota", "acronym": "DUK"}),
    ("people", {"name": "Ani Contoh", "nip": "198001312005012001", "unit": 1, "position": "Analis", "grade": "III/a"}),
    ("people", {"name": "Budi Contoh", "unit": 1}),
    ("people", {"name": "Citra Contoh"}),
    ("people", {"name": "Dewi Contoh", "unit": 1}),
    ("people", {"name": "Eko Contoh", "unit": 1}),
    ("people", {"name": "Eko Contoh"}),
    ("participations", {"person": 1, "batch": 6, "status": "attended", "unit": 1, "grade": "III/a"}),
    ("participations", {"person": 2, "batch": 6, "status": "nominated", "unit": 1}),
    ("participations", {"person": 3, "batch": 6, "status": "nominated"}),
)
PARTICIPANTS = Scene(
    "participants",
    ["4", "down", "p", "down", "space", "r", *"dewi", "enter"],
    ["Peserta · Smart City and Cybersecurity", "5 baris", "✗ Hadir 1 dari 4", "● Pelepasan 15 Feb 2019",
     "Menurut SK: 5 · Nama yang ditetapkan: 4 · Tanpa nama: 1",
     "Jumlah menurut hitungan: 25 · Nama yang hadir: 1 · Tanpa nama: 24", "● Hadir", "→ Mengundurkan diri",
     "→ Diganti Dewi", "– Diganti", "diganti Fajar Contoh", "menggantikan Eko Contoh", "ctrl+s Simpan tanda",
     "a Semua hadir"],
    ["Participants · Smart City and Cybersecurity", "5 rows", "✗ Attended 1 of 4", "● Send-off 15 Feb 2019",
     "By decree: 5 · Names nominated: 4 · Without a name: 1",
     "Head-count: 25 · Names that attended: 1 · Without a name: 24", "● Attended", "→ Withdrawn", "→ Replaced by De",
     "– Replaced", "replaced by Fajar Contoh", "in place of Eko Contoh", "ctrl+s Save marks", "a All attended"],
    added=[
        *STAFF,
        ("people", {"name": "Fajar Contoh", "unit": 1}),
        ("participations", {"person": 5, "batch": 6, "status": "replaced", "unit": 1}),
        ("participations", {"person": 7, "batch": 6, "status": "nominated", "unit": 1, "replaces": 4}),
    ],
    edited=[
        ("sari", "batches", 6, {"groups": [
            {"origin": "own_staff", "reported": 25, "basis": "reported"},
            {"origin": "own_staff", "reported": 5, "basis": "decree"},
        ]}),
    ],
)  # fmt: skip
PASTED = Scene(
    "pasted",
    ["4", "down", "p", "p", *"1. Ani Contoh", "enter", *"2. Dewi Contoh", "enter", *"3. Eko Contoh", "enter",
     *"4. Dewy Contoh; DUK", "ctrl+s", "up"],
    ["1 sudah tercatat · 1 orang baru · 1 dilewati · 1 harus dipilih", "sudah ada di daftar", "● 2. Dewi Contoh",
     "✗ 3. Eko Contoh", "pilih: 2 orang", "+ 4. Dewy Contoh; DUK", "orang baru · DUK", "ctrl+s Tetapkan semua",
     "Dewi Contoh · belum ada keikutsertaan", "Dinas Umum Kota mengirim orang 1 kali, terakhir Feb 2019"],
    ["1 on record · 1 new person · 1 left out · 1 to choose", "on the list already", "● 2. Dewi Contoh",
     "✗ 3. Eko Contoh", "choose: 2 people", "+ 4. Dewy Contoh; DUK", "new person · DUK", "ctrl+s Nominate all",
     "Dewi Contoh · no participation on record", "Dinas Umum Kota sent people 1 time, last Feb 2019"],
    added=STAFF,
)  # fmt: skip
CHOOSING = Scene(
    "choosing",
    ["4", "down", "p", "n", *"contoh", *["down"] * 5],
    ["Tetapkan · Smart City and Cybersecurity", "› Ani Contoh", "sudah ada di daftar", "+ contoh", "orang baru",
     "Ani Contoh · berangkat 1 kali: Feb 2019", "Dinas Umum Kota mengirim orang 1 kali, terakhir Feb 2019"],
    ["Nominate · Smart City and Cybersecurity", "› Ani Contoh", "on the list already", "+ contoh", "new person",
     "Ani Contoh · went 1 time: Feb 2019", "Dinas Umum Kota sent people 1 time, last Feb 2019"],
    added=STAFF,
    again=["escape", "n", *"contoh", *["down"] * 5],
)  # fmt: skip
TWO: Sequence[tuple[str, Document]] = (
    ("units", {"name": "Dinas Umum Kota", "acronym": "DUK"}),
    ("people", {"name": "Budi Rekaan", "unit": 1, "position": "Analis", "phone": "0800 111 222"}),
    ("people", {"name": "Drs. Budi Rekaan, M.Si", "unit": 1, "nip": "197001011995031001", "position": "Camat"}),
    ("people", {"name": "Moh. Fadli Contohadi", "unit": 1, "email": "fadli@contoh.example"}),
    ("people", {"name": "Muhammad Fadli Contohadi", "email": "fadli@contoh.example"}),
    ("people", {"name": "Wati Contoh", "unit": 1}),
    ("participations", {"person": 1, "batch": 6, "status": "attended"}),
    ("participations", {"person": 2, "batch": 6, "status": "nominated", "position": "Lurah"}),
)
DUPLICATES = Scene(
    "duplicates",
    ["7", "g", "down"],
    ["Satu orang atau dua?", "2 baris", "› Budi Rekaan", "Drs. Budi Rekaan", "Mendukung", "Menyangkal",
     "jabatan berbeda", "● 2 tetap", "− 1 dihapus", "***001", "m Gabung", "b Bukan orang sama"],
    ["One person or two?", "2 rows", "› Budi Rekaan", "Drs. Budi Rekaan", "Against", "other positions",
     "the same name", "● 2 stays", "− 1 goes", "***001", "m Merge", "b Not the same"],
    added=TWO,
)  # fmt: skip
PAIR = Scene(
    "pair",
    ["7", "g", "down", "enter", "down", "enter"],
    ["197001011995031001", "› Analis", "+ 0800 111 222", "Smart City and Cybersecurity", "› Hadir",
     "Ditetapkan", "enter Ambil", "esc Kembali"],
    ["197001011995031001", "› Analis", "+ 0800 111 222", "Smart City and Cybersecurity", "› Attended",
     "Nominated", "enter Take", "esc Back"],
    added=TWO,
)  # fmt: skip
COUNTRY = Scene(
    "country",
    ["2", "slash", *"singap", "enter", "enter", *["down"] * 3],
    ["Singapura", "● Aktif", "Angkatan selesai    6", "150 ≈", "Lembaga  10", "Centre for Liveable Cities"],
    ["Singapore", "● Active", "Completed batches   6", "150 ≈", "Organisations  10", "Centre for Liveable Cities"],
)
COUNTS = Scene(
    "counts",
    ["5", "k", "home", "enter"],
    ["Ukuran Keikutsertaan", "Kolom tidak ada", "tidak diketahui", "125 ≈", "150 keikutsertaan", "c Grafik/tabel"],
    ["Measure Participations", "Columns none", "unknown", "125 ≈", "150 participations", "c Chart/table"],
)
COUNTS_CROSSED = Scene(
    "counts-crossed",
    ["5", "down"],
    ["Kolom Negara", "Singapura", "Jumlah", "tidak diketahui", "≈ 125 berdasarkan perkiraan."],
    ["Columns Country", "Singapore", "Total", "unknown", "≈ 125 by estimate."],
)
COUNTS_CHART = Scene(
    "counts-chart",
    ["5", "k", "home", "enter", "c", "down"],
    ["tidak diketahui", "▇▇▇", "Jumlah"],
    ["unknown", "▇▇▇", "Total"],
)
COUNTS_BEHIND = Scene(
    "counts-behind",
    ["5", "end", "enter"],
    ["150 ≈ dari 6 catatan", "nama belum dicatat", "Smart City and Cybersecurity", "esc Kembali"],
    ["150 ≈ from 6 records", "no names on record", "Smart City and Cybersecurity", "esc Back"],
)
WHO_WENT: Sequence[tuple[str, Document]] = (
    ("units", {"name": "Dinas Kini", "acronym": "DK"}),
    ("units", {"name": "Dinas Tua", "until": "2018", "successor": 1}),
    ("units", {"name": "Badan Lain"}),
    ("units", {"name": "Dinas Belum"}),
    ("batches", {"programme": 1, "mode": "online", "starts_on": "2017-05", "ends_on": "2017-05"}),
    ("batches", {"programme": 1, "mode": "online", "starts_on": "2019-01", "ends_on": "2019-01"}),
    ("people", {"name": "Ani Contoh", "unit": 1, "origin": "own_staff"}),
    ("people", {"name": "Budi Contoh", "unit": 1}),
    ("people", {"name": "Citra Contoh", "unit": 4, "origin": "own_staff"}),
    ("people", {"name": "Dedi Contoh", "unit": 3, "origin": "academia"}),
    ("participations", {"person": 1, "batch": 8, "status": "attended", "unit": 2}),
    ("participations", {"person": 4, "batch": 8, "status": "attended"}),
    ("participations", {"person": 1, "batch": 9, "status": "attended"}),
    ("participations", {"person": 2, "batch": 9, "status": "attended"}),
)
TURNS = Scene(
    "turns",
    ["f6", "end"],
    ["Giliran · OPD", "3 baris", "belum pernah", "Mei 2017", "2 kali, terakhir Jan 2019",
     "Termasuk yang dikirim Dinas Tua.", "150 keikutsertaan tanpa OPD tercatat", "y Salin"],
    ["Fair turn · Agencies", "3 rows", "never", "May 2017", "2 times, last Jan 2019",
     "With what was sent by Dinas Tua.", "150 participations have no agency on record", "y Copy"],
    added=WHO_WENT,
)  # fmt: skip
TURNS_NO_ROSTER = Scene(
    "turns-no-roster",
    ["f6", "v", "down", "enter"],
    ["Belum pernah berangkat", "0 baris", "Siapa yang belum pernah berangkat", "r Daftar pegawai tidak ada"],
    ["Never went", "0 rows", "Nobody knows who never went: there is no list", "r List of staff none"],
    added=WHO_WENT,
)
TURNS_NEVER = Scene(
    "turns-never",
    ["f6", "v", "down", "enter"],
    ["1 baris", "Citra Contoh", "Dinas Belum", "Dari 3 orang di daftar pegawai (Feb 2019: semua)."],
    ["1 row", "Citra Contoh", "Dinas Belum", "Of 3 on the list of staff (Feb 2019: all)."],
    added=[*WHO_WENT, ("settings", {"name": "roster", "value": {"city": "2019-02"}})],
)
COUNTS_PEOPLE = Scene(
    "counts-people",
    ["5", "p"],
    ["Ukuran Peserta", "Perangkat daerah", "Kolom Tahun", "Dinas Tua", "Seseorang yang berangkat dua kali"],
    ["Measure People", "Rows Unit", "Columns Year", "Dinas Tua", "Somebody who went twice counts once"],
    added=WHO_WENT,
)
IMPORT_HEADINGS = Scene(
    "import-headings",
    ["i", *"peserta.csv", "enter"],
    ["titik koma", "Judul di baris 3", "Tidak ada isian bernama “Ukuran Baju”", "Judul kolom dan isian",
     "Angkatan › Program", "tidak diketahui", "enter Ubah"],
    ["semicolon", "Headings in row 3", "No field is called “Ukuran Baju”", "Headings and fields", "Batch › Programme",
     "unknown", "enter Change"],
    file=("peserta.csv", """Daftar Peserta Pelatihan;;;;;;
;;;;;;
No;Judul Pelatihan;Waktu;Nama Peserta;N I P;OPD;Ukuran Baju
1;Air Bersih;17/2/2018;Ani Contoh;198001312005012001;Dinas Air;M
2;;;Budi Contoh;;Dinas Air;M
3;Arsip;13/2/2018;Ani Contoh;198001312005012001;Dinas Air;M
Jumlah;;;;;;3
"""),
)  # fmt: skip
IMPORT_PREVIEW = Scene(
    "import-preview",
    ["i", *"peserta.csv", "enter", "v", "down", "down"],
    ["3 baris: ditambah 1, dilewati 1, ditolak 1", "Hasil tiap baris", "● ditambah", "○ dilewati", "› ", "✗ ditolak",
     "Baris 4", "enter Ubah"],
    ["3 rows: added 1, skipped 1, rejected 1", "What becomes of each row", "● added", "○ skipped", "✗ rejected",
     "Row 4", "enter Change"],
    added=TWO,
    file=("peserta.csv", """Nama Peserta;N I P;Unit;Jabatan
Ani Contoh;198001312005012001;DUK;Analis
Drs. Budi Rekaan, M.Si;197001011995031001;DUK;Camat
Citra Contoh;1999;DUK;Lurah
"""),
)  # fmt: skip

OVERVIEW = Scene(
    "overview",
    [],
    ["5 negara mitra", "5 aktif", "2 keanggotaan", "UCLG ASPAC, ICLEI", "6 angkatan selesai", "1 akan datang",
     "150 keikutsertaan", "nama belum dicatat", "◐ 5 angkatan: 125 keikutsertaan menurut perkiraan",
     "Keikutsertaan per tahun", "▇ 125 ≈", "tidak diketahui", "enter Buka"],
    ["5 partner countries", "5 active", "2 memberships", "UCLG ASPAC, ICLEI", "6 completed batches", "1 planned",
     "150 participations", "no names on record", "◐ 5 batches: 125 participations by estimate",
     "Participations by year", "▇ 125 ≈", "unknown", "enter Open"],
)  # fmt: skip
OVERVIEW_EMPTY = Scene(
    "overview-empty",
    [],
    ["Belum ada catatan. Tekan 2 untuk negara mitra atau 4 untuk angkatan, lalu n."],
    ["Nothing is on record yet. Press 2 for countries or 4 for batches, then n."],
    sample=False,
)

PALETTE = Scene(
    "palette",
    ["ctrl+p"],
    ["Menu", "Negara mitra", "Membuka layar ini.", "Urungkan", "Setelan", "f7", "esc Tutup"],
    ["Palette", "Countries", "Goes to this screen.", "Undo", "Settings", "f7", "esc Close"],
    again=["escape", "ctrl+p"],
)
FOUND = Scene(
    "found",
    ["ctrl+p", *"sing", "down"],
    ["› Singapore Cooperation Programme", "Singapura", "negara mitra", "angkatan"],
    ["› Singapore Cooperation Programme", "Singapore", "country", "batch"],
    again=["escape", "ctrl+p", *"sing", "down"],
)
SETTINGS = Scene(
    "settings",
    ["f7"],
    [
        "Setelan",
        "› Bahasa Indonesia",
        "English",
        "› coop-dark",
        "tokyo-night",
        "› ● ◐ ✗ ≈ ›",
        "● Selesai",
        "untuk sari",
    ],
    ["Settings", "› English", "Bahasa Indonesia", "› coop-dark", "tokyo-night", "● Completed", "for sari"],
)


def _empty(name: str, tab: int, id: str, en: str) -> Scene:
    """A tab of a register in which nothing is on record yet."""
    return Scene(f"{name}-empty", [str(tab)], [id], [en], sample=False)


WORK: Sequence[tuple[str, str, int, Document]] = (
    ("budi", "countries", 1, {"status": "dormant", "notes": "Dihubungi lagi tahun depan."}),
    ("sari", "batches", 6, {"seats": 30, "starts_on": "2019-02-18", "topics": ["kota pintar", "air bersih"]}),
    ("rina", "organisations", 2, {"website": "https://contoh.example"}),
    ("sari", "batches", 6, {"title": "Smart City", "starts_on": "2019-02-17"}),
)
HISTORY = Scene(
    "history",
    ["9"],
    ["Riwayat", "5 baris", "1 Mar 2019 08.03", "sari", "Diubah", "Smart City", "Riwayat dimul", "t Urungkan ini"],
    ["History", "5 rows", "1 Mar 2019 08.03", "sari", "Changed", "Smart City", "History begun", "t Take back"],
    edited=WORK,
)
HISTORY_FILTERED = Scene(
    "history-filtered",
    ["9", "slash", *"budi 2019-03", "enter"],
    ["filter: budi 2019-03", "2 dari 5", "1 Mar 2019 08.00", "budi · 1 Maret 2019", "Aktif → Tidak aktif"],
    ["filter: budi 2019-03", "2 of 5", "1 Mar 2019 08.00", "budi · 1 March 2019", "Active → Dormant"],
    edited=WORK,
)
HISTORY_OF = Scene(
    "history-of",
    ["4", "down", "enter", "r", "down"],
    [
        "Riwayat · Smart City",
        "3 baris",
        "Kuota",
        "kosong → 30",
        "17 Februari 2019",
        "→ 18 Februari 2019",
        "− Pendekatan",
    ],
    ["History · Smart City", "3 rows", "Seats", "empty → 30", "17 February 2019", "→ 18 February 2019", "− Pendekatan"],
    edited=WORK,
)
CHANGE = Scene(
    "change",
    ["9", "down", "down", "enter"],
    [
        "Diubah",
        "sari · 1 Maret 2019 08.01 · perubahan 4",
        "angkatan · Diubah",
        "kosong → 30",
        "+ kota pintar",
        "esc Kembali",
        "t Urungkan ini",
    ],
    [
        "Changed",
        "sari · 1 March 2019 08.01 · change 4",
        "batch · Changed",
        "empty → 30",
        "+ kota pintar",
        "esc Back",
        "t Take back",
    ],
    edited=WORK,
)
TAKE_BACK = Scene(
    "take-back",
    ["9", "down", "t"],
    ["Urungkan perubahan rina tanggal 1 Maret 2019 pukul 08.02", "y Urungkan ini", "esc Batal"],
    ["Take back rina's change of 1 March 2019, 08.02", "y Take back", "esc Cancel"],
    edited=WORK,
)

EMPTIES = (
    _empty("countries", 2, "Belum ada negara mitra. Tekan n untuk menambah", "No partner countries yet. Press n to"),
    _empty("organisations", 3, "Belum ada lembaga. Tekan n untuk menambah", "No organisations yet. Press n to add"),
    _empty("counts", 5, "Belum ada catatan untuk rekap ini.", "Nothing of this is on record yet."),
    _empty("agreements", 6, "Belum ada naskah kerja sama. Tekan n untuk menambah", "No agreements yet. Press n to add"),
    _empty("people", 7, "Belum ada peserta. Tekan n untuk menambah", "No people yet. Press n to add"),
    _empty("activities", 8, "Belum ada kegiatan. Tekan n untuk menambah", "No activities yet. Press n to add"),
    _empty(
        "history", 9, "Belum ada perubahan. Setiap perubahan akan tercatat", "No changes yet. Each one will stand here"
    ),
)

SCENES = (
    LIST, FILTERED, EMPTY, PAGE, FORM, FORM_ERROR, HELP, TOAST, ORGANISATIONS, PEOPLE, DUPLICATES, PAIR, PARTICIPANTS,
    PASTED, CHOOSING, COUNTRY,
    COUNTS, COUNTS_CROSSED, COUNTS_CHART, COUNTS_BEHIND, COUNTS_PEOPLE,
    TURNS, TURNS_NO_ROSTER, TURNS_NEVER, IMPORT_HEADINGS, IMPORT_PREVIEW,
    OVERVIEW, OVERVIEW_EMPTY, PALETTE, FOUND, SETTINGS,
    *EMPTIES,
    HISTORY, HISTORY_FILTERED, HISTORY_OF, CHANGE, TAKE_BACK,
)  # fmt: skip
