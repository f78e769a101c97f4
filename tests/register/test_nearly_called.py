"""Who is proposed for a name in a list, measured on the names of the labelled pairs."""

from __future__ import annotations

from coop_tui.register.name_likeness import Alike, alike, name_of
from coop_tui.register.nearly_called import called_nearly
from coop_tui.values import folded
from tests.register.test_duplicates import labelled, records_of

LEAST_FOUND = 0.9
MOST_OTHERS = 0.3  # for one name


def test_who_is_one_is_proposed_by_the_name_and_few_others_are() -> None:
    pairs = labelled()
    people = [person for label in ("same", "different") for _why, *both in pairs[label] for person in both]
    records = records_of(*people)
    sought = missed = others = 0
    for number, person in enumerate(people, 1):
        partner = (number - 1 ^ 1) + 1 if number <= 2 * len(pairs["same"]) else None
        found = [one for one in called_nearly(records, person["name"]) if one != number]
        others += sum(one != partner for one in found)
        if partner is not None and folded(people[partner - 1]["name"]) != folded(person["name"]):
            sought += 1
            missed += partner not in found
    assert missed <= (1 - LEAST_FOUND) * sought
    assert others <= MOST_OTHERS * len(people)


def test_titles_and_short_forms_do_not_hide_a_name_and_the_nearest_comes_first() -> None:
    names = ("Budi Rekaan", "Budi Rekan", "Muhammad Fadli Contohadi", "Sumarno Contoh", "Citra [/b] Contoh")
    records = records_of(*({"name": name} for name in names))
    assert called_nearly(records, "Drs. H. Budi Rekaan, M.Si") == [1, 2]
    assert called_nearly(records, "M. Fadli Contohadi, S.T.") == [3]
    assert called_nearly(records, "Sumarni Contoh") == []  # two names, not a slip
    assert called_nearly(records, "Citra [/b] Contoh") == [5]
    assert called_nearly(records, "***") == called_nearly(records, "Drs.") == []


def test_what_is_near_has_more_in_common_than_a_word() -> None:
    assert alike(name_of("Budi Contoh"), name_of("Dewi Contoh")) is Alike.SHARED
    assert called_nearly(records_of({"name": "Budi Contoh"}), "Dewi Contoh") == []
