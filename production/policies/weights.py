"""Whether the grams that came out of a stage are what usually comes out."""

from collections.abc import Iterator
from decimal import Decimal

from atelier.journal.actor import Actor
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.identity import GRAMS_WITHIN
from production.metal import Reading, Scale
from production.models import Doubt, StageRun, Weighing


class UnusualWeight(Refusal):
    """The loss is outside the usual; the same weights are taken when they are confirmed."""

    code = "unusual-weight"
    status = 409


def check_scale(weight_in: Decimal | None, weight_out: Decimal | None) -> None:
    """Raise `Refusal` for weights that cannot be."""
    if not weight_in or not weight_out or min(weight_in, weight_out) <= 0:
        raise Refusal("Please give both weights, in and out, in grams.")


def check_sides(scale: Scale) -> None:
    """Raise `Refusal` for scrap, lemel or added metal that cannot be."""
    if min(scale.scrap, scale.lemel, scale.added) < 0:
        raise Refusal("Scrap, lemel and added metal are weights of nothing or more.")
    if scale.scrap + scale.lemel > scale.grams_in + scale.added:
        raise Refusal("More scrap and lemel came back than metal went in.")


def check_weights(run: StageRun, reading: Reading, *, confirmed: bool) -> None:
    """Raise `Refusal` for weights that cannot be, `UnusualWeight` once for those seldom seen."""
    check_sides(reading.scale)
    if min(reading.metal_in, reading.metal_out) <= 0:
        raise Refusal("The stones alone weigh more than this. Please weigh again.")
    found = [sentence for _, sentence in doubts(run, reading)] or list(_too_little(run, reading))
    if found and not confirmed:
        raise UnusualWeight(f"{' '.join(found)} Weigh again, or confirm.")


def doubts(run: StageRun, reading: Reading) -> list[tuple[str, str]]:
    """Return what the house must look into, the gravest first: a kind and a sentence each."""
    return [*_rise(reading), *_between(reading), *_over(run, reading)]


def _rise(reading: Reading) -> Iterator[tuple[str, str]]:
    if reading.removed < 0:
        yield Doubt.RISE, f"The metal weighs {-reading.removed:.3f} g more than before."
    elif reading.removed < reading.scale.lemel:
        more = reading.scale.lemel - reading.removed
        yield Doubt.RISE, f"{more:.3f} g more lemel was swept up than is gone."


def _between(reading: Reading) -> Iterator[tuple[str, str]]:
    if abs(reading.between) > GRAMS_WITHIN:
        was, now = reading.carried, reading.metal_in
        yield (
            Doubt.BETWEEN,
            f"It was laid down with {was:.3f} g of metal and now holds {now:.3f} g.",
        )


def _over(run: StageRun, reading: Reading) -> Iterator[tuple[str, str]]:
    most = run.stage.loss_max_percent
    if most is not None and reading.removed_percent > most:
        yield Doubt.OVER, f"{reading.removed_percent:.1f} % is gone; {_usual(run)}."


def _too_little(run: StageRun, reading: Reading) -> Iterator[str]:
    least = run.stage.loss_min_percent
    if least is not None and reading.removed_percent < least:
        yield f"Only {reading.removed_percent:.1f} % is gone; {_usual(run)}."


def _usual(run: StageRun) -> str:
    stage = run.stage
    return f"{stage.loss_min_percent} to {stage.loss_max_percent} % is usual here"


def check_explain(weighing: Weighing, explanation: str, by: Actor) -> None:
    """Raise unless staff say in words how it came that a weighing was not as usual."""
    if not by.is_house:
        raise NotAllowed("Only the house's staff settle what is missing.")
    if not weighing.doubt or weighing.is_void:
        raise WrongState("There is nothing to explain in this weighing.")
    if not explanation.strip():
        raise Refusal("Please say what was found.")
