"""Which of the times proposed to a client are still to be had."""

from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet
from django.utils import timezone

from atelier.people.models import Channel
from consultations.availability import buffer_of, busy_span
from consultations.models import BusyTime, Invitation, Room


def free_starts(invitation: Invitation) -> list[datetime]:
    """Return the proposed times that lie ahead and are not taken, in order.

    What the client holds themselves is free to them: choosing another time lets it go.
    """
    now, spans = timezone.now(), _spans(invitation)
    taken, rooms = _taken(invitation, spans), _rooms(invitation)
    return [
        start
        for start, span in zip(invitation.starts, spans, strict=True)
        if start > now and _is_free(span, taken, rooms)
    ]


def free_room(invitation: Invitation, starts_at: datetime) -> Room | None:
    """Return the room of a proposed time in person, the first free one unless it was chosen."""
    if invitation.channel != Channel.IN_PERSON or invitation.room:
        return invitation.room
    span = _spans(invitation)[invitation.starts.index(starts_at)]
    taken = _standing(invitation).filter(span__overlap=span, room__isnull=False)
    return _in_use().exclude(pk__in=taken.values("room")).first()


def _spans(invitation: Invitation) -> list[DateTimeTZRange]:
    buffer, length = buffer_of(invitation.advisor), timedelta(minutes=invitation.minutes)
    return [busy_span(start, start + length, buffer) for start in invitation.starts]


def _taken(invitation: Invitation, spans: list[DateTimeTZRange]) -> list[BusyTime]:
    """Read everything taken that could stand in the way, in one query."""
    whole = DateTimeTZRange(spans[0].lower, spans[-1].upper)
    who = Q(advisor=invitation.advisor_id) | Q(room__isnull=False)
    return list(_standing(invitation).filter(who, span__overlap=whole))


def _rooms(invitation: Invitation) -> set[int] | None:
    """Return the rooms it may be held in; None where it needs none."""
    if invitation.channel != Channel.IN_PERSON:
        return None
    if invitation.room_id:
        return {invitation.room_id}
    return set(_in_use().values_list("pk", flat=True))


def _is_free(span: DateTimeTZRange, taken: list[BusyTime], rooms: set[int] | None) -> bool:
    busy = [each for each in taken if each.span.lower < span.upper and span.lower < each.span.upper]
    if any(each.advisor_id for each in busy):
        return False
    return rooms is None or bool(rooms - {each.room_id for each in busy})


def _standing(invitation: Invitation) -> QuerySet[BusyTime]:
    living = Q(hold__expires_at__gt=timezone.now()) & ~Q(hold__client=invitation.client_id)
    return BusyTime.objects.filter(Q(hold=None) | living)


def _in_use() -> QuerySet[Room]:
    return Room.objects.filter(is_active=True, place__is_active=True)
