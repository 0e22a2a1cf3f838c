"""How metals and stones are named to a client, after the US Federal Trade Commission's guides.

16 CFR 23: the karat stands right before "gold", "laboratory-grown" right before the stone's
name, and treatments are part of the description. A report is a report, never a certificate.
"""

from decimal import ROUND_HALF_UP, Decimal

from atelier.materials.models import Alloy, Evaluation, Stone, StoneVariety
from atelier.materials.models.grades import Clarity, ColourOrigin
from atelier.materials.models.stones import Growth, Treatment

_TREATMENTS = {
    Treatment.UNKNOWN: "treatment not determined",
    Treatment.NONE: "no indications of treatment",
    Treatment.HEATED: "heated",
    Treatment.HEATED_RESIDUE: "heated, with residue",
    Treatment.DIFFUSION: "diffusion-treated",
    Treatment.GLASS_FILLED: "glass-filled",
    Treatment.OIL_MINOR: "clarity enhanced, minor (F1)",
    Treatment.OIL_MODERATE: "clarity enhanced, moderate (F2)",
    Treatment.OIL_SIGNIFICANT: "clarity enhanced, significant (F3)",
    Treatment.FRACTURE_FILLED: "fracture-filled",
    Treatment.IRRADIATED: "irradiated",
}
_COLOUR_ORIGINS = {
    ColourOrigin.NATURAL: "natural colour",
    ColourOrigin.TREATED: "treated colour",
    ColourOrigin.UNDETERMINED: "origin of colour not determined",
}
_SPECIAL_CARE = frozenset(
    {
        Treatment.OIL_MINOR,
        Treatment.OIL_MODERATE,
        Treatment.OIL_SIGNIFICANT,
        Treatment.GLASS_FILLED,
        Treatment.FRACTURE_FILLED,
    }
)


def metal_wording(alloy: Alloy) -> str:
    """Return "18k yellow gold", "platinum", "900 Plat.", "sterling silver" (16 CFR 23.3 to 23.7).

    Platinum under 950 ‰ carries its number; anything else carries its own record's name.
    """
    code = alloy.metal.code if alloy.metal else ""
    if code == "XAU":
        return f"{_karat(alloy.fineness)}k {_colour_word(alloy)}gold".replace("  ", " ")
    if code == "XPT":
        return "platinum" if alloy.fineness >= 950 else f"{alloy.fineness} Plat."
    if code == "XAG" and alloy.fineness >= 925:
        return "sterling silver"
    return alloy.name[:1].lower() + alloy.name[1:]


def _karat(fineness: int) -> Decimal:
    return (Decimal(fineness) * 24 / 1000).quantize(Decimal(1), ROUND_HALF_UP)


def _colour_word(alloy: Alloy) -> str:
    return f"{alloy.get_colour_display().lower()} " if alloy.colour else ""


def stone_wording(variety: StoneVariety, growth: str, colour: str = "") -> str:
    """Return "royal blue laboratory-grown sapphire"; what is not known is said so."""
    name = variety.name.lower()
    if growth == Growth.LAB:
        name = f"laboratory-grown {name}"
    elif growth == Growth.SIMULANT:
        name = f"imitation {name}"
    described = f"{colour} {name}".strip()
    return f"{described}, growth not determined" if growth == Growth.UNKNOWN else described


def treatment_wording(treatment: str, filler: str = "") -> str:
    """Return the disclosure of a treatment; never "untreated", and unknown is never none."""
    words = _TREATMENTS[Treatment(treatment)]
    return f"{words}, {filler}" if filler and treatment in _SPECIAL_CARE else words


def describe(stone: Stone) -> str:
    """Return the whole description: "laboratory-grown sapphire, heated".

    A fancy colour says where it comes from, as its report does, or that nobody determined it.
    """
    words = [stone_wording(stone.variety, stone.growth, stone.colour)]
    if stone.fancy_grade:
        words.append(_COLOUR_ORIGINS[ColourOrigin(stone.colour_origin)])
    words.append(treatment_wording(stone.treatment, stone.filler))
    return ", ".join(words)


def weight_wording(stone: Stone) -> str:
    """Return "1.52 ct" as weighed, or "about 1.52 ct, estimated"; nothing when neither is known."""
    if stone.carats is not None:
        return f"{stone.carats:.2f} ct"
    if stone.carats_estimated is not None:
        return f"about {stone.carats_estimated:.2f} ct, estimated"
    return ""


def report_wording(stone: Stone) -> str:
    """Return "GIA report 2141438171", or "no laboratory report"; prefetch `reports` for a list."""
    return str(stone.report) if stone.report else "no laboratory report"


def origin_wording(stone: Stone) -> str:
    """Return an origin as the opinion it is: "Colombia, in the opinion of GIA"."""
    if not stone.origin:
        return ""
    return f"{stone.origin}, in the opinion of {stone.origin_laboratory}"


def clarity_wording(stone: Stone | Evaluation) -> str:
    """Return the clarity; "flawless" only for what a laboratory graded FL at 10× (16 CFR 23.28)."""
    if stone.clarity == Clarity.FL:
        return "flawless at 10×"
    return stone.clarity


def special_care_wording(treatment: str) -> str:
    """Return what the treatment asks of the wearer (16 CFR 23.24), or nothing."""
    if treatment == Treatment.UNKNOWN:
        return "Clean with a soft brush and lukewarm water only, until the stone is tested."
    if treatment in _SPECIAL_CARE:
        return "Keep from heat, solvents, ultrasonic and steam; the filling can be renewed."
    return ""
