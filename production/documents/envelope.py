"""The job's envelope: it travels with the piece, and its QR code opens the piece at the bench.

What stands on it is the trade's own (domain §5): code, drawing, metal and lot, size, stones with
their places, risks, due day, and a line for weights and initials at each stage.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from atelier.paper import house_block, qr_code, still, typeset
from orders.documents.drawings import drawings_of
from production.cards import Card, PieceFacts, StoneFacts, card_of
from production.models import Job, JobStage, StageRun
from production.statuses import FULFILLED_RUNS, RunStatus

_HERE = Path(__file__).parent


class Format(models.TextChoices):
    """What the printer holds."""

    A5 = "a5", "A5 sheet"
    LABEL = "label", "Label, 100 × 62 mm"


def envelope_pdf(job: Job, paper: Format) -> bytes:
    """Return the envelope as PDF: an A5 sheet with its stages, or a label of 100 × 62 mm."""
    card = card_of(job)
    picture = _picture(job, card)
    pictures = {"qr.svg": qr_code(bench_address(job))}
    if picture:
        pictures[picture[0]] = picture[1]
    shown = picture[0] if picture else ""
    template = _HERE / ("label.typ" if paper == Format.LABEL else "envelope.typ")
    return typeset(template, words_of(job, card) | {"picture": shown}, pictures=pictures)


def bench_address(job: Job) -> str:
    """Return the plain address the QR code says: any camera opens the piece with it."""
    return f"{settings.SITE_URL}{reverse('bench:job', args=[job.envelope])}"


def words_of(job: Job, card: Card) -> dict[str, Any]:
    """Return every word of the envelope, as its templates read them."""
    return {
        "house": house_block(),
        "date": job.opened_at,
        "code": f"{job.envelope[:4]} {job.envelope[4:]}",
        "reference": job.commission.reference,
        "title": card.title,
        "due": f"{job.due:%A %-d %B %Y}",
        "due_briefly": f"{job.due:%-d %b %Y}",
        "metal": ", stamped ".join(filter(None, [card.metal, card.stamp])),
        "sizes": [_size(each, among=card.pieces) for each in card.pieces if each.size],
        "facts": [*_facts(card.pieces), ("Lot", _lots(job)), ("Mind", job.note)],
        "stones": [_stone(number, each) for number, each in enumerate(card.stones, start=1)],
        "stages": [_stage(each) for each in _stages(job)],
    }


def _size(piece: PieceFacts, among: list[PieceFacts]) -> str:
    whose = f"{piece.name}: " if len(among) > 1 else ""
    return f"{whose}{piece.size}, {piece.as_given}" if piece.as_given else whose + piece.size


def _facts(pieces: list[PieceFacts]) -> list[tuple[str, str]]:
    many = len(pieces) > 1
    return [
        (f"{piece.name}, {name.lower()}" if many else name, value)
        for piece in pieces
        for name, value in piece.facts
    ]


def _lots(job: Job) -> str:
    named = job.lots.select_related("lot__supplier")
    return ", ".join(f"{each.lot.number} of {each.lot.supplier}" for each in named)


def _stone(number: int, stone: StoneFacts) -> dict[str, Any]:
    return {
        "number": str(number),
        "name": stone.name,
        "known_by": ". ".join(filter(None, [stone.measures, stone.identity])),
        "care": stone.care,
        "delicate": stone.delicate,
        "warnings": stone.warnings,
    }


def _stages(job: Job) -> Iterable[JobStage]:
    done = StageRun.objects.filter(status__in=FULFILLED_RUNS).select_related("jeweller")
    return job.stages.prefetch_related(Prefetch("runs", done.order_by("id"), to_attr="fulfilled"))


def _stage(stage: Any) -> dict[str, str]:
    """Return a stage's line; what was done before the sheet was printed stands on it."""
    run: StageRun | None = stage.fulfilled[-1] if stage.fulfilled else None
    return {
        "name": f"{stage.number} {stage.name}",
        "in": str(run.weight_in or "") if run else "",
        "out": str(run.weight_out or "") if run else "",
        "who": _who(run) if run else "",
        "day": _day(run) if run else "",
        "weighs": "yes" if stage.weighs else "",
    }


def _who(run: StageRun) -> str:
    if run.status == RunStatus.SKIPPED:
        return "left out"
    return run.jeweller.initials if run.jeweller else ""


def _day(run: StageRun) -> str:
    return f"{timezone.localtime(run.ended_at):%-d %b}" if run.ended_at else ""


def _picture(job: Job, card: Card) -> tuple[str, bytes] | None:
    """Return the drawing the client approved, else the design's picture."""
    if drawn := drawings_of(job.commission)[:1]:
        return drawn[0].name, drawn[0].content
    made = card.design.picture_for(card.alloy) if card.design else None
    content = still(f"designs/{made.name}-{made.widths[-1]}.webp") if made else None
    return ("picture.jpg", content) if content else None
