"""A client's place on the waiting list: taken, given up, passed."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict
from atelier.people.models import Client, User
from consultations import policies, waiting_letters
from consultations.actions.places import close_open_offer, lock_entry, lock_offered_hold, tell
from consultations.models import Topic, WaitingListEntry
from consultations.policies.waiting import check_days, check_is_taken
from consultations.statuses import WAITING_LIST, SlotOfferStatus, WaitingStatus
from consultations.sweeps import each_alone
from consultations.times import zone_of_client
from consultations.waiting import fitting_times
from orders.models import Commission


class TimeIsFree(Conflict):
    """There is no need to wait: `details["free"]` are times that fit already, in order."""

    code = "time-is-free"


def join_waiting_list(
    *,
    client: Client,
    channel: str,
    earliest_on: date,
    latest_on: date,
    by: Actor,
    advisor: User | None = None,
    topic: Topic | None = None,
    commission: Commission | None = None,
) -> WaitingListEntry:
    """Put `client` on the list for a time from `earliest_on` to `latest_on`, on their own clock.

    Without an advisor whoever is free will do. Joining again for the same days returns the place
    one has. Raises `TimeIsFree` when nobody needs to wait, `Conflict` when the client waits for
    other days already, `Refusal` for days that cannot be.
    """
    policies.check_acts_for(client, by)
    policies.check_reads_mail(client)
    policies.check_channel(channel)
    policies.check_commission(commission, client)
    check_days(client, earliest_on, latest_on)
    if advisor:
        policies.check_advises(advisor)
    check_is_taken(channel, topic, advisor)
    wish = WaitingListEntry(
        client=client,
        channel=channel,
        earliest_on=earliest_on,
        latest_on=latest_on,
        advisor=advisor,
        topic=topic,
        commission=commission,
    )
    if same := _already_waiting(wish):
        return same
    if free := fitting_times(wish):
        raise TimeIsFree("A time is free already, so there is no need to wait.", free=free)
    return _join(wish, by)


def leave_waiting_list(*, entry: WaitingListEntry, by: Actor) -> WaitingListEntry:
    """Take a client off the list; a time offered to them goes to the next in turn.

    Leaving again changes nothing. Raises `WrongState` once a time is arranged or the days passed.
    """
    policies.check_acts_for(entry.client, by)
    with transaction.atomic():
        lock_offered_hold(entry)
        now = lock_entry(entry)
        if now.status == WaitingStatus.LEFT:
            return now
        now.status = WAITING_LIST.after("leave", now.status)
        now.save(update_fields=["status"])
        close_open_offer(now, SlotOfferStatus.DECLINED)
        tell("waiting.left", now, by)
    return now


def end_passed() -> int:
    """End the places whose last day has gone on the client's clock, tell them, and say how many."""
    waiting, house = WaitingListEntry.objects.waiting().select_related("client"), House.current()
    passed = [entry for entry in waiting.in_turn() if _has_passed(entry, house)]
    return each_alone(_end, passed)


def _already_waiting(wish: WaitingListEntry) -> WaitingListEntry | None:
    living = WaitingListEntry.objects.living().of_client(wish.client)
    found = living.filter(commission=wish.commission, channel=wish.channel).first()
    if found is None:
        return None
    fields = ("earliest_on", "latest_on", "advisor_id", "topic_id")
    if all(getattr(found, name) == getattr(wish, name) for name in fields):
        return found
    raise _waits_already()


def _waits_already() -> Conflict:
    return Conflict("You are on the list already. Leave it first if you would like other days.")


def _join(wish: WaitingListEntry, by: Actor) -> WaitingListEntry:
    """The constraint decides between two sent at once."""
    try:
        with transaction.atomic():
            wish.save(force_insert=True)
            tell("waiting.joined", wish, by)
    except IntegrityError:
        if same := _already_waiting(wish):
            return same
        raise
    return wish


def _has_passed(entry: WaitingListEntry, house: House) -> bool:
    return timezone.localdate(timezone=zone_of_client(entry.client, house)) > entry.latest_on


@transaction.atomic
def _end(entry: WaitingListEntry) -> bool:
    living = WaitingListEntry.objects.waiting().filter(pk=entry.pk)
    living = living.select_related("client__user", "commission")
    now = living.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if now is None:
        return False
    now.status = WAITING_LIST.after("end", now.status)
    now.save(update_fields=["status"])
    tell("waiting.passed", now, Actor.system())
    waiting_letters.tell_passed(now)
    return True
