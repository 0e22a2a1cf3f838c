"""What falls due: drawn up from the agreed schedule, and asked for when its moment comes."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders import emails_payments
from orders.locks import locked_commission
from orders.models import Approval, ChangeOrder, Commission, Instalment
from orders.models.quotes import InstalmentWhen
from orders.schedules import amounts, moments_up_to


@transaction.atomic
def draw_up_instalments(*, approval: Approval, by: Actor) -> list[Instalment]:
    """Write down what falls due of an approved total, ask for the first part, and return all.

    Reads the schedule as it was frozen. Belongs inside the approval; done twice, the second call
    returns what is there.
    """
    commission = locked_commission(approval.commission_id)
    if not commission.instalments.exists():
        Instalment.objects.bulk_create(_instalments(approval))
        fall_due(commission=commission, when=InstalmentWhen.APPROVAL, by=by)
    return list(commission.instalments.all())


@transaction.atomic
def fall_due(*, commission: Commission, when: str, by: Actor) -> list[Instalment]:
    """Ask for everything up to the moment `when` that was not asked for yet, and return it.

    Due on the house's `payment_days` from today; the client is told of what is not paid already.
    Whoever calls says that the moment has come; a moment that comes again asks nothing twice.
    """
    come = commission.instalments.filter(
        when__in=moments_up_to(when), due_on__isnull=True, withdrawn_at__isnull=True
    )
    fallen = list(come.select_for_update(of=("self",), no_key=True).order_by("position"))
    if fallen:
        _date(fallen)
        _tell(commission, fallen, by)
    return fallen


def owe_change(*, change: ChangeOrder, total: Decimal, by: Actor) -> Instalment | None:
    """Add the price of a signed change, with tax, to what falls due; nothing for a price of zero.

    It falls due with the hand-over, so that nobody pays for a change before the piece is theirs to
    take; where the agreed plan asks for everything earlier, at once. A credit has no day: it comes
    off what is asked last. Belongs inside the transaction of the signature.
    """
    if not total:
        return None
    commission = change.commission
    last = commission.instalments.aggregate(last=Max("position"))["last"] or 0
    instalment = Instalment.objects.create(
        commission=commission,
        position=last + 1,
        when=_when_of_changes(commission),
        amount=total,
        currency=change.currency,
        change=change,
    )
    if total > 0 and _has_come(instalment):
        fall_due(commission=commission, when=instalment.when, by=by)
    return instalment


def _when_of_changes(commission: Commission) -> str:
    moments = {part["when"] for part in commission.approval.frozen["price"]["schedule"]}
    at_the_end = InstalmentWhen.HAND_OVER in moments
    return InstalmentWhen.HAND_OVER if at_the_end else InstalmentWhen.APPROVAL


def _has_come(instalment: Instalment) -> bool:
    asked = instalment.commission.instalments.filter(when=instalment.when, due_on__isnull=False)
    return instalment.when == InstalmentWhen.APPROVAL or asked.exists()


def _instalments(approval: Approval) -> list[Instalment]:
    price = approval.frozen["price"]
    parts = price["schedule"]
    return [
        Instalment(
            commission_id=approval.commission_id,
            position=position,
            when=part["when"],
            amount=amount,
            currency=price["currency"],
        )
        for position, (part, amount) in enumerate(
            zip(parts, amounts(approval.total, parts), strict=True), start=1
        )
        # Of a few cents in many parts one may come to nothing.
        if amount
    ]


def _date(fallen: list[Instalment]) -> None:
    house = House.current()
    day = house.today() + timedelta(days=house.payment_days)
    for instalment in fallen:
        instalment.due_on = day
    Instalment.objects.bulk_update(fallen, ["due_on"])


def _tell(commission: Commission, fallen: list[Instalment], by: Actor) -> None:
    for instalment in fallen:
        record(
            "instalment.due",
            instalment,
            by=by,
            commission_id=commission.pk,
            part=instalment.get_when_display().lower(),
            amount=str(instalment.amount),
            day=f"{instalment.due_on:%-d %B %Y}",
        )
    emails_payments.tell_due(commission, fallen)
