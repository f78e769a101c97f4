"""What offices write above a column, and in it, for what the kinds of record declare; in both languages.

Names of fields and their labels need no line here. Words are compared without case, accents and signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

RUNNING_NUMBER: Final = ("no", "nomor", "nomor urut", "no urut", "nr", "#", "s n")
"""Headings of the column in which the rows are counted; passed over where it holds nothing else."""

HEADINGS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "*": {
        "id": "ID, nomor ID, record number",
        "acronym": "akronim, kependekan, abbreviation, short name",
        "country": "negara tujuan, negara mitra, nama negara, partner country, destination",
        "email": "email, alamat email, surel, surat elektronik, e-mail address",
        "ends_on": "selesai, tanggal selesai, tgl selesai, tanggal berakhir, sampai, akhir, end date, end, until, to",
        "fields": "bidang, bidang kerjasama, fields of cooperation",
        "funder": "sumber dana, penyandang dana, pemberi dana, dibiayai oleh, donor, sponsor, funded by",
        "grade": "golongan, gol, gol ruang, golongan ruang, pangkat, pangkat gol, pangkat golongan ruang, rank",
        "name": "nama, nama lengkap, full name",
        "notes": "keterangan, ket, catatan, remarks, remark, note, comments",
        "origin": "unsur, asal peserta",
        "partners": "mitra kerja sama, mitra kerjasama, pihak mitra, partner",
        "phone": "hp, no hp, nomor hp, no telp, no telepon, telp, telepon, whatsapp, wa, no wa, mobile, phone number",
        "place": "lokasi, kota, kota tujuan, location, city, venue",
        "position": "jabatan, nama jabatan, jabatan terakhir, job title, post",
        "seats": "jumlah kuota, jumlah kursi, kapasitas, places",
        "sex": "jk, l p, jenis kelamin, kelamin, gender, sex m f",
        "since": "sejak, sejak tahun, mulai tahun, tahun berdiri, berdiri, from",
        "starts_on": "tanggal mulai, tgl mulai, tanggal, tanggal pelaksanaan, waktu, waktu pelaksanaan, "
        "tgl pelaksanaan, jadwal, periode, start date, start, date, dates, from, period",
        "title": "judul, tema, topik, nama kegiatan, subject, topic",
        "unit": "opd, skpd, instansi, unit kerja, asal instansi, perangkat daerah, dinas, agency, office, department, "
        "nama opd, instansi asal, asal opd",
        "until": "sampai tahun, sampai dengan, s d",
        "website": "web, situs, laman, alamat web, homepage, url",
    },
    "activities": {
        "kind": "jenis kegiatan, bentuk kegiatan, type, type of activity",
        "officials": "pejabat yang hadir, delegasi, officials present",
        "on": "tanggal kegiatan, tgl kegiatan, tgl, hari tanggal, waktu, waktu kegiatan",
        "outcome": "hasil kegiatan, result, results",
        "title": "nama kegiatan, judul kegiatan, kegiatan, perihal, uraian kegiatan, acara, activity",
    },
    "agreements": {
        "document": "jenis dokumen, jenis kerja sama, bentuk naskah, bentuk, type of document, type",
        "ends_on": "berlaku sampai, berlaku s d, berakhir pada, tanggal berakhir, expires on, expiry, valid until",
        "number_ours": "nomor naskah, nomor pihak 1, nomor kami, no naskah, nomor mou, agreement number",
        "number_theirs": "nomor pihak 2, nomor mitra",
        "partners": "pihak kedua, lembaga mitra, second party",
        "regime": "jenis kerja sama daerah, ksdpl ksdll",
        "scope": "bidang kerja sama, bidang, objek kerja sama",
        "signed_on": "tanggal tanda tangan, tgl tanda tangan, tanggal ttd, tgl ttd, tanggal penandatanganan, "
        "ditandatangani, tanggal naskah, "
        "date signed, signature date, signed",
        "starts_on": "berlaku mulai, mulai berlaku, valid from, in force from",
        "stated": "status, status naskah, keterangan status",
        "title": "judul naskah, judul mou, judul kerja sama, nama naskah, nama mou, tentang, about",
        "unit": "opd pelaksana, opd pengampu, perangkat daerah pelaksana",
    },
    "batches": {
        "mode": "bentuk, bentuk pelaksanaan, cara pelaksanaan, tempat pelaksanaan, mode, held where",
        "number": "angkatan, angkatan ke, nomor, batch, batch no",
        "programme": "nama program, program pelatihan, program",
        "title": "nama pelatihan, judul pelatihan, pelatihan, nama diklat, diklat, nama bimtek, training, course",
        "fully_funded": "biaya penuh, dibiayai penuh, fully funded by donor",
        "organiser": "pelaksana, lembaga penyelenggara, organizer",
        "seats": "jumlah peserta kuota",
    },
    "countries": {"code": "kode, kode negara, negara, negara mitra, nama negara, country code", "since": "sejak"},
    "organisations": {
        "kind": "jenis lembaga, jenis organisasi, type, type of organisation",
        "name": "nama lembaga, nama organisasi, lembaga, organisasi, organisation, organization, institution",
        "parent": "induk, lembaga induk, parent",
    },
    "participations": {
        "batch": "pelatihan, nama pelatihan, judul pelatihan, kegiatan, nama kegiatan, nama diklat, training",
        "person": "nama, nama peserta, nama lengkap, nama pegawai, peserta, participant name",
        "status": "kehadiran, status kehadiran, attendance",
        "unit": "opd saat itu, instansi saat itu",
    },
    "people": {
        "name": "nama pegawai, nama peserta, nama asn, nama dan gelar, nama gelar, nama lengkap gelar, "
        "nama lengkap dan gelar, participant",
        "nip": "nip baru, no nip, nomor nip, nomor induk pegawai, n i p, nip nrp, employee number",
    },
    "programmes": {"name": "nama program, program, programme, program name"},
    "settings": {},
    "units": {
        "aliases": "nama lama, sebutan lain, alias, aliases, former names",
        "name": "nama perangkat daerah, nama opd, opd, perangkat daerah, nama unit, nama instansi, unit kerja, agency",
        "successor": "menjadi, diganti menjadi, now",
    },
})  # fmt: skip
"""Kind → field → headings; under `*` those of every kind that has the field."""

PATHS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "participations": {
        "batch.title": "nama pelatihan, judul pelatihan, pelatihan, nama kegiatan, judul kegiatan, nama diklat, "
        "training, course",
        "batch.programme": "nama program",
        "batch.starts_on": "waktu pelaksanaan, waktu, tanggal pelaksanaan, jadwal, tanggal",
        "person.name": "nama, nama peserta, nama lengkap, nama pegawai, nama asn, nama dan gelar, nama gelar, "
        "nama lengkap gelar, nama lengkap dan gelar",
    },
})  # fmt: skip
"""The same for fields of the records that a kind refers to, which are meant before its own references."""

CHOICES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "document": {
        "arrangement": "pengaturan, pks, perjanjian kerja sama, perjanjian kerjasama",
        "loi": "letter of intent, surat pernyataan kehendak, pernyataan kehendak",
        "mou": "memorandum of understanding, nota kesepahaman, memorandum saling pengertian, msp, m o u",
        "plan_of_action": "action plan, renaksi, poa",
    },
    "kind": {
        "visit_in": "kunjungan tamu, penerimaan kunjungan, incoming visit",
        "visit_out": "kunjungan luar negeri, perjalanan dinas luar negeri, outgoing visit",
        "meeting": "rapat, pertemuan daring",
        "letter": "surat masuk, surat keluar",
        "government_agency": "kementerian, badan pemerintah",
        "university": "universitas, kampus",
    },
    "mode": {
        "abroad": "luar negeri, di luar negeri, ln",
        "at_home": "dalam negeri, dalam kota, di tempat, dn",
        "online": "online, virtual, zoom",
    },
    "origin": {
        "own_staff": "asn, pns, pppk, asn pemkot, pegawai pemkot",
        "municipal_company": "bumd",
        "academia": "dosen, akademisi, mahasiswa",
    },
    "sex": {"f": "p, pr, wanita, w", "m": "l, lk, pria, laki"},
    "status": {
        "attended": "ikut, mengikuti, ya, present",
        "withdrawn": "mundur, batal",
        "nominated": "calon, ditunjuk, usulan",
    },
})  # fmt: skip
"""Field of choices → value → what cells say for it besides the labels."""
