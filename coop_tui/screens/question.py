"""What is asked of the figures."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from coop_tui.counts.words import value_words
from coop_tui.register import Records


class Question(msgspec.Struct, frozen=True):
    """What is counted and by what; of which year and country alone, None where of all. `columns` is empty where only
    one dimension is.
    """

    measure: str = "participations"
    rows: str = "year"
    columns: str = "country"
    year: str | None = None
    country: str | None = None

    @property
    def dimensions(self) -> Sequence[str]:
        """One or two."""
        return (self.rows, self.columns) if self.columns else (self.rows,)

    def limits(self, records: Records) -> Sequence[str]:
        """The year and the country alone of which is counted, in words."""
        chosen = (("year", self.year), ("country", self.country))
        return [value_words(records, name, value) for name, value in chosen if value is not None]
