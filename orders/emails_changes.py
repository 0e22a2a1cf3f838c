"""Mails about changes, moved promises and cancellations: through discretion, like every other."""

from datetime import date

from atelier.paper import attachment
from orders.changes import change_total
from orders.documents.settlement import settlement_pdf
from orders.letters import to_client, to_house
from orders.models import Cancellation, ChangeOrder, ChangeSignature, Commission


def tell_sent(change: ChangeOrder) -> None:
    """Tell the client that a change waits for their signature, and what waits with it."""
    to_client(
        change.commission,
        "change.sent",
        subject="A change for you to look at",
        template="mail/change_sent.txt",
        context={"change": change, "totals": change_total(change)},
        dedup_key=f"change.sent:{change.pk}",
        page=f"changes/{change.number}/",
        button="Read the change",
    )


def tell_withdrawn(change: ChangeOrder) -> None:
    """Tell the client that nothing is to be signed any more."""
    to_client(
        change.commission,
        "change.withdrawn",
        subject="We took a change back",
        template="mail/change_withdrawn.txt",
        context={"change": change},
        dedup_key=f"change.withdrawn:{change.pk}",
    )


def tell_signed(signature: ChangeSignature) -> None:
    """Confirm the signed change to the client, and tell the house that the work goes on."""
    change = signature.change
    to_client(
        change.commission,
        "change.signed",
        subject="Thank you: the change is agreed",
        template="mail/change_signed.txt",
        context={"change": change, "signature": signature},
        dedup_key=f"change.signed:{change.pk}",
        page=f"changes/{change.number}/",
        button="See what was agreed",
    )
    to_house(
        change.commission,
        "change.signed",
        subject=f"{change.commission.reference}: change {change.number} signed",
        sentence=f"{signature.signed_name} signed “{change.title}”. The work goes on.",
        dedup_key=f"change.signed:{change.pk}:house",
    )


def tell_declined(change: ChangeOrder) -> None:
    """Tell the house why a change was declined."""
    to_house(
        change.commission,
        "change.declined",
        subject=f"{change.commission.reference}: change {change.number} declined",
        sentence=f"“{change.title}” was declined: {change.decline_reason}",
        dedup_key=f"change.declined:{change.pk}",
    )


def tell_promise_moved(
    commission: Commission, *, before: tuple[date | None, date | None], reason: str
) -> None:
    """Tell the client the new days, why, and whom they can ask."""
    to_client(
        commission,
        "promise.moved",
        subject="New days for your piece",
        template="mail/promise_moved.txt",
        context={"before": before, "reason": reason},
        dedup_key=f"promise.moved:{commission.pk}:{commission.version}",
        button="See where it stands",
    )


def tell_cancelled(cancellation: Cancellation) -> None:
    """Tell the client that the piece is cancelled, with the settlement as a paper."""
    commission = cancellation.commission
    to_client(
        commission,
        "commission.cancelled",
        subject="Your piece is cancelled: the settlement",
        template="mail/commission_cancelled.txt",
        context={"cancellation": cancellation, "owed": -cancellation.refund},
        dedup_key=f"commission.cancelled:{commission.pk}",
        page="cancellation/",
        button="See the settlement",
        attachments=[
            attachment(settlement_pdf(cancellation), f"settlement-{commission.reference}.pdf")
        ],
    )
