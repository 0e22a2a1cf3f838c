"""What the design section of a commission shows: one drawing at a time, and how they count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Prefetch
from django.http import HttpRequest

from atelier.journal.actor import Actor
from atelier.materials.models import Alloy
from atelier.materials.weights import with_tolerance
from atelier.office.forms.design import (
    AnswerForm,
    FileForm,
    PinForm,
    PlaceForm,
    RevisionForm,
    StartForm,
)
from atelier.people.actors import actor_of
from orders.models import Commission, Pin, QuoteOption, Revision, RevisionFile
from orders.policies.revisions import can_draw, can_remark, can_start
from orders.revisions import count_of, needs_change_order, with_talk
from orders.statuses import QuoteStatus

Forms = Mapping[str, forms.Form]


@dataclass(frozen=True)
class Weight:
    """A solid in one alloy: net grams, the least and the most it may come to.

    `options` are those of the offer being written that are made of it.
    """

    alloy: Alloy
    grams: Decimal
    least: Decimal
    most: Decimal
    options: list[QuoteOption]


@dataclass(frozen=True)
class ShownPin:
    """A pin with the forms that move it and answer on it."""

    pin: Pin
    place_form: forms.Form
    answer_form: forms.Form


@dataclass(frozen=True)
class ShownFile:
    """A file with its pins, the form for the next one, and what a solid weighs."""

    kept: RevisionFile
    pin_form: forms.Form
    pins: list[ShownPin] = field(default_factory=list)
    weights: list[Weight] = field(default_factory=list)


def read(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    """Return what the section shows; a fixed number of queries whatever it holds."""
    match = request.resolver_match
    wanted = (match.kwargs.get("number") if match else None) or request.GET.get("drawing")
    return drawing_of(commission, wanted, by=actor_of(request))


def drawing_of(
    commission: Commission, wanted: object, *, by: Actor, typed: Forms | None = None
) -> dict[str, Any]:
    """Return the section for one drawing, the newest unless `wanted` names another by number.

    `typed` are forms that were refused, by their place in the page: nothing typed is lost.
    """
    typed = typed or {}
    revisions = list(with_talk(commission.revisions.all()))
    shown = next((each for each in revisions if str(each.number) == str(wanted)), None)
    shown = shown or next(iter(revisions), None)
    if shown:
        shown.commission = commission
    return {
        "revisions": revisions,
        "revision": shown,
        "count": count_of(commission),
        "may_start": can_start(commission, by) and not any(_is_draft(each) for each in revisions),
        "start_form": typed.get("start") or StartForm(),
    } | (_shown(shown, by, typed) if shown else {})


def _shown(revision: Revision, by: Actor, typed: Forms) -> dict[str, Any]:
    files = list(revision.files.all())
    alloys = _alloys(revision.commission) if any(each.volume for each in files) else []
    return {
        "may_draw": can_draw(revision, by),
        "may_answer": can_remark(revision, by, from_client=False),
        "files": [_file(each, alloys, typed) for each in files],
        "revision_form": typed.get("revision") or RevisionForm(initial=_words(revision)),
        "file_form": typed.get("file") or FileForm(),
        "answer_form": typed.get("answer") or AnswerForm(auto_id="answer-%s"),
        "change_order": needs_change_order(revision),
    }


def _file(kept: RevisionFile, alloys: Iterable[Alloy], typed: Forms) -> ShownFile:
    fresh = PinForm(auto_id=f"pin-of-{kept.pk}-%s")
    return ShownFile(
        kept=kept,
        pin_form=typed.get(f"pin-of-{kept.pk}") or fresh,
        pins=[_pin(each, typed) for each in kept.pins.all()],
        weights=[weight for alloy in alloys if (weight := _weight(kept, alloy))],
    )


def _pin(pin: Pin, typed: Forms) -> ShownPin:
    place = PlaceForm(initial={"x": pin.x, "y": pin.y}, auto_id=f"pin-{pin.pk}-%s")
    answer = AnswerForm(initial={"pin": pin.pk}, auto_id=f"answer-{pin.pk}-%s")
    return ShownPin(pin, place, typed.get(f"answer-{pin.pk}") or answer)


def _weight(kept: RevisionFile, alloy: Alloy) -> Weight | None:
    grams = kept.grams_in(alloy)
    if grams is None:
        return None
    least, most = with_tolerance(grams)
    return Weight(alloy, grams, least, most, alloy.drafted)  # type: ignore[attr-defined]


def _alloys(commission: Commission) -> list[Alloy]:
    """Return the alloys on offer, each with the `drafted` options that are made of it."""
    drafted = QuoteOption.objects.filter(
        quote__commission=commission, quote__status=QuoteStatus.DRAFT
    ).select_related("quote")
    options = Prefetch("quoteoption_set", drafted, to_attr="drafted")
    return list(Alloy.objects.filter(is_offered=True, fineness__gt=0).prefetch_related(options))


def _words(revision: Revision) -> dict[str, str]:
    return {"kind": revision.kind, "title": revision.title, "note": revision.note}


def _is_draft(revision: Revision) -> bool:
    return revision.shared_at is None
