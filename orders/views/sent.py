"""The page after a request was sent."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from orders.statuses import CommissionStatus
from orders.views.drafts import own_request


@require_safe
def sent(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Thank the sender, and say what happens next and by when; strangers get a 404."""
    commission = own_request(request, request_id)
    if commission.status == CommissionStatus.DRAFT:
        return redirect("orders:begin")
    return render(request, "orders/request/sent.html", {"commission": commission})
