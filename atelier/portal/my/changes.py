"""A change order as its client sees it: never the house's drafts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from atelier.portal.my.access import own_commission
from orders.changes import canonical_change
from orders.documents.change import days_words, range_words
from orders.models import ChangeOrder, ChangeSignature
from orders.statuses import CHANGES
from production.models import Stage


@dataclass(frozen=True)
class ShownChange:
    """A change with its words: the frozen ones once it is signed, else those to be signed."""

    change: ChangeOrder
    words: dict[str, Any]
    signature: ChangeSignature | None
    waits: list[str]

    @property
    def total(self) -> Decimal:
        """The difference in price, with tax."""
        return Decimal(self.words["price"]["total"])

    @property
    def time(self) -> str:
        """How many days later or sooner."""
        return days_words(self.words["timeline"]["days"])

    @property
    def before(self) -> str:
        """The promised range as it was."""
        return range_words(self.words["timeline"]["before"])

    @property
    def after(self) -> str:
        """The promised range as it becomes."""
        return range_words(self.words["timeline"]["after"])

    @property
    def standing(self) -> str:
        """What its state means to the client."""
        return CHANGES.sentences[self.change.status]


def own_change(request: HttpRequest, public_id: UUID, number: int) -> ShownChange:
    """Return one sent change of one of the client's commissions, or a 404."""
    commission = own_commission(request, public_id)
    sent = commission.changes.filter(sent_at__isnull=False).select_related("signature")
    change = get_object_or_404(sent.prefetch_related("lines"), number=number)
    change.commission = commission
    return shown_change(change)


def shown_change(change: ChangeOrder) -> ShownChange:
    """Return a change as its client reads it."""
    signature: ChangeSignature | None = getattr(change, "signature", None)
    words = signature.frozen if signature else canonical_change(change)[0]
    stages = Stage.objects.filter(number__in=words["stages"])
    return ShownChange(change, words, signature, list(stages.values_list("client_name", flat=True)))
