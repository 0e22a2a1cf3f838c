"""Many sweeps at once: one time goes to one client, one client gets one time, nobody deadlocks."""

import threading
from collections import Counter
from datetime import UTC, date, datetime, time

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from atelier.journal.models import OutgoingMessage
from atelier.people.models import Channel, User
from atelier.people.tests.factories import client_actor, make_client
from atelier.people.tests.racing import at_once
from consultations.actions import offers
from consultations.actions.confirming import confirm_hold
from consultations.actions.offers import decline_offer, offer_freed
from consultations.actions.waiting import join_waiting_list
from consultations.models import Appointment, BookingRules, Hold, SlotOffer, WaitingListEntry
from consultations.statuses import SlotOfferStatus, WaitingStatus
from consultations.tests.factories import make_advisor, make_appointment, make_hours, make_waiting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("morning", "house")]
SWEEPS = 8
# Friday, ten in New York.
TEN = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
# Of taking and declining at once: the one, the other, or declined and then booked all the same.
ENDS = (
    (WaitingStatus.BOOKED, SlotOfferStatus.TAKEN, 1),
    (WaitingStatus.WAITING, SlotOfferStatus.DECLINED, 0),
    (WaitingStatus.BOOKED, SlotOfferStatus.DECLINED, 1),
)


def with_times(count: int) -> list[User]:
    """Return advisors who have one time each, all at once on Friday at ten."""
    advisors = [make_advisor() for _ in range(count)]
    for advisor in advisors:
        make_hours(advisor, 4, time(10), time(10, 45))
    return advisors


def test_many_sweeps_offer_one_time_once() -> None:
    with_times(1)
    first, *_ = [make_waiting() for _ in range(3)]
    assert sorted(at_once([offer_freed] * SWEEPS)) == [0] * (SWEEPS - 1) + [1]
    assert SlotOffer.objects.get().entry == first
    assert Hold.objects.count() == OutgoingMessage.objects.count() == 1


def test_many_sweeps_offer_three_times_to_the_first_three() -> None:
    with_times(3)
    entries = [make_waiting() for _ in range(5)]
    made = at_once([offer_freed] * SWEEPS)
    assert sum(made) == 3
    assert {offer.entry for offer in SlotOffer.objects.all()} == set(entries[:3])
    assert OutgoingMessage.objects.count() == 3


@pytest.fixture
def credulous(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every sweep believe what it read before: that the place still waits."""
    met = threading.Barrier(SWEEPS)
    entries = WaitingListEntry.objects.select_related("client__user", "commission")

    def believe(place: WaitingListEntry) -> WaitingListEntry:
        met.wait(timeout=30)
        return entries.get(pk=place.pk)

    monkeypatch.setattr(offers, "_still_waiting", believe)


def try_every_time(entry: WaitingListEntry) -> Counter[bool]:
    """Offer one client as many times as there are, all at once, and count what came of it."""
    rules, now = BookingRules.current(), timezone.now()
    found = offers.chances([entry])
    assert len(found) == SWEEPS
    acts = [lambda chance=chance: offers._try(chance, rules, now) for chance in found]
    return Counter(at_once(acts))


@pytest.mark.usefixtures("credulous")
def test_canary_without_lock_and_constraint_one_client_is_asked_many_times() -> None:
    """Shows that the race is real."""
    with_times(SWEEPS)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX slot_offer_one_open_per_entry")
    try:
        assert try_every_time(make_waiting()) == {True: SWEEPS}
    finally:
        SlotOffer.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE UNIQUE INDEX slot_offer_one_open_per_entry"
                " ON consultations_slotoffer (entry_id) WHERE status = 'open'"
            )


@pytest.mark.usefixtures("credulous")
def test_without_the_lock_the_constraint_still_asks_one_client_once() -> None:
    with_times(SWEEPS)
    assert try_every_time(make_waiting()) == {True: 1, False: SWEEPS - 1}
    assert Hold.objects.count() == SlotOffer.objects.count() == 1


def test_taking_and_declining_at_once_end_in_one_of_the_two() -> None:
    with_times(1)
    entry = make_waiting()
    offer_freed()
    offer, hold = SlotOffer.objects.get(), Hold.objects.get()
    by = client_actor(entry.client)
    outcomes = at_once(
        [
            lambda: confirm_hold(hold_public_id=hold.public_id, client=entry.client, by=by),
            lambda: decline_offer(offer=offer, by=by),
            offer_freed,
        ]
    )
    assert not any(isinstance(each, OperationalError) for each in outcomes)
    entry.refresh_from_db()
    offer.refresh_from_db()
    assert (entry.status, offer.status, Appointment.objects.count()) in ENDS


def test_joining_many_times_at_once_gives_one_place() -> None:
    advisor = with_times(1)[0]
    make_appointment(advisor=advisor, starts_at=TEN)
    client = make_client()

    def join() -> int:
        return join_waiting_list(
            client=client,
            channel=Channel.VIDEO,
            earliest_on=FRIDAY,
            latest_on=FRIDAY,
            by=client_actor(client),
        ).pk

    BookingRules.current()
    assert set(at_once([join] * SWEEPS)) == {WaitingListEntry.objects.get().pk}
