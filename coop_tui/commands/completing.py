"""What a shell is offered where an option takes names that click does not know as its choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import click


def names(known: Iterable[str], most: int = 1) -> Callable[[click.Context, click.Parameter, str], Sequence[str]]:
    """For `shell_complete=` of an option: one of `known`, or up to `most` of them with commas between, each once."""

    def offered(_ctx: click.Context, _param: click.Parameter, typed: str) -> Sequence[str]:
        *whole, begun = typed.split(",")
        if len(whole) >= most:
            return []
        return [",".join([*whole, name]) for name in known if name.startswith(begun) and name not in whole]

    return offered
