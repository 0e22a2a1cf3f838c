"""Writes the metal ledger: a line a stage, added up for good when the job ends."""

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.materials.weights import fine_grams
from production.metal import NONE, Scale, reading_of
from production.models import Job, MetalClosing, StageRun, Weighing
from production.policies.weights import check_explain, check_weights, doubts


def weigh(run: StageRun, scale: Scale, by: Actor, *, confirmed: bool) -> Weighing:
    """Write the ledger's line of a stage in hand; the caller holds the job.

    Raises `Refusal`, and `UnusualWeight` once where the grams are not the usual. What is
    confirmed all the same waits for the house's explanation.
    """
    reading = reading_of(run, scale)
    check_weights(run, reading, confirmed=confirmed)
    doubtful = doubts(run, reading)
    weighing = Weighing.objects.create(
        job=run.job,
        run=run,
        jeweller_id=run.jeweller_id or 0,
        **_alloy(run, reading.last),
        carried=reading.carried,
        issued=reading.issued,
        grams_in=scale.grams_in,
        grams_out=scale.grams_out,
        stones_in=reading.stones_in,
        stones_out=reading.stones_out,
        scrap=reading.scrap,
        lemel=scale.lemel,
        unaccounted=reading.unaccounted,
        removed_percent=round(reading.removed_percent, 1),
        doubt=doubtful[0][0] if doubtful else "",
        sentence=" ".join(sentence for _, sentence in doubtful)[:240],
    )
    if doubtful:
        _tell(weighing, by)
    return weighing


def _alloy(run: StageRun, last: Weighing | None) -> dict[str, int]:
    if last is not None:
        return {"alloy_id": last.alloy_id, "fineness": last.fineness}
    alloy = run.job.approval.option.alloy
    return {"alloy_id": alloy.pk, "fineness": alloy.fineness}


def _tell(weighing: Weighing, by: Actor) -> None:
    job, stage = weighing.job, weighing.run.stage.name
    said = {"stage": stage, "sentence": weighing.sentence}
    record("metal.doubted", job, by=by, commission_id=job.commission_id, **said)


def take_weighing_back(run: StageRun) -> None:
    """Let the last weighing of a run count no more; its grams stay on record."""
    run.weighings.standing().update(is_void=True)


def close_metal(job: Job, by: Actor) -> MetalClosing | None:
    """Add up the ledger of a job that ends, and say its net weight; None where nothing was weighed.

    The caller holds the job.
    """
    lines = job.weighings.standing()
    last = lines.order_by("-id").first()
    if last is None:
        return None
    names = ("issued", "scrap", "lemel", "unaccounted")
    sums = lines.order_by().aggregate(**{name: Sum(F(name)) for name in names})
    job.net_grams = last.metal_out
    job.save(update_fields=["net_grams"])
    fine = fine_grams(sums["unaccounted"] or NONE, last.fineness)
    closing = MetalClosing.objects.create(
        job=job, net=last.metal_out, fine_unaccounted=fine, **sums
    )
    missing = f"{closing.unaccounted:f}"
    record("metal.closed", job, by=by, commission_id=job.commission_id, grams=missing)
    return closing


@transaction.atomic
def explain(*, weighing: Weighing, explanation: str, by: Actor) -> Weighing:
    """Say how it came that a weighing was not as usual. Said twice, the first words stay.

    Raises `NotAllowed` for anybody but staff, `Refusal` without words.
    """
    locked = Weighing.objects.select_for_update(of=("self",), no_key=True)
    kept = locked.select_related("job", "run__stage").get(pk=weighing.pk)
    check_explain(kept, explanation, by)
    if kept.explained_at is not None:
        return kept
    kept.explanation = explanation.strip()[:400]
    kept.explained_by_name = by.name[:120]
    kept.explained_at = timezone.now()
    kept.save(update_fields=["explanation", "explained_by_name", "explained_at"])
    said = {"stage": kept.run.stage.name, "sentence": kept.explanation}
    record("metal.explained", kept.job, by=by, commission_id=kept.job.commission_id, **said)
    return kept
