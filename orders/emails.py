"""The mails of a request: to the client in both forms, to the house as a line and a link."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.template.loader import render_to_string

from atelier.house.models import House
from atelier.journal import outbox
from atelier.people.links import make_link
from orders import letters
from orders.decisions import Decision
from orders.discretion import sender_of, subject_of
from orders.models import Commission
from orders.summary import lines_of

VIEW_DAYS = 60
RESUME_DAYS = 30


def tell_received(commission: Commission) -> None:
    """Thank the client for a request that was just sent, with a link to look at it."""
    token = make_link(purpose="view_commission", subject_id=commission.pk, days=VIEW_DAYS)
    _post(
        commission,
        "commission.received",
        template="orders/mail/received",
        subject=f"We have your request {commission.reference}",
        to=commission.contact_email,
        link=f"{settings.SITE_URL}/request/look/{token}/",
        dedup_key=f"commission.received:{commission.pk}",
    )


def tell_resume(commission: Commission, *, to: str, number: int) -> None:
    """Send the link with which a draft is gone on with; `number` counts the draft's links."""
    token = make_link(purpose="resume_request", subject_id=commission.pk, days=RESUME_DAYS)
    _post(
        commission,
        "request.resume",
        template="orders/mail/resume",
        subject="Your request is saved",
        to=to,
        link=f"{settings.SITE_URL}/request/resume/{token}/",
        dedup_key=f"request.resume:{commission.pk}:{number}",
    )


def tell_house(commission: Commission, *, decisions: Sequence[Decision]) -> None:
    """Tell the house that a request came in, and what in it asks for a decision."""
    decide = "".join(f" Please decide: {decision.to_house}" for decision in decisions)
    letters.to_house(
        commission,
        "commission.requested",
        subject=f"{commission.reference}: a new request",
        sentence=f"{commission.contact_name} sent a {commission.get_level_display()} request."
        f"{decide} A reply is promised within one working day.",
        dedup_key=f"commission.requested:{commission.pk}:house",
    )


def _post(
    commission: Commission,
    kind: str,
    *,
    template: str,
    subject: str,
    to: str,
    link: str,
    dedup_key: str,
) -> None:
    context = _context(commission)
    outbox.post(
        kind,
        to=to,
        subject=subject_of(commission, subject),
        text=render_to_string(f"{template}.txt", context),
        html=render_to_string(f"{template}.html", context),
        secrets={"link": link},
        dedup_key=dedup_key,
        commission_id=commission.pk,
        sender_name=sender_of(commission),
    )


def _context(commission: Commission) -> Mapping[str, object]:
    house = House.current()
    return {
        "commission": commission,
        "house": house,
        "sender": sender_of(commission),
        "lines": lines_of(commission, currency=house.currency),
    }
