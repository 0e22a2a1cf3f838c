"""What a raw casting should weigh, as it was agreed, beside what the scales said."""

from decimal import Decimal

from atelier.people.skills import Skill
from orders.models.quotes import LineKind
from production.models import Job, Weighing


def agreed_grams(job: Job) -> Decimal | None:
    """Return the grams of metal that were agreed, before anything is filed away; None if unsaid."""
    lines = job.approval.frozen.get("price", {}).get("lines", ())
    metal = [line for line in lines if line["kind"] == LineKind.METAL and line["unit"] == "g"]
    return sum((Decimal(line["quantity"]) for line in metal), Decimal(0)) or None


def last_weighing(job: Job) -> Weighing | None:
    """Return what the piece weighed when it was last on the scales."""
    lines = job.weighings.standing().select_related("run__stage")
    return lines.order_by("-id").first()


def casting_words(job: Job) -> str:
    """Say what a piece that is judged as it was cast weighs beside what was agreed, else "".

    Source: the trade's casting inspection, which asks for the weight within a few per cent.
    """
    last = last_weighing(job)
    if last is None or last.run.stage.skill != Skill.CASTER:
        return ""
    weighs = f"{last.metal_out:.2f} g"
    agreed = agreed_grams(job)
    return f"{weighs} cast, {_beside(last.metal_out, agreed)}" if agreed else f"{weighs} cast"


def _beside(grams: Decimal, agreed: Decimal) -> str:
    off = (grams - agreed) / agreed * 100
    side = "over" if off > 0 else "under"
    return f"{abs(off):.1f} % {side} {agreed:.2f} g agreed"
