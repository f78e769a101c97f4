"""Every failure is made from its facts, and says them in words."""

from __future__ import annotations

import pickle
import sys
from importlib import import_module

import pytest

from coop_tui.errors import CoopError
from tests.test_imports import below_the_widgets


class Locked(CoopError):
    file: str
    who: str = "somebody"

    def message(self) -> str:
        return f"{self.file} is in use by {self.who}."


class LockedTwice(Locked):
    times: int = 2


@pytest.mark.parametrize(
    "error", [Locked("a", "Sari"), Locked("a", who="Sari"), Locked(file="a", who="Sari"), Locked(who="Sari", file="a")]
)
def test_facts_are_given_in_their_order_or_by_name(error: Locked) -> None:
    assert (error.file, error.who) == ("a", "Sari")
    assert (str(error), error.message()) == ("a is in use by Sari.", "a is in use by Sari.")
    assert error.args == ("a", "Sari")


def test_a_fact_may_have_a_default_and_a_subclass_adds_its_own() -> None:
    assert str(Locked("a")) == "a is in use by somebody."
    assert LockedTwice("a", "Sari", 3).times == 3
    assert LockedTwice("a").args == ("a", "somebody", 2)


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("a", "b", "c"), {}), (("a",), {"file": "b"}), (("a",), {"name": "b"})]
)
def test_missing_and_surplus_facts_are_the_programmers_mistake(given: tuple[str, ...], named: dict[str, str]) -> None:
    make: type[CoopError] = Locked
    with pytest.raises(TypeError, match="Locked takes file, who"):
        make(*given, **named)


def test_two_failures_are_never_the_same_one() -> None:
    assert Locked("a") != Locked("a")


def test_a_failure_survives_the_way_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(ImportableFailure("a", who="Sari")))
    assert (copy.file, copy.who) == ("a", "Sari")


class ImportableFailure(Locked):
    """One that can be found by its name."""


def all_errors() -> list[type[CoopError]]:
    """Every kind of failure below the widgets."""
    for name in below_the_widgets():
        import_module(name)
    found, seen = list(CoopError.__subclasses__()), set[type[CoopError]]()
    while found:
        one = found.pop()
        seen.add(one)
        found += one.__subclasses__()
    return sorted((one for one in seen if one.__module__.startswith("coop_tui.")), key=lambda one: one.__name__)


def test_every_failure_says_something_and_declares_what() -> None:
    assert len(all_errors()) > 20
    for error in all_errors():
        assert error.message is not CoopError.message, error
        assert error.__module__ in sys.modules


def test_every_failure_has_its_facts_in_its_annotations() -> None:
    for error in all_errors():
        with pytest.raises(TypeError):
            error(nothing_of_this_name=1)
