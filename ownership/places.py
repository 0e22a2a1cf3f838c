"""Where the number goes on a piece.

On a ring's flat inner shank at 3 to 5 o'clock and never at 6 o'clock, where it would be sized
(domain: laser inscription); on other pieces where it neither shows nor wears.
"""

from designs.models import WORN_ON_FINGER, PieceType
from production.models import Job

RING = "inner shank, 3 to 5 o'clock"
ELSEWHERE = {
    PieceType.NECKLACE: "reverse of the clasp's tongue",
    PieceType.PENDANT: "reverse, below the bail",
    PieceType.BRACELET: "inside, beside the clasp",
    PieceType.EARRINGS: "back plate of the left earring",
}


def place_for(job: Job) -> str:
    """Return where the job's piece takes its number; a pair takes it on both, with A and B."""
    types = list(job.commission.pieces.values_list("piece_type", flat=True))
    kind = types[0] if types else PieceType.RING
    place = RING if kind in WORN_ON_FINGER else ELSEWHERE[PieceType(kind)]
    return f"{place}, followed by A and B" if len(types) > 1 else place
