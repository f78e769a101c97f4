"""Names as they are compared: titles and habits of spelling go, what tells people apart stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.values.person_name import name_words, sound


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Drs. H. Budi Rekaan, M.Si", "budi rekaan"),
        ("BUDI REKAAN ST MM", "budi rekaan"),
        ("Ir.H.Budi Rekaan", "budi rekaan"),
        ("Rekaan, Budi", "rekaan budi"),
        ("Budi Rekaan, S. Sos., M. Si", "budi rekaan"),
        ("dr. Budi Rekaan, Sp.A(K)", "budi rekaan"),
        ("M. Budi Rekaan", "m budi rekaan"),
        ("Moch. Budi bin Rekaan", "muhammad budi rekaan"),
        ("St. Aminah Contoh", "siti aminah contoh"),
        ("Nur-Aini Ma'ruf", "nur aini maruf"),
        ("Dr.", "dr"),
        ("H.", "h"),
        ("", ""),
        ("北京", "北京"),
    ],
)
def test_titles_go_and_names_stay(written: str, words: str) -> None:
    assert " ".join(name_words(written)) == words


@given(st.text())
def test_every_text_has_words_and_they_sound_the_same_twice(text: str) -> None:
    for word in name_words(text):
        assert word
        assert sound(word) == sound(word)
        assert " " not in word


@pytest.mark.parametrize(
    ("one", "other"),
    [("soekarno", "sukarno"), ("djoko", "joko"), ("tjahjono", "cahyono"), ("khairul", "choirul"), ("rahmad", "rahmat")],
)
def test_old_and_new_spelling_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("sumarni", "sumarno"), ("rahman", "rahmat"), ("dewa", "dewi"), ("ani", "ina"), ("", "a")]
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)
