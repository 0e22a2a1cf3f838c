"""Times proposed to one client: sent, withdrawn, chosen, expired."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, Refusal, WrongState
from atelier.people.models import Channel, Client, User
from consultations import invitation_letters, policies
from consultations.actions.holds import hold_slot
from consultations.availability import Slot, buffer_of, busy_span, length_of
from consultations.invitations import free_room, free_starts
from consultations.models import Hold, Invitation, Room, Topic
from consultations.statuses import INVITATIONS, InvitationStatus
from consultations.sweeps import each_alone
from consultations.times import said_briefly, zone_of_advisor
from orders.models import Commission

MOST_TIMES = 12


def invite(
    *,
    client: Client,
    advisor: User,
    channel: str,
    starts: Sequence[datetime],
    by: Actor,
    minutes: int | None = None,
    room: Room | None = None,
    commission: Commission | None = None,
    topic: Topic | None = None,
    subject: str = "",
    to_prepare: str = "",
    words: str = "",
    expires_at: datetime | None = None,
) -> Invitation:
    """Propose times to `client` and mail them; nothing is held until one is chosen.

    The times may lie outside the hours, the notice and the cap; they must be free. Without
    `expires_at` it stands until the last of them begins. The same open proposal is not sent
    twice. Raises `Refusal` for times that cannot be offered, `Conflict` for taken ones.
    """
    policies.check_keeps_diary(by)
    policies.check_reads_mail(client)
    policies.check_advises(advisor)
    policies.check_channel(channel)
    policies.check_commission(commission, client)
    times = _in_order(starts)
    wish = Invitation(
        client=client,
        commission=commission,
        advisor=advisor,
        channel=channel,
        room=room if channel == Channel.IN_PERSON else None,
        topic=topic,
        subject=subject.strip(),
        to_prepare=to_prepare.strip(),
        words=words.strip(),
        minutes=minutes or length_of(channel, topic),
        starts=times,
        expires_at=min(expires_at or times[-1], times[-1]),
    )
    _check_free(wish)
    return _already_sent(wish) or _send(wish, by)


def withdraw_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """Take proposed times back, also one the client was just confirming, and tell the client.

    Withdrawing again changes nothing. Raises `WrongState` once one was booked or all are past.
    """
    policies.check_keeps_diary(by)
    with transaction.atomic():
        _let_go(invitation)
        now = _lock(invitation)
        if now.status == InvitationStatus.WITHDRAWN:
            return now
        _close(now, "withdraw")
        _tell("invitation.withdrawn", now, by)
        invitation_letters.tell_withdrawn(now)
    return now


def choose_invited(
    *, invitation: Invitation, starts_at: datetime, client: Client, by: Actor
) -> Hold:
    """Hold one of the proposed times while the client confirms it.

    Raises `WrongState` when the proposal is closed, `Refusal` for a time that was not proposed,
    `Conflict`, with those still free, for one that was taken meanwhile.
    """
    policies.check_acts_for(client, by)
    if invitation.client_id != client.pk or starts_at not in invitation.starts:
        raise Refusal("This time was not offered. Please choose one of those on the page.")
    _check_answerable(invitation)
    slot = _slot(invitation, starts_at)
    return hold_slot(
        client=client,
        slot=slot,
        channel=invitation.channel,
        by=by,
        topic=invitation.topic,
        commission=invitation.commission,
        by_house=True,
    )


def expire_invitations() -> int:
    """Close proposals whose times are past, tell their advisors, and say how many."""
    ended = Invitation.objects.open().filter(expires_at__lte=timezone.now())
    return each_alone(_expire, ended.values_list("pk", flat=True))


def _slot(invitation: Invitation, starts_at: datetime) -> Slot:
    """Return one proposed time as the diary keeps it. Raises `Conflict` when it is taken."""
    free = free_starts(invitation)
    if starts_at not in free:
        raise Conflict("This time has been taken meanwhile. Please choose another.", free=free)
    ends_at = starts_at + timedelta(minutes=invitation.minutes)
    busy = busy_span(starts_at, ends_at, buffer_of(invitation.advisor))
    room = free_room(invitation, starts_at)
    return Slot(starts_at, ends_at, busy, invitation.advisor, room)


def _in_order(starts: Sequence[datetime]) -> list[datetime]:
    times = sorted(set(starts))
    if not times:
        raise Refusal("Please choose at least one time.")
    if len(times) > MOST_TIMES:
        raise Refusal(f"Please offer {MOST_TIMES} times at the most.")
    policies.check_in_future(times[0])
    return times


def _check_free(wish: Invitation) -> None:
    free = set(free_starts(wish))
    if taken := [start for start in wish.starts if start not in free]:
        zone = zone_of_advisor(wish.advisor)
        times = ", ".join(said_briefly(start, zone) for start in taken)
        raise Conflict(f"No longer free: {times}. Please choose other times.", taken=taken)


def _already_sent(wish: Invitation) -> Invitation | None:
    alike = Invitation.objects.open().filter(
        client=wish.client,
        advisor=wish.advisor,
        channel=wish.channel,
        commission=wish.commission,
        minutes=wish.minutes,
        starts=wish.starts,
    )
    return alike.first()


@transaction.atomic
def _send(wish: Invitation, by: Actor) -> Invitation:
    wish.save(force_insert=True)
    _tell("invitation.sent", wish, by, times=len(wish.starts))
    invitation_letters.tell_invited(wish)
    return wish


def _check_answerable(invitation: Invitation) -> None:
    if invitation.expires_at <= timezone.now():
        raise WrongState("These times have passed. Write to us and we will find others.")
    # Only what is open can be booked; the machine's own words say why not.
    INVITATIONS.after("book", invitation.status)


def _let_go(invitation: Invitation) -> None:
    """Free what the client holds of it, before the proposal: so a confirmation locks them."""
    held = Hold.objects.filter(client=invitation.client_id, advisor=invitation.advisor_id)
    held.filter(by_house=True, offer=None, starts_at__in=invitation.starts).delete()


@transaction.atomic
def _expire(pk: int) -> bool:
    ended = Invitation.objects.open().select_related("client", "advisor__staff")
    mine = ended.select_for_update(of=("self",), no_key=True, skip_locked=True)
    now = mine.filter(pk=pk, expires_at__lte=timezone.now()).first()
    if now is None:
        return False
    _close(now, "expire")
    _tell("invitation.expired", now, Actor.system())
    invitation_letters.tell_expired(now)
    return True


def _lock(invitation: Invitation) -> Invitation:
    people = Invitation.objects.select_related("client__user", "commission", "advisor__staff")
    return people.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk)


def _close(invitation: Invitation, event: str) -> None:
    invitation.status = INVITATIONS.after(event, invitation.status)
    invitation.save(update_fields=["status"])


def _tell(kind: str, invitation: Invitation, by: Actor, **data: object) -> None:
    record(
        kind,
        invitation,
        by=by,
        commission_id=invitation.commission_id,
        client=str(invitation.client),
        **data,
    )
