"""Figures: a measure by one dimension or two, each figure with the records behind it, which add up to it.

A measure is a list of facts: so much of this record. A dimension says where a fact belongs. Facts of one record count
once in a cell (who went twice is one person), so a total of people may be less than its parts.
"""

from coop_tui.counts.dimensions import DIMENSIONS, REFERENCES, UNKNOWN, Value, value_name
from coop_tui.counts.measures import MEASURES, Fact, facts
from coop_tui.counts.occasions import Occasion, Unnamed, agreement_status, occasions, total
from coop_tui.counts.tables import Place, Share, Table, behind, count

__all__ = [
    "DIMENSIONS",
    "MEASURES",
    "REFERENCES",
    "UNKNOWN",
    "Fact",
    "Occasion",
    "Place",
    "Share",
    "Table",
    "Unnamed",
    "Value",
    "agreement_status",
    "behind",
    "count",
    "facts",
    "occasions",
    "total",
    "value_name",
]
