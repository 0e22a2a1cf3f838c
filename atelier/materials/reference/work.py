"""Kinds of work, and what has a fixed price: starting values the house confirms or replaces.

Prices and costs are in US dollars. An operation without a rate goes by the house's own.
"""

from atelier.materials.models.operations import ServiceKind

SOURCE = "House value to confirm"

# code, name as a client reads it
OPERATIONS = (
    ("modelling", "Model, refined for your size"),
    ("casting", "Casting"),
    ("bench", "Bench work: filing, sanding and assembly"),
    ("setting", "Setting by hand"),
    ("polishing", "Polishing"),
    ("finishing", "Surface"),
    ("engraving", "Engraving"),
)

CASTING, FINDINGS, FINISH, ENGRAVING, REPORT, SHIPPING = ServiceKind

# code, name as a client reads it, row of an offer, price, cost. A GIA report is priced by weight:
# "gia-report" is the smallest, and "gia-report-2ct" counts from two carats on.
SERVICES = (
    ("casting", "Casting, one piece", CASTING, 140, 92),
    ("casting-platinum", "Casting in platinum, one piece", CASTING, 210, 145),
    ("ear-posts", "Posts with friction backs, a pair", FINDINGS, 85, 48),
    ("ear-lever-backs", "Lever backs, a pair", FINDINGS, 160, 98),
    ("ear-clips", "Clips, a pair", FINDINGS, 240, 155),
    ("bail", "Bail", FINDINGS, 60, 32),
    ("clasp-lobster", "Lobster clasp", FINDINGS, 95, 58),
    ("clasp-box", "Box clasp with a safety catch", FINDINGS, 280, 185),
    ("chain-cable", "Cable chain, 18 in, 18k gold", FINDINGS, 480, 340),
    ("rhodium-plating", "Rhodium plating", FINISH, 75, 36),
    ("engraving", "Engraving by machine", ENGRAVING, 65, 24),
    ("engraving-hand", "Engraving by hand", ENGRAVING, 190, 120),
    ("gia-report", "GIA report, under 1 ct", REPORT, 120, 88),
    ("gia-report-1ct", "GIA report, 1 to 1.99 ct", REPORT, 175, 132),
    ("gia-report-2ct", "GIA report, 2 to 3.99 ct", REPORT, 240, 186),
    ("gia-report-4ct", "GIA report, from 4 ct", REPORT, 360, 290),
    ("gia-coloured-report", "GIA report on a coloured stone, with origin", REPORT, 330, 262),
    ("ssef-report", "SSEF report, with origin", REPORT, 640, 540),
    ("gubelin-report", "Gübelin report, with origin", REPORT, 690, 585),
    ("shipping-us", "Insured shipping within the United States", SHIPPING, 85, 62),
    ("shipping-europe", "Insured shipping to Europe", SHIPPING, 165, 128),
)
