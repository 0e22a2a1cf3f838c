"""What an advisor reads before speaking with a client, in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When

from atelier.materials.models import Stone
from atelier.materials.models.stones import Title
from atelier.materials.receipt_words import title_of
from atelier.office.forms.goods import things_of
from atelier.people.models import Client
from consultations.models import Appointment, FollowUp, WrittenConsultation
from consultations.statuses import AppointmentStatus, WrittenStatus
from orders.indications import Indication, indicate_pieces
from orders.models import (
    Commission,
    Message,
    OptionStone,
    QuoteOption,
    Revision,
    RevisionFile,
)
from orders.statuses import QuoteStatus, RevisionStatus
from orders.totals import Totals, option_total

MOST_EARLIER = 6
_OFFERED_IN = (
    QuoteStatus.DRAFT,
    QuoteStatus.SENT,
    QuoteStatus.VIEWED,
    QuoteStatus.APPROVED,
)


@dataclass(frozen=True)
class MeantStone:
    """A stone to lay ready: promised to the piece, or offered in options of the quote."""

    stone: Stone
    standing: str

    @property
    def due(self) -> Any:
        """The day a memo stone goes back, else None."""
        is_memo = self.stone.title == Title.MEMO and self.stone.memo is not None
        return self.stone.memo.due if is_memo and self.stone.memo else None


@dataclass(frozen=True)
class Brought:
    """Something of the client's: with us already, or still with them."""

    title: str
    public_id: Any
    holder: str
    is_here: bool


@dataclass(frozen=True)
class Brief:
    """Everything known beforehand; `commission` is None where nothing was asked for yet.

    `without` is the consultation one looks from: it is no earlier one.
    """

    client: Client
    commission: Commission | None
    without: Appointment | WrittenConsultation | None = None

    @cached_property
    def pieces(self) -> list[Any]:
        """The pieces asked for."""
        if self.commission is None:
            return []
        related = ("stone_variety", "cut", "setting", "chain_style")
        metals = ("design__default_alloy__metal", "alloy__metal")
        return list(self.commission.pieces.select_related(*related, *metals))

    @cached_property
    def pictures(self) -> list[Any]:
        """The client's own pictures."""
        if self.commission is None:
            return []
        own = self.commission.pictures.filter(from_client=True)
        return list(own.select_related("picture").prefetch_related("picture__renditions"))

    @cached_property
    def earlier(self) -> list[Appointment]:
        """Consultations that were held with this client, the latest first."""
        held = Appointment.objects.filter(client=self.client, status=AppointmentStatus.DONE)
        if isinstance(self.without, Appointment):
            held = held.exclude(pk=self.without.pk)
        return list(held.select_related("advisor").order_by("-starts_at")[:MOST_EARLIER])

    @cached_property
    def answered(self) -> list[WrittenConsultation]:
        """What was asked and answered in writing, the latest first."""
        done = self.client.written_consultations.filter(status=WrittenStatus.ANSWERED)
        if isinstance(self.without, WrittenConsultation):
            done = done.exclude(pk=self.without.pk)
        return list(done.select_related("advisor").order_by("-answered_at")[:MOST_EARLIER])

    @cached_property
    def unread(self) -> list[Message]:
        """What the client wrote and nobody has read yet."""
        mine = Message.objects.filter(commission__client=self.client, from_client=True)
        return list(mine.filter(read_at__isnull=True).select_related("commission"))

    @cached_property
    def stones(self) -> list[MeantStone]:
        """The stones promised to the piece, then those its options offer."""
        if self.commission is None:
            return []
        standings = self._offered() | self._promised()
        stones = Stone.objects.with_holder().filter(pk__in=standings)
        read = stones.select_related("variety", "cut", "memo__dealer").prefetch_related("reports")
        return [MeantStone(each, standings[each.pk]) for each in read]

    def _promised(self) -> dict[int, str]:
        assert self.commission is not None
        living = self.commission.stones.living().values_list("stone_id", "place")
        return {stone: f"Meant for the piece, {where}" for stone, where in living}

    def _offered(self) -> dict[int, str]:
        offers = OptionStone.objects.filter(
            option__quote__commission=self.commission, option__quote__status__in=_OFFERED_IN
        )
        titles: dict[int, list[str]] = {}
        for stone, title in offers.values_list("stone_id", "option__title"):
            titles.setdefault(stone, []).append(f"“{title}”")
        return {stone: f"Offered in {', '.join(said)}" for stone, said in titles.items()}

    @cached_property
    def goods(self) -> list[Brought]:
        """The client's own things: those in our care first, then those they may bring."""
        found = [(each, True) for each in things_of(self.client, held=True).values()]
        found += [(each, False) for each in things_of(self.client, held=False).values()]
        return [
            Brought(title_of(thing), thing.public_id, str(thing.holder_now), is_here)  # type: ignore[union-attr]
            for thing, is_here in found
        ]

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        """What is still to be done for this client."""
        living = FollowUp.objects.open().filter(client=self.client)
        return list(living.select_related("assignee", "commission"))

    @cached_property
    def drawing(self) -> Revision | None:
        """The approved drawing, else the newest, with its files."""
        if self.commission is None:
            return None
        files = RevisionFile.objects.select_related("picture", "file")
        ready = Prefetch("files", files.prefetch_related("picture__renditions"))
        drawn = self.commission.revisions.order_by(_approved_first(), "-number")
        return drawn.prefetch_related(ready).first()

    @cached_property
    def offered(self) -> list[tuple[QuoteOption, Totals]]:
        """The options of the newest quote that stands or is being written, and what each costs."""
        if self.commission is None:
            return []
        newest = self.commission.quotes.filter(status__in=_OFFERED_IN).order_by("-number")[:1]
        options = QuoteOption.objects.filter(quote__in=newest).select_related("quote")
        return [(each, option_total(each)) for each in options.prefetch_related("lines")]

    @cached_property
    def indicated(self) -> Indication | None:
        """What the wish comes to today, before tax, while nothing is offered yet."""
        if self.commission is None or self.offered:
            return None
        return indicate_pieces(self.pieces, self.commission.level)

    @cached_property
    def others(self) -> QuerySet[Commission]:
        """The client's further commissions."""
        mine = self.client.commissions.exclude(status="draft")
        return mine.exclude(pk=self.commission.pk) if self.commission else mine


def _approved_first() -> Case:
    approved = When(status=RevisionStatus.APPROVED, then=Value(0))
    return Case(approved, default=Value(1), output_field=IntegerField())
