"""Colours of polished alloys."""

from __future__ import annotations

# Reflectance at normal incidence of polished alloys, linear RGB; pure gold is (1.00, .77, .34)
# and alloying pales it. Platinum is a cooler, darker grey than palladium white gold.
METAL_COLOURS = {
    "18KY": (0.995, 0.715, 0.350),
    "22KY": (1.0, 0.715, 0.275),
    "14KY": (0.955, 0.755, 0.445),
    "18KR": (0.965, 0.645, 0.480),
    "14KR": (0.955, 0.665, 0.520),
    "18KW-PD": (0.800, 0.765, 0.705),
    "18KW-NI": (0.830, 0.810, 0.770),
    "14KW": (0.830, 0.805, 0.765),
    "PT950-RU": (0.735, 0.742, 0.752),
    "PT950-CO": (0.735, 0.742, 0.752),
    "PT900-IR": (0.700, 0.705, 0.715),
    "PD950": (0.720, 0.710, 0.695),
    "AG925": (0.960, 0.950, 0.930),
}
