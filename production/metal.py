"""What a weighing says: the grams that were read off the scale, and what they come to."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from atelier.materials.weights import carats_to_grams
from atelier.people.skills import Skill
from production.models import StageRun, Weighing
from production.rework import SetStones

NONE = Decimal(0)


@dataclass(frozen=True)
class Scale:
    """Grams as read off the scale: in and out as they are, stones and all.

    `added` is new metal (solder, findings), `scrap` sprue, button and cut-offs, `lemel` filings.
    """

    grams_in: Decimal
    grams_out: Decimal
    scrap: Decimal = NONE
    lemel: Decimal = NONE
    added: Decimal = NONE


@dataclass(frozen=True)
class Reading:
    """A stage's scale beside what the ledger held before it.

    `last` is the ledger's line before, `melts` whether the stage casts the metal anew.
    """

    scale: Scale
    last: Weighing | None = None
    stones_in: Decimal = NONE
    stones_out: Decimal = NONE
    melts: bool = False

    @property
    def carried(self) -> Decimal:
        """The metal on record."""
        return self.last.metal_out if self.last else NONE

    @property
    def is_fresh(self) -> bool:
        """Whether all that went in was handed out for this stage."""
        return self.melts or self.last is None

    @property
    def metal_in(self) -> Decimal:
        """What went in, without stones."""
        return self.scale.grams_in - self.stones_in

    @property
    def metal_out(self) -> Decimal:
        """What came out, without stones."""
        return self.scale.grams_out - self.stones_out

    @property
    def issued(self) -> Decimal:
        """What was handed out here: all of it for a casting, else what was added."""
        return self.scale.added + (self.metal_in if self.is_fresh else NONE)

    @property
    def scrap(self) -> Decimal:
        """What went back: also an earlier casting that is melted down."""
        return self.scale.scrap + (self.carried if self.melts else NONE)

    @property
    def unaccounted(self) -> Decimal:
        """What is missing after all that is known."""
        known = self.metal_out + self.scrap + self.scale.lemel
        return self.carried + self.issued - known

    @property
    def between(self) -> Decimal:
        """What was gone before the stage began; negative where metal came from nowhere."""
        return NONE if self.is_fresh else self.carried - self.metal_in

    @property
    def removed(self) -> Decimal:
        """What the work took off the piece, whether it was swept up or not."""
        return self.metal_in + self.scale.added - self.metal_out - self.scale.scrap

    @property
    def removed_percent(self) -> Decimal:
        """The same in per cent of what went in."""
        return self.removed / (self.metal_in + self.scale.added) * 100


def reading_of(run: StageRun, scale: Scale) -> Reading:
    """Return `scale` beside what the ledger of the run's job holds."""
    last = run.job.weighings.standing().order_by("-id").first()
    melts = run.stage.skill == Skill.CASTER
    before = NONE if melts else _stones_now(last)
    after = _stones_of(run) if run.stage.skill == Skill.SETTER else before
    return Reading(scale=scale, last=last, stones_in=before, stones_out=after, melts=melts)


def _stones_now(last: Weighing | None) -> Decimal:
    """Return the grams of stones in the piece, none once it was decided to unset them."""
    if last is None or not last.stones_out:
        return NONE
    sent_back = last.job.runs.filter(ended_at__gt=last.at, set_stones=SetStones.UNSET)
    return NONE if sent_back.exists() else last.stones_out


def _stones_of(run: StageRun) -> Decimal:
    carats = run.job.commission.stones.living().aggregate(carats=Sum("stone__carats"))["carats"]
    return carats_to_grams(carats or NONE)
