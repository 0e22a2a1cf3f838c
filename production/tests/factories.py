"""Jobs and people of the workshop for tests; each call makes something new."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from atelier.materials.goods import Checked
from atelier.materials.identity import inscription_of, recorded_carats
from atelier.people.actors import jeweller_actor
from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from atelier.people.tests.factories import make_jeweller, staff_actor
from orders.actions.proofs import prove_stone
from orders.actions.quotes import send_quote
from orders.freezing import canonical
from orders.models import Approval, Commission, Piece, QuoteLine
from orders.statuses import CommissionStatus
from orders.tests.factories import make_commission, make_draft
from orders.totals import option_total
from production import reference
from production.actions import runs as actions
from production.actions.jobs import open_job
from production.metal import NONE, Scale, reading_of
from production.models import Job, ReasonCode, StageKind, StageRun
from production.policies.proofs import moment_of, since_of, to_prove
from production.policies.runs import JUDGED, gate_lines
from production.statuses import OPEN_RUNS

FINAL = 120
# Grams: what is poured, and what the raw casting weighs.
POURED, CAST = Decimal("9.460"), Decimal("9.400")
DUE = date(2030, 3, 1)


def make_approved_commission(
    *,
    stones: bool = True,
    words: str = "Emerald, 8 × 6 mm",
    due: date = DUE,
    pair: bool = False,
    unfound: str = "",
    **over: Any,
) -> Commission:
    """A commission that waits for the workshop, its stone agreed in `words`.

    `unfound` is the variety (code) of a stone that was priced by the list and not found yet.
    The approval is written as it would be, without the mailed code: its hash is slow by design.
    """
    commission = make_commission(**over)
    if pair:
        _make_two(commission.pieces.get())
    quote = make_draft(commission)
    quote.options.update(stone=words)
    if not stones:
        quote.options.update(stone="", treatment="")
        QuoteLine.objects.filter(option__quote=quote, kind="stone").delete()
    if unfound:
        lines = QuoteLine.objects.filter(option__quote=quote, kind="stone")
        lines.update(basis={"variety": unfound, "count": "1"})
    quote = send_quote(quote=quote, by=staff_actor())
    option = quote.options.get(position=1)
    frozen, sha256 = canonical(option)
    Approval.objects.create(
        commission=commission,
        quote=quote,
        option=option,
        frozen=frozen,
        sha256=sha256,
        total=option_total(option).total,
        signed_name=commission.contact_name,
        signed_by=quote.commission.client.account,  # type: ignore[union-attr]
    )
    commission.refresh_from_db()
    commission.status, commission.promised_to = CommissionStatus.APPROVED, due
    commission.promised_from = due
    commission.save()
    return commission


def _make_two(piece: Piece) -> None:
    piece.part = "A"
    piece.save()
    piece.pk, piece.part = None, "B"
    piece.save()


def make_job(**over: Any) -> Job:
    """A job at its first stage, ready; `over` goes to `make_approved_commission`."""
    reference.load()
    commission = make_approved_commission(**over)
    return open_job(commission=commission, by=staff_actor())


def make_hand(*skills: str, **over: Any) -> Jeweller:
    """Somebody at the bench with these trades."""
    return make_jeweller(skills=[str(each) for each in skills], **over)


def make_crew() -> dict[str, Jeweller]:
    """One person for each trade, and under "second setter" another setter."""
    crew = {str(skill): make_hand(skill) for skill in Skill}
    return crew | {"second setter": make_hand(Skill.SETTER)}


def now_open(job: Job) -> StageRun:
    """The job's open run, as it is stored."""
    return StageRun.objects.for_the_bench().get(job=job, status__in=OPEN_RUNS)


def start(run: StageRun, jeweller: Jeweller, **over: Any) -> StageRun:
    """Start a run; the stones that setting waits for are compared first, and are right."""
    prove(run, jeweller)
    return actions.start_run(run=run, jeweller=jeweller, by=jeweller_actor(jeweller), **over)


def prove(run: StageRun, jeweller: Jeweller) -> None:
    """Find every stone that has to be compared now to be the one on record."""
    for promise in to_prove(run.job, run).select_related("stone"):
        stone = promise.stone
        measures = {name: getattr(stone, name) for name in ("length", "width", "depth")}
        carats, read = recorded_carats(stone), inscription_of(stone)
        prove_stone(
            promise=promise,
            moment=moment_of(run.job, run),
            checked=Checked(stone, carats=carats, inscription=read, **measures),
            report_number=stone.report.number if stone.report else "",
            since=since_of(run),
            jeweller=jeweller,
            by=jeweller_actor(jeweller),
        )


def finish(run: StageRun, jeweller: Jeweller, **over: Any) -> StageRun:
    """End a run well: finished where it is work, passed with every check where it is judged."""
    by = jeweller_actor(jeweller)
    if run.stage.kind in JUDGED:
        over.setdefault("checks", gate_lines(run.stage))
        return actions.pass_run(run=run, jeweller=jeweller, by=by, **over)
    if run.stage.kind == StageKind.INSCRIPTION:
        return actions.pass_inscription(run=run, second_reader=make_hand(), by=by)
    over = over if "weight_in" in over or not run.stage.weighs else usual_grams(run) | over
    return actions.finish_run(run=run, jeweller=jeweller, by=by, **over)


def usual_grams(run: StageRun) -> dict[str, Decimal]:
    """What the scales say when a stage that weighs went as it usually goes."""
    before = reading_of(run, Scale(NONE, NONE))
    if before.is_fresh:
        return {"weight_in": POURED, "weight_out": CAST}
    metal = before.carried
    usual = (run.stage.loss_min_percent or NONE) + (run.stage.loss_max_percent or NONE)
    left = round(metal * (1 - usual / 200), 3)
    return {"weight_in": metal + before.stones_in, "weight_out": left + before.stones_out}


def fail(run: StageRun, jeweller: Jeweller, code: str, **over: Any) -> StageRun:
    """Fail a run in hand."""
    reason = ReasonCode.objects.get(code=code)
    by = jeweller_actor(jeweller)
    return actions.fail_run(run=run, jeweller=jeweller, reason=reason, by=by, **over)


def hand_for(run: StageRun, crew: dict[str, Jeweller]) -> Jeweller:
    """Whoever of the crew may start this run."""
    if run.stage.skill == Skill.SETTER and run.stage.kind == StageKind.INSPECTION:
        return crew["second setter"]
    return crew[run.stage.skill]


def play_to(job: Job, number: int, crew: dict[str, Jeweller]) -> StageRun:
    """Take a job, stage by stage, until stage `number` is ready, and return its run."""
    while (run := now_open(job)).stage.number < number:
        hand = hand_for(run, crew)
        finish(start(run, hand), hand)
    return run


def play_out(job: Job, crew: dict[str, Jeweller]) -> Job:
    """Take a job to its end."""
    run = play_to(job, FINAL, crew)
    hand = hand_for(run, crew)
    finish(start(run, hand), hand)
    job.refresh_from_db()
    return job


def numbers(job: Job, *statuses: str) -> Sequence[int]:
    """The numbers of the job's stages whose latest run has one of these statuses."""
    runs = job.runs.filter(status__in=statuses).order_by("stage__number")
    return list(runs.values_list("stage__number", flat=True))


def grams(text: str) -> Decimal:
    """Return a weight."""
    return Decimal(text)
