"""Failures that a person can act on. Each says what happened, to which file, record or field, and what to do next."""

from __future__ import annotations

from typing import dataclass_transform


@dataclass_transform(eq_default=False)
class CoopError(Exception):
    """The root of every failure shown to a person.

    A subclass declares what the person needs (file, record, field, value) as annotated fields, which its constructor
    takes in this order or by name, as a dataclass does; and says it in `message`, in the language in use when it is
    shown. Values from data are made safe where the message is printed, not here. (Made by hand because a program that
    starts in a blink cannot generate fifty constructors first.)
    """

    def __init__(self, *values: object, **named: object) -> None:
        names = _fields(type(self))
        by_place = dict(zip(names, values, strict=False))
        missing = [name for name in names if name not in {**by_place, **named} and not hasattr(type(self), name)]
        if len(values) > len(names) or missing or not named.keys() <= set(names) - by_place.keys():
            raise TypeError(f"{type(self).__name__} takes {', '.join(names) or 'nothing'}")
        for name, value in {**by_place, **named}.items():
            setattr(self, name, value)
        super().__init__(*(getattr(self, name) for name in names))

    def message(self) -> str:
        """One line in the language in use: what happened, and what to do next."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message()


def _fields(error: type[CoopError]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in reversed(error.__mro__) for name in getattr(one, "__annotations__", ())))
