"""Whether the grams that came out of a stage are what usually comes out."""

from decimal import Decimal

from django.db.models import Sum

from atelier.journal.refusals import Refusal
from atelier.people.skills import Skill
from production.models import StageRun

GRAMS_PER_CARAT = Decimal("0.2")


class UnusualWeight(Refusal):
    """The loss is outside the usual; the same weights are taken when they are confirmed."""

    code = "unusual-weight"
    status = 409


def check_weights(
    run: StageRun, weight_in: Decimal | None, weight_out: Decimal | None, *, confirmed: bool
) -> None:
    """Raise `Refusal` for weights that cannot be, `UnusualWeight` once for those that seldom are.

    Grams. Nothing is checked where nothing was weighed.
    """
    if weight_in is None and weight_out is None:
        return
    if not weight_in or not weight_out or min(weight_in, weight_out) <= 0:
        raise Refusal("Please give both weights, in and out, in grams.")
    sentence = unusual(run, weight_in, weight_out)
    if sentence and not confirmed:
        raise UnusualWeight(f"{sentence} Weigh again, or confirm.")


def unusual(run: StageRun, weight_in: Decimal, weight_out: Decimal) -> str:
    """Return in what the loss is unusual, or "". At setting the stones do not count as metal."""
    metal_out = weight_out - _stones_added(run)
    loss = (weight_in - metal_out) / weight_in * 100
    if loss < 0:
        return f"The metal weighs {metal_out - weight_in:.3f} g more than before."
    least, most = run.stage.stage.loss_min_percent, run.stage.stage.loss_max_percent
    if most is not None and loss > most:
        return f"{loss:.1f} % is gone; {least} to {most} % is usual here."
    return ""


def _stones_added(run: StageRun) -> Decimal:
    if run.stage.skill != Skill.SETTER:
        return Decimal(0)
    carats = run.job.commission.stones.living().aggregate(carats=Sum("stone__carats"))["carats"]
    return (carats or Decimal(0)) * GRAMS_PER_CARAT
