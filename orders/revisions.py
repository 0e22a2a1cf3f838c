"""What is asked about the design: which revision is agreed, and how many are still included."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Coalesce

from atelier.house.models import House
from orders.models import Commission, Pin, Remark, Revision, RevisionFile
from orders.statuses import RevisionStatus

# Domain §4: the first design and the revisions the offer includes cost nothing more.
FIRST_DESIGN = 1


@dataclass(frozen=True)
class RevisionTerms:
    """How many revisions are included after the first design, and what a further one costs."""

    included: int
    price: Decimal
    currency: str


@dataclass(frozen=True)
class RevisionCount:
    """The terms, and how many drawings the client has been shown so far."""

    terms: RevisionTerms
    shared: int

    @property
    def used(self) -> int:
        """Revisions after the first design that were shared."""
        return max(0, self.shared - FIRST_DESIGN)

    @property
    def left(self) -> int:
        """Included revisions that are still to come."""
        return max(0, self.terms.included - self.used)

    @property
    def next_is_included(self) -> bool:
        """Tell whether the next one to be shared costs nothing more."""
        return self.shared < FIRST_DESIGN + self.terms.included


def terms_of(commission: Commission) -> RevisionTerms:
    """Return the terms of the newest offer that was sent, else the house's own."""
    sent = commission.quotes.filter(sent_at__isnull=False).order_by("-number").first()
    if sent is not None:
        return RevisionTerms(sent.revisions_included, sent.revision_price, sent.currency)
    house = House.current()
    return RevisionTerms(house.revisions_included, house.revision_price, house.currency)


def count_of(commission: Commission) -> RevisionCount:
    """Return how the commission's revisions count against its terms."""
    shared = commission.revisions.filter(shared_at__isnull=False).count()
    return RevisionCount(terms_of(commission), shared)


def included_left(commission: Commission) -> int:
    """Return how many revisions may still be shared at no further price, the first one apart."""
    return count_of(commission).left


def approved_revision(commission: Commission) -> Revision | None:
    """Return the revision the client approved, unless a newer one was shared since."""
    return with_files(commission.revisions.filter(status=RevisionStatus.APPROVED)).first()


def with_files(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Fetch files, pictures and pins beside the revisions, in a fixed number of queries."""
    return revisions.prefetch_related(
        "files__picture__renditions", "files__file", "files__pins"
    ).select_related("approval")


def with_talk(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Fetch what was said too: on each pin as its `remarks`, on the whole as `on_whole`."""
    said = Remark.objects.select_related("author")
    whole = Prefetch("remarks", said.filter(pin__isnull=True), to_attr="on_whole")
    return with_files(revisions).prefetch_related(Prefetch("files__pins__remarks", said), whole)


def unanswered() -> QuerySet[Remark]:
    """Return the clients' remarks to which the house has said nothing since, in the same place.

    What was said about a drawing that was replaced is answered by the newer one.
    """
    said = Remark.objects.annotate(place=Coalesce("pin_id", 0))
    answers = said.filter(
        revision=OuterRef("revision"),
        place=OuterRef("place"),
        from_client=False,
        pk__gt=OuterRef("pk"),
    )
    return said.filter(
        ~Exists(answers),
        from_client=True,
        revision__status__in=[RevisionStatus.SHARED, RevisionStatus.APPROVED],
    )


def needs_change_order(revision: Revision) -> bool:
    """Tell whether an offer was approved before this revision was shown.

    Approving the revision then changes nothing that was agreed: a change order does.
    """
    approval = getattr(revision.commission, "approval", None)
    return bool(approval and revision.shared_at and revision.shared_at > approval.at)


def frozen_revision(revision: Revision) -> dict[str, Any]:
    """Return what a yes to this revision binds both sides to, fit for canonical JSON."""
    return {
        "id": str(revision.public_id),
        "number": revision.number,
        "kind": revision.kind,
        "title": revision.title,
        "note": revision.note,
        "files": [_file(each) for each in revision.files.all()],
    }


def _file(kept: RevisionFile) -> dict[str, Any]:
    held = kept.picture or kept.file
    assert held is not None  # By constraint it is one of the two.
    return {
        "kind": kept.file.kind if kept.file else "picture",
        "name": held.original_name,
        "caption": kept.caption,
        "sha256": held.sha256,
        "pins": [_pin(each) for each in kept.pins.all()],
    }


def _pin(pin: Pin) -> dict[str, Any]:
    return {
        "number": pin.number,
        "x": str(pin.x),
        "y": str(pin.y),
        "kind": pin.kind,
        "text": pin.text,
    }
