"""Commissions and offers for tests; each call makes something new."""

import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.models import OutgoingMessage
from atelier.materials.models import Alloy, Service
from atelier.materials.models.operations import ServiceKind
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from designs.models import PieceType
from orders.actions.approvals import send_approval_code
from orders.actions.payments import record_payment
from orders.actions.quotes import approve_quote, send_quote, start_quote
from orders.cautions import cautions_of_option
from orders.models import Approval, Commission, Payment, Piece, Quote, QuoteLine, QuoteOption
from orders.models.payments import PaymentMethod
from orders.models.quotes import LineKind
from orders.statuses import CommissionStatus
from orders.totals import option_total


def make_alloy(**over: Any) -> Alloy:
    """18k yellow gold unless told otherwise; the same code gives the same alloy."""
    fields = {
        "code": "18KY",
        "name": "18k yellow gold",
        "colour": "yellow",
        "stamp": "18K, 750",
        "fineness": 750,
        "density": Decimal("15.58"),
    } | over
    alloy, _ = Alloy.objects.get_or_create(code=fields["code"], defaults=fields)
    return alloy


def make_commission(**over: Any) -> Commission:
    """A request that was sent, with one engagement ring."""
    client = over.pop("client", None) or make_client()
    fields = {
        "client": client,
        "status": CommissionStatus.REQUESTED,
        "level": "bespoke",
        "contact_name": client.name,
        "contact_email": client.email,
        "consent_at": timezone.now(),
        "requested_at": timezone.now(),
    } | over
    commission = Commission.objects.create(**fields)
    Piece.objects.create(
        commission=commission,
        piece_type=PieceType.ENGAGEMENT_RING,
        alloy=make_alloy(),
        ring_diameter=Decimal("17.32"),
        ring_size_system="us",
        ring_size_label="7",
    )
    return commission


def make_option(quote: Quote, **over: Any) -> QuoteOption:
    """An option of two lines: 4.2 g of metal at 118.50 and one stone at 3,200.00."""
    position = over.setdefault("position", quote.options.count() + 1)
    fields = {
        "title": f"Option {position}",
        "trade_off": "Wears well, and costs more.",
        "alloy": make_alloy(),
        "stone": "Emerald, 8 × 6 mm",
        "treatment": "Clarity enhanced, minor (F1)",
    } | over
    option = QuoteOption.objects.create(quote=quote, **fields)
    make_line(option, description="18k yellow gold", quantity=Decimal("4.2"), unit="g")
    make_line(
        option, kind=LineKind.STONE, description="Emerald", unit_price=Decimal("3200.00"), unit="ct"
    )
    return option


def make_line(option: QuoteOption, **over: Any) -> QuoteLine:
    """A line of 118.50 a unit that cost the house 77.77."""
    fields = {
        "kind": LineKind.METAL,
        "description": "Metal",
        "unit_price": Decimal("118.50"),
        "unit_cost": Decimal("77.77"),
    } | over
    return QuoteLine.objects.create(option=option, **fields)


def make_draft(commission: Commission | None = None, *, options: int = 2) -> Quote:
    """A draft with options, for a commission in quoting."""
    quote = start_quote(commission=commission or make_commission(), by=staff_actor())
    for _ in range(options):
        make_option(quote)
    return quote


def make_sent_quote(commission: Commission | None = None, *, options: int = 2) -> Quote:
    """A version the client can answer."""
    return send_quote(quote=make_draft(commission, options=options), by=staff_actor())


def mailed_code(option: QuoteOption, *, by: Actor) -> str:
    """Ask for the code that confirms `option`, and read it from the outbox."""
    total = option_total(option).total
    send_approval_code(
        option=option,
        version=option.quote.version,
        total=total,
        signed_name="A Client",
        acknowledged={caution.code for caution in cautions_of_option(option)},
        by=by,
    )
    newest = OutgoingMessage.objects.filter(kind="code.sent").order_by("-created_at")[0]
    return str(newest.secrets["code"])


def approve(option: QuoteOption, **over: Any) -> Approval:
    """Approve an option as its client does, code and all."""
    by = over.pop("by", None) or client_actor(option.quote.commission.client)
    option = QuoteOption.objects.get(pk=option.pk)
    shown: dict[str, Any] = {
        "acknowledged": {caution.code for caution in cautions_of_option(option)},
        "version": option.quote.version,
        "total": option_total(option).total,
        "signed_name": "A Client",
    } | over
    code = shown.pop("code", None) or mailed_code(option, by=by)
    return approve_quote(quote=option.quote, option=option, code=code, by=by, **shown)


def make_approved(commission: Commission | None = None) -> Approval:
    """A commission whose first option was approved."""
    quote = make_sent_quote(commission)
    return approve(quote.options.get(position=1))


def make_payment(commission: Commission, amount: str = "100.00", **over: Any) -> Payment:
    """Money that came in by transfer today, recorded by staff."""
    fields: dict[str, Any] = {
        "method": PaymentMethod.TRANSFER,
        "received_on": House.current().today(),
        "reference": "Transfer 4711",
        "request_id": uuid.uuid4(),
        "by": staff_actor(),
    } | over
    return record_payment(commission=commission, amount=Decimal(amount), **fields)


def make_service(**over: Any) -> Service:
    """Insured shipping at 65.00 that costs 48.00; the same code takes the place of the older."""
    fields = {
        "code": "insured-post",
        "name": "Insured shipping",
        "kind": ServiceKind.SHIPPING,
        "price": Decimal("65.00"),
        "cost": Decimal("48.00"),
    } | over
    Service.objects.filter(code=fields["code"]).delete()
    return Service.objects.create(**fields)
