"""Single priced lines, each with what it costs the house and what it was worked out from.

Money has two decimals, grams and carats three, half up on every line. A line's `basis` is for
staff: its `by_hand` is the sum as a goldsmith would do it again on paper.
"""

from orders.lines.line import PricedLine, plus, total
from orders.lines.metal import metal_line
from orders.lines.stones import Sides, carats_of, listed_line, stone_line
from orders.lines.work import discount_line, labour_line, service_line, setting_line

__all__ = [
    "PricedLine",
    "Sides",
    "carats_of",
    "discount_line",
    "labour_line",
    "listed_line",
    "metal_line",
    "plus",
    "service_line",
    "setting_line",
    "stone_line",
    "total",
]
