"""The demo's gemmologist at the loupe: a client's emerald, oiled as most are, accepted."""

from decimal import Decimal

from atelier.materials.evaluations import evaluate_stone
from atelier.materials.findings import Findings, Judgement
from atelier.materials.marks import Spot
from atelier.materials.models import Evaluation, Stone, StoneVariety
from atelier.materials.models.evaluations import Instrument, Verdict
from atelier.materials.models.stones import Growth, Treatment
from atelier.people.actors import user_actor
from atelier.people.models import User
from orders.models import Commission

_SEEN_WITH = (
    *(Instrument.LOUPE, Instrument.MICROSCOPE, Instrument.REFRACTOMETER),
    *(Instrument.UV_LONG, Instrument.CHELSEA, Instrument.SCALES, Instrument.GAUGE),
)
_MAP = (
    Spot(Decimal("33"), Decimal("19"), "Fissure that reaches the surface, filled"),
    Spot(Decimal("55"), Decimal("47"), "Three-phase inclusion"),
    Spot(Decimal("83"), Decimal("84"), "Old nick on the girdle, 0.3 mm"),
)


def examine(emerald: Stone, gemmologist: User, commission: Commission) -> Evaluation:
    """Evaluate the emerald a client brought: conditions for the setter, words for the client."""
    return evaluate_stone(
        stone=emerald,
        found=_found(),
        judgement=Judgement(
            verdict=Verdict.CONDITIONAL,
            because="Set in a bezel, never near the torch, and no ultrasonic or steam.",
            for_client="A natural emerald of a fine bluish green, with a little oil in its "
            "fissures, as most have. It asks for a setting that shelters its edge.",
            notes="Shows the old nick of the first day's picture. Colombian, by its inclusions; "
            "that is for a laboratory to say.",
        ),
        marks=_MAP,
        commission_id=commission.pk,
        by=user_actor(gemmologist),
    )


def _found() -> Findings:
    return Findings(
        instruments=tuple(_SEEN_WITH),
        variety=StoneVariety.objects.get(code="emerald"),
        growth=Growth.NATURAL,
        treatment=Treatment.OIL_MINOR,
        filler="oil",
        refraction=(Decimal("1.577"), Decimal("1.583")),
        observations="Three-phase inclusions; the filler glows yellowish under the long wave.",
        length=Decimal("8.02"),
        width=Decimal("6.05"),
        depth=Decimal("4.10"),
        carats=Decimal("1.340"),
        colour="bluish green",
        tone="medium",
        saturation="strong",
        clarity_words="Eye-clean face-up; jardin at 10×",
        brightness=(15, 25, 60),
        setting_risks="The fissure reaches the surface under one corner: the bezel is pushed over "
        "that corner last.",
    )
