"""Goods at an appointment: what changed hands there, and what may yet."""

from typing import Any

from django import template
from django.template import Context

from atelier.materials.models import Evaluation, Intake, Receipt, Stone
from atelier.materials.policies import can_evaluate
from atelier.materials.receipt_words import title_of
from atelier.people.actors import actor_of
from consultations.models import Appointment
from consultations.policies.goods import AT_TABLE
from consultations.statuses import AppointmentStatus

register = template.Library()


@register.inclusion_tag("office/parts/appointment_receipts.html", takes_context=True)
def goods_at(context: Context, appointment: Appointment) -> dict[str, Any]:
    """Show the receipts of an appointment, what came with them, and the ways to add one."""
    receipts = Receipt.objects.filter(appointment__appointment=appointment)
    things = receipts.prefetch_related("items__stone__variety", "items__stone__cut")
    found = list(things.prefetch_related("items__brought_piece"))
    judged = _judged([item.stone_id for each in found for item in each.items.all()])
    may = context["request"].user.has_perm
    at_table = appointment.status in AT_TABLE and may("materials.add_receipt")
    return {
        "appointment": appointment,
        "begun": Intake.objects.unsigned().filter(appointment_id=appointment.pk).first(),
        "receipts": [(each, _lines(each, judged)) for each in found],
        "is_booked": appointment.status == AppointmentStatus.BOOKED,
        "may_receive": at_table,
        "may_hand_back": at_table and _held(appointment),
        "may_evaluate": bool(found) and can_evaluate(actor_of(context["request"])),
    }


def _judged(stones: list[int | None]) -> dict[int, Evaluation]:
    keys = [key for key in stones if key]
    if not keys:
        return {}
    rows = Evaluation.objects.filter(stone__in=keys)
    return {each.stone_id: each for each in rows.order_by("number")}


def _lines(receipt: Receipt, judged: dict[int, Evaluation]) -> list[dict[str, Any]]:
    return [
        {
            "thing": item.thing,
            "title": title_of(item.thing),
            "is_stone": item.stone_id is not None,
            "judged": judged.get(item.stone_id or 0),
        }
        for item in receipt.items.all()
    ]


def _held(appointment: Appointment) -> bool:
    client = appointment.client
    stones = Stone.objects.held_for_clients().filter(owner=client)
    return stones.exists() or client.brought_pieces.all().held_for_clients().exists()
