"""Mails about drawings: to the client through discretion, to the house with a link."""

from datetime import datetime, timedelta

from django.utils import timezone

from orders.letters import to_client, to_house
from orders.models import Remark, Revision, RevisionApproval
from orders.revisions import RevisionTerms, needs_change_order

QUIET = timedelta(minutes=30)


def tell_shared(revision: Revision, terms: RevisionTerms) -> None:
    """Tell the client that a drawing waits, what changed, and what it costs if not included."""
    to_client(
        revision.commission,
        "revision.shared",
        subject="A new drawing of your piece",
        template="mail/revision_shared.txt",
        context={"revision": revision, "terms": terms},
        dedup_key=f"revision.shared:{revision.pk}",
        page=f"design/{revision.number}/",
        button="Look at it",
    )


def tell_remarks(remark: Remark) -> None:
    """Tell the other side that something was said: one mail for all of a running half hour."""
    revision, until = remark.revision, _end_of_half_hour(timezone.now())
    side = "house" if remark.from_client else "client"
    key = f"remarks:{revision.pk}:{side}:{until:%Y%m%d%H%M}"
    if remark.from_client:
        to_house(
            revision.commission,
            "remark.written",
            subject=f"{revision.commission.reference}: remarks on drawing {revision.number}",
            sentence=f"{revision.commission.client} has said something about the drawing.",
            dedup_key=key,
            section="design",
            due_at=until,
        )
        return
    to_client(
        revision.commission,
        "remark.written",
        subject="An answer about your drawing",
        template="mail/revision_remarks.txt",
        context={"revision": revision, "author": remark.author},
        dedup_key=key,
        page=f"design/{revision.number}/",
        button="Read it",
        due_at=until,
    )


def tell_approved(approval: RevisionApproval) -> None:
    """Confirm the approved drawing to the client, and tell the house what it may ask for."""
    revision = approval.revision
    changes = needs_change_order(revision)
    to_client(
        revision.commission,
        "revision.approved",
        subject="Thank you: your drawing is approved",
        template="mail/revision_approved.txt",
        context={"revision": revision, "approval": approval, "needs_change_order": changes},
        dedup_key=f"revision.approved:{revision.pk}",
        page=f"design/{revision.number}/",
        button="Look at it again",
    )
    to_house(
        revision.commission,
        "revision.approved",
        subject=f"{revision.commission.reference}: drawing {revision.number} approved",
        sentence=f"{approval.signed_name} approved drawing {revision.number}."
        + (f" {CHANGE_ORDER}" if changes else ""),
        dedup_key=f"revision.approved:{revision.pk}:house",
        section="design",
    )


CHANGE_ORDER = (
    "The offer was approved before it. If the drawing changes what was agreed, write a change"
    " order: until it is signed, the agreement stays as it is."
)


def _end_of_half_hour(now: datetime) -> datetime:
    begun = now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0)
    return begun + QUIET
