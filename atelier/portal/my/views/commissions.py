"""The list of a client's commissions, and the page of one."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.urls import reverse

from atelier import live
from atelier.house.models import House
from atelier.people.actors import actor_of
from atelier.portal.my.access import client_page, house_of, own_commissions, show
from atelier.portal.my.asking import asked_of
from atelier.portal.my.moves import Move, whose_move
from atelier.portal.my.pages import (
    approval_of,
    cancellation_of,
    changes_of,
    commission_with_its_things,
    commissions_with_next_steps,
    delays_of,
    latest_offer,
    next_appointment,
    open_invitation,
    waiting_number,
)
from atelier.portal.my.papers import papers_of
from atelier.portal.my.records import questions_of, records_of
from atelier.portal.my.timeline import whole_way
from atelier.portal.my.titles import title_of
from orders.models import Commission
from orders.policies.cancelling import can_ask
from orders.policies.commissions import can_step
from orders.statuses import CommissionStatus

CLOSED = {CommissionStatus.DECLINED, CommissionStatus.WITHDRAWN, CommissionStatus.CANCELLED}


@client_page
def commissions(request: HttpRequest) -> HttpResponse:
    """Everything the client has asked for, newest first."""
    rows = [_row(each, house_of(request)) for each in commissions_with_next_steps(request)]
    return show(request, "commissions", {"rows": rows})


@client_page
def commission(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One commission: whose move it is, the whole way, and what belongs to it."""
    etag = _etag(request, public_id)
    return show(request, "commission", _shown(request, public_id) | {"etag": etag})


def commission_now(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Answer the page's poll: 304 without a query while nothing changed, else its parts."""
    if live.is_unchanged(request, reader=_reader(request)):
        return HttpResponseNotModified()
    return _now(request, public_id)


@client_page
def _now(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    etag = _etag(request, public_id)
    return live.tagged(show(request, "commission_now", _shown(request, public_id)), etag)


def _etag(request: HttpRequest, public_id: UUID) -> str:
    key = get_object_or_404(own_commissions(request).only("pk"), public_id=public_id).pk
    page = reverse("my:commission_now", args=[public_id])
    return live.tag(f"commission:{key}", page=page, reader=_reader(request))


def _reader(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")


def _shown(request: HttpRequest, public_id: UUID) -> dict[str, Any]:
    found = commission_with_its_things(request, public_id)
    offer, approval = latest_offer(found), approval_of(found)
    return {
        "commission": found,
        "offer": offer,
        "appointment": next_appointment(found),
        "approval": approval,
        "closed": found.status in CLOSED,
        "move": _move(found, house_of(request)),
        "asked": asked_of(found, house_of(request)),
        "steps": whole_way(
            found,
            sent_at=offer.sent_at if offer else None,
            approved_at=approval.at if approval else None,
            consulted_at=found.consulted_at,  # type: ignore[attr-defined]
        ),
        "invitation": open_invitation(found),
        "may_book": found.status not in CLOSED,
        "waiting": waiting_number(found),
        "changes": changes_of(found),
        "delays": delays_of(found),
        "cancellation": cancellation_of(found),
        "may_cancel": can_ask(found, actor_of(request)),
        "papers": papers_of(found),
        "records": records_of(found),
        "questions": questions_of(found),
        "title": title_of(found),
        "may_withdraw": can_step(found, "withdraw", actor_of(request)),
    }


def _row(commission: Commission, house: House) -> dict[str, object]:
    return {
        "commission": commission,
        "title": title_of(commission),
        "piece": commission.pieces.all()[:1],
        "move": _move(commission, house),
    }


def _move(commission: Commission, house: House) -> Move:
    offer, appointment = latest_offer(commission), next_appointment(commission)
    invitation = open_invitation(commission)
    return whose_move(
        commission,
        appointment=appointment.starts_at if appointment else None,
        valid_until=offer.valid_until if offer else None,
        waiting=waiting_number(commission),
        has_drawing=commission.shared_drawing is not None,  # type: ignore[attr-defined]
        asked=asked_of(commission, house),
        choose_until=invitation.expires_at if invitation else None,
    )
