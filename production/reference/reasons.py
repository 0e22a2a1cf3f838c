"""Why a gate is failed, and where the piece goes back to: domain.md §5."""

from typing import NamedTuple


class Reason(NamedTuple):
    """A reason code: failed `at` this stage, the piece goes back `to` that one."""

    code: str
    label: str
    at: int
    to: int
    is_incident: bool = False


REASONS = (
    Reason("M-SIZE", "Size or shrinkage allowance wrong", 10, 10),
    Reason("M-PROP", "Proportions off", 10, 10),
    Reason("M-SEAT", "Seats do not fit the stones", 10, 10),
    Reason("M-THIN", "Too thin to cast or wear", 10, 10),
    Reason("C-PIT", "Pits", 30, 20),
    Reason("C-GAS", "Gas porosity", 30, 20),
    # Shrinkage porosity and a wrong dimension come from gating and section: a new model.
    Reason("C-SHR", "Shrinkage porosity: gating or section", 30, 10),
    Reason("C-FILL", "Not filled", 30, 20),
    Reason("C-CRACK", "Crack", 30, 20),
    Reason("C-INCL", "Inclusion", 30, 20),
    Reason("C-DIM", "Dimensions off", 30, 10),
    Reason("C-WT", "Weight off by more than 5 %", 30, 20),
    Reason("C-ALLOY", "Wrong alloy", 30, 20),
    Reason("B-OVERFILED", "Filed too far", 40, 20),
    Reason("B-PIT", "A pit opened", 40, 20),
    Reason("A-JOINT", "Joint not sound", 50, 50),
    Reason("A-ALIGN", "Parts not aligned", 50, 50),
    Reason("D-JOINT", "Joint gave way", 60, 50),
    Reason("D-HINGE", "Hinge or clasp worn or stiff", 60, 40),
    Reason("D-FLEX", "Shank flexes: too thin", 60, 20),
    Reason("F-SIZE", "Size to be changed", 70, 50),
    Reason("F-EDGE", "An edge catches or presses", 70, 40),
    Reason("F-BALANCE", "Does not sit balanced", 70, 10),
    # A wish for another look is a change order: the piece waits at the try-on until it is agreed.
    Reason("F-LOOK", "Another look is wished: a change order", 70, 70),
    Reason("S-LOOSE", "Stone loose", 90, 80),
    Reason("S-PRONG", "Prong short or thin", 90, 80),
    Reason("S-LEVEL", "Stone not level", 90, 80),
    Reason("S-GAP", "Gap between stone and seat", 90, 80),
    Reason("S-CHIP", "Stone chipped: an incident", 90, 80, True),
    Reason("P-SCRATCH", "Scratch", 110, 100),
    Reason("P-FIRE", "Firescale", 110, 100),
    Reason("P-PLATE", "Plating uneven", 110, 100),
    Reason("P-DETAIL", "Detail lost", 110, 40),
    Reason("P-SIZE", "Size off by more than ⅛ US", 110, 40),
    Reason("P-STONE", "Stone moved or damaged", 110, 80),
    # The number is void; the piece is polished again and gets a new one.
    Reason("I-TEXT", "Text is wrong", 120, 100),
    Reason("I-POS", "In the wrong place", 120, 100),
)
