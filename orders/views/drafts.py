"""Which requests belong to this visitor: their public ids are kept in the visitor's session."""

import uuid

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from orders.models import Commission
from orders.models.commissions import CommissionQuerySet
from orders.statuses import CommissionStatus

_SESSION_KEY = "requests"


def remember(request: HttpRequest, commission: Commission) -> None:
    """Let this visitor's session open `commission` from now on."""
    known = request.session.get(_SESSION_KEY, [])
    request.session[_SESSION_KEY] = [str(commission.public_id), *known][:20]


def own_requests(request: HttpRequest) -> CommissionQuerySet:
    """Return what this visitor began or sent in this session; every look-up starts here."""
    return Commission.objects.filter(public_id__in=request.session.get(_SESSION_KEY, []))


def own_request(request: HttpRequest, request_id: uuid.UUID) -> Commission:
    """Return one of this visitor's requests. Raises `Http404` for anybody else's."""
    return get_object_or_404(own_requests(request), public_id=request_id)


def open_draft(request: HttpRequest) -> Commission | None:
    """Return the request this visitor is in the middle of, if there is one."""
    drafts = own_requests(request).filter(status=CommissionStatus.DRAFT)
    return drafts.order_by("-created_at").first()
