"""What a stone bears at the bench, from its variety and its treatment, and what to warn of.

The values of an unfilled stone are fields of `StoneVariety`. Filling takes ultrasonic, steam and
torch away; a treatment nobody determined is treated as if it might be a filling. Hardness alone
clears nothing: an emerald of Mohs 8 bears neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from atelier.materials.models import Stone, StoneVariety
from atelier.materials.models.stones import FILLED, Treatment
from atelier.materials.models.varieties import Cleaning, Torch, Toughness

_CLEANING = (Cleaning.YES, Cleaning.CAUTIOUS, Cleaning.NO)
_TORCH = (Torch.COATED, Torch.CARE, Torch.REMOVE, Torch.NEVER)

_CLEANING_WORDS = {
    Cleaning.YES: "ultrasonic allowed",
    Cleaning.CAUTIOUS: "ultrasonic with caution",
    Cleaning.NO: "no ultrasonic",
}
_TORCH_WORDS = {
    Torch.COATED: "coat before the torch",
    Torch.CARE: "torch with care",
    Torch.REMOVE: "remove before the torch",
    Torch.NEVER: "no torch",
}


@dataclass(frozen=True)
class Care:
    """What a stone, or the most delicate of several, bears. `warnings` say why it is so."""

    ultrasonic: Cleaning
    steam: Cleaning
    torch: Torch
    warnings: tuple[str, ...] = ()

    @property
    def allows_ultrasonic(self) -> bool:
        """Whether shaking in the ultrasonic may be part of the stress test."""
        return self.ultrasonic == Cleaning.YES

    @property
    def bears_heat(self) -> bool:
        """Whether the stone may stay set while the piece is heated."""
        return self.torch in (Torch.COATED, Torch.CARE)

    @property
    def bench_label(self) -> str:
        """A line for the job: "No ultrasonic, no torch"."""
        words = f"{_CLEANING_WORDS[self.ultrasonic]}, {_TORCH_WORDS[self.torch]}"
        return words[0].upper() + words[1:]


def care_of(thing: Stone | StoneVariety, treatment: str = Treatment.UNKNOWN) -> Care:
    """Return what a stone bears as tested, or a variety under a treatment (unknown if not given).

    Source: the house's bench rules, after the trade's table of cleaning and torch.
    """
    if isinstance(thing, Stone):
        return care_of(thing.variety, thing.treatment)
    cleaning, torch, warning = Cleaning(thing.cleaning), Torch(thing.torch), ""
    if treatment in FILLED:
        cleaning, torch = Cleaning.NO, Torch.NEVER
        warning = "Filled: no ultrasonic, no steam and no heat."
    elif treatment == Treatment.UNKNOWN:
        cleaning, torch, warning = _if_unknown(cleaning, torch)
    elif treatment == Treatment.HEATED_RESIDUE:
        cleaning, torch = _stricter(cleaning, torch, Cleaning.CAUTIOUS, Torch.NEVER)
        warning = "Healed with a residue that melts: no heat."
    elif treatment == Treatment.IRRADIATED:
        cleaning, torch = _stricter(cleaning, torch, cleaning, Torch.NEVER)
        warning = "Heat can take the colour of an irradiated stone."
    return Care(cleaning, cleaning, torch, (warning,) if warning else ())


def _if_unknown(cleaning: Cleaning, torch: Torch) -> tuple[Cleaning, Torch, str]:
    """A stone that would bear heat might be filled, so it bears none until it is tested."""
    limit = Torch.REMOVE if torch == Torch.COATED else Torch.NEVER
    if torch in (Torch.REMOVE, Torch.NEVER):
        limit = torch
    narrowed = _stricter(cleaning, torch, Cleaning.CAUTIOUS, limit)
    return *narrowed, "Treatment not determined: handle as if it were filled."


def _stricter(
    cleaning: Cleaning, torch: Torch, least_cleaning: Cleaning, least_torch: Torch
) -> tuple[Cleaning, Torch]:
    return (
        max(cleaning, least_cleaning, key=_CLEANING.index),
        max(torch, least_torch, key=_TORCH.index),
    )


def strictest(cares: Iterable[Care]) -> Care | None:
    """Return what a piece bears that holds all of these stones; None without any."""
    every = list(cares)
    if not every:
        return None
    cleaning = max((care.ultrasonic for care in every), key=_CLEANING.index)
    steam = max((care.steam for care in every), key=_CLEANING.index)
    torch = max((care.torch for care in every), key=_TORCH.index)
    warnings = dict.fromkeys(warning for care in every for warning in care.warnings)
    return Care(cleaning, steam, torch, tuple(warnings))


@dataclass(frozen=True)
class Caution:
    """What the goldsmith tells a client before a choice, acknowledged under its `code`."""

    code: str
    sentence: str


PROTECTIVE = frozenset({"bezel", "halo", "half-bezel"})


def warnings_for(
    variety: StoneVariety | None,
    *,
    is_ring: bool,
    worn_daily: bool = True,
    setting: str = "",
    is_full_eternity: bool = False,
    treatment: str = Treatment.UNKNOWN,
) -> list[Caution]:
    """Return the goldsmith's warnings that a choice calls for; `setting` is a `Setting.code`."""
    found = []
    if variety and is_ring and worn_daily:
        found += _daily_ring(variety, setting)
    if is_full_eternity or setting == "tension":
        found.append(
            Caution("fixed-size", "This ring cannot be resized later, so we measure twice.")
        )
    if variety and not care_of(variety, treatment).bears_heat:
        found.append(
            Caution(
                "later-heat",
                f"Later work with heat means taking the {variety.name.lower()} out first, "
                "or using a laser only.",
            )
        )
    return found


def _daily_ring(variety: StoneVariety, setting: str) -> list[Caution]:
    found = []
    name = variety.name.lower()
    if variety.mohs_min < 7 or variety.toughness_min <= Toughness.FAIR:
        advice = "" if setting in PROTECTIVE else " A bezel or a halo protects it."
        found.append(
            Caution("delicate-daily", f"In a ring worn every day, {name} can chip.{advice}")
        )
    if variety.code == "emerald":
        found.append(
            Caution(
                "daily-emerald",
                "An emerald worn every day takes fine scratches, is never cleaned by ultrasonic "
                "or steam, and may want re-oiling after some years.",
            )
        )
    return found
