"""A client's own goods as their page tells of them: who holds each, every hand, what happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from atelier.materials.custody import Thing, noun
from atelier.materials.models import (
    BroughtPiece,
    CustodyMovement,
    Evaluation,
    GoodsPicture,
    Incident,
    Receipt,
    Stone,
)
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.receipt_words import measures_of, title_of
from atelier.materials.wording import report_wording, treatment_wording, weight_wording
from orders.models import Commission


@dataclass(frozen=True)
class Told:
    """Something that happened, in the house's words for the client."""

    at: datetime
    words: str
    is_settled: bool


@dataclass(frozen=True)
class Held:
    """One of the client's own things, in the trade's careful words."""

    thing: Thing
    title: str
    facts: list[tuple[str, str]]
    movements: list[CustodyMovement]
    pictures: list[GoodsPicture]
    told: list[Told]
    judged: Evaluation | None = None

    @property
    def noun(self) -> str:
        """A stone or a piece."""
        return noun(self.thing)

    @property
    def last(self) -> CustodyMovement | None:
        """The hand it is in now."""
        return self.movements[-1] if self.movements else None

    @property
    def is_home(self) -> bool:
        """Whether its owner has it."""
        return self.last is not None and self.last.to_kind == HolderKind.OWNER

    @property
    def is_with_us(self) -> bool:
        """Whether the house itself has it."""
        return self.last is not None and self.last.to_kind == HolderKind.HOUSE


def own_goods(commission: Commission) -> list[Held]:
    """Return the client's stones and pieces of this commission, in as many queries however many.

    Theirs are those promised to it, those that came for it, and those that came for no piece.
    """
    things: list[Thing] = [*_stones(commission), *_pieces(commission)]
    return [_held(each) for each in things]


def own_receipts(commission: Commission) -> QuerySet[Receipt]:
    """Return the client's receipts of this commission and those of no commission."""
    mine = Receipt.objects.filter(client=commission.client_id)
    return mine.filter(Q(commission_id=commission.pk) | Q(commission_id__isnull=True))


def _came_for(commission: Commission) -> Q:
    return Q(receipt_items__receipt__commission_id=commission.pk) | Q(
        receipt_items__isnull=False, receipt_items__receipt__commission_id__isnull=True
    )


def _stones(commission: Commission) -> QuerySet[Stone]:
    promised = Q(promises__commission=commission, promises__released_at__isnull=True)
    mine = Stone.objects.filter(title=Title.CLIENT, owner=commission.client_id)
    found = mine.filter(promised | _came_for(commission)).distinct()
    return found.select_related("variety", "cut").prefetch_related(
        "reports", "evaluations__variety", *_hangs_on_it()
    )


def _pieces(commission: Commission) -> QuerySet[BroughtPiece]:
    mine = BroughtPiece.objects.filter(owner=commission.client_id)
    return mine.filter(_came_for(commission)).distinct().prefetch_related(*_hangs_on_it())


def _hangs_on_it() -> list[Prefetch]:
    pictures = GoodsPicture.objects.select_related("picture")
    return [
        Prefetch("movements", CustodyMovement.objects.order_by("sequence")),
        Prefetch("pictures", pictures.prefetch_related("picture__renditions", "marks")),
        Prefetch("incidents", Incident.objects.select_related("outcome").order_by("at")),
    ]


def _held(thing: Thing) -> Held:
    return Held(
        thing=thing,
        title=title_of(thing),
        facts=[(label, words) for label, words in _facts(thing) if words],
        movements=list(thing.movements.all()),
        pictures=list(thing.pictures.all()),
        told=list(_told(thing)),
        judged=_judged(thing),
    )


def _facts(thing: Thing) -> Iterator[tuple[str, str]]:
    yield "As you told us", thing.as_stated
    if isinstance(thing, BroughtPiece):
        yield "Weight", f"{thing.metal_grams} g, stones in" if thing.metal_grams else ""
        yield "Stamps", thing.stamps
        yield "When it came", thing.existing_damage
        return
    yield "As tested", title_of(thing) if _judged(thing) else ""
    yield "Growth", thing.get_growth_display()
    yield "Treatment", treatment_wording(thing.treatment, thing.filler)
    yield "Weight", weight_wording(thing)
    yield "Measures", measures_of(thing)
    yield "Report", report_wording(thing)


def _judged(thing: Thing) -> Evaluation | None:
    """Return the evaluation that holds, as it was loaded beside the stone."""
    found = list(thing.evaluations.all()) if isinstance(thing, Stone) else []
    return found[0] if found else None


def _told(thing: Thing) -> Iterator[Told]:
    """Yield what a client is told: nothing of an incident nobody has spoken with them about."""
    for incident in thing.incidents.all():
        outcome = getattr(incident, "outcome", None)
        if outcome:
            yield Told(outcome.at, outcome.for_client or outcome.outcome, True)
        elif incident.for_client:
            yield Told(incident.at, incident.for_client, False)
