"""What each process of a crowd does: one wish for one slot."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from atelier.journal.refusals import Conflict
from atelier.people.actors import user_actor
from atelier.people.models import Channel, Client, User
from consultations.actions.booking import book
from consultations.actions.holds import confirm_hold, hold_slot
from consultations.actions.moving import move
from consultations.availability import Slot
from consultations.models import Appointment, Hold, Room
from consultations.tests.factories import STAFF, make_slot

Errand = dict[str, Any]


def act(errand: Errand) -> dict[str, Any]:
    """Do it, and return how it ended: done, or kindly refused with so many other times."""
    try:
        _ACTS[errand["act"]](errand)
    except Conflict as refused:
        free = cast(list[datetime], refused.details.get("free", []))
        return {"outcome": "kind", "words": str(refused), "free": len(free)}
    return {"outcome": "done", "words": errand["act"]}


def _book(errand: Errand) -> None:
    slot = _slot(errand)
    book(
        client=_client(errand),
        advisor=slot.advisor,
        room=slot.room,
        channel=Channel.IN_PERSON,
        starts_at=slot.starts_at,
        companions=list(User.objects.filter(pk__in=errand["companions"])),
        by=STAFF,
    )


def _hold(errand: Errand) -> Hold:
    client, slot = _client(errand), _slot(errand)
    by = user_actor(client.account)
    return hold_slot(client=client, slot=slot, channel=Channel.IN_PERSON, by=by)


def _hold_and_confirm(errand: Errand) -> None:
    _confirm(errand | {"hold": _hold(errand).public_id})


def _confirm(errand: Errand) -> None:
    client = _client(errand)
    confirm_hold(hold_public_id=errand["hold"], client=client, by=user_actor(client.account))


def _move(errand: Errand) -> None:
    slot = _slot(errand)
    move(
        appointment=Appointment.objects.get(pk=errand["appointment"]),
        starts_at=slot.starts_at,
        advisor=slot.advisor,
        room=slot.room,
        by=STAFF,
    )


_ACTS: dict[str, Callable[[Errand], object]] = {
    "book": _book,
    "hold": _hold,
    "hold and confirm": _hold_and_confirm,
    "confirm": _confirm,
    "move": _move,
}


def _client(errand: Errand) -> Client:
    return Client.objects.select_related("user").get(pk=errand["client"])


def _slot(errand: Errand) -> Slot:
    return make_slot(
        User.objects.select_related("staff").get(pk=errand["advisor"]),
        datetime.fromisoformat(errand["starts_at"]),
        minutes=60,
        room=Room.objects.get(pk=errand["room"]),
    )
