"""Who is offered what, in which order, for how long; and what is left when somebody is killed."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, WrongState
from atelier.people.models import Channel, User
from atelier.people.tests.factories import client_actor, make_client
from atelier.schedule import BEAT, WAKES
from consultations import waiting_letters
from consultations.actions.companions import join
from consultations.actions.confirming import confirm_hold
from consultations.actions.moving import move, undo_move
from consultations.actions.offers import decline_offer, offer_freed
from consultations.actions.outcomes import cancel
from consultations.actions.settling import settle_booking
from consultations.actions.waiting import leave_waiting_list
from consultations.models import BookingRules, Hold, SlotOffer, WaitingListEntry
from consultations.policies import UNDO_SECONDS
from consultations.statuses import SlotOfferStatus, WaitingStatus
from consultations.tests.factories import (
    STAFF,
    make_advisor,
    make_appointment,
    make_hours,
    make_waiting,
)
from consultations.waiting import chances
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning", "house")]
# Friday, ten in New York: the only time of the week until more is freed.
TEN = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
HALF_A_DAY = timedelta(hours=12)


@pytest.fixture
def ines() -> User:
    """Somebody with a single time: Fridays from ten to a quarter to eleven."""
    advisor = make_advisor(name="Ines Valois")
    make_hours(advisor, 4, time(10), time(10, 45))
    return advisor


def three_in_line() -> list[WaitingListEntry]:
    return [make_waiting(client=make_client(name=name)) for name in ("Anna", "Bela", "Clara")]


def offered() -> list[tuple[str, datetime]]:
    """Everything that was ever offered, in its order."""
    made = SlotOffer.objects.order_by("pk").select_related("entry__client")
    return [(offer.entry.client.name, offer.starts_at) for offer in made]


def standing(entry: WaitingListEntry) -> str:
    entry.refresh_from_db()
    return entry.status


def test_a_freed_time_is_kept_for_the_first_in_line(ines: User) -> None:
    anna, bela, _ = three_in_line()
    assert offer_freed() == 1
    offer, hold = SlotOffer.objects.get(), Hold.objects.get()
    assert (offer.entry, offer.hold, offer.starts_at) == (anna, hold, TEN)
    assert (hold.client, hold.advisor, hold.starts_at) == (anna.client, ines, TEN)
    assert hold.expires_at == offer.expires_at == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    assert [standing(each) for each in (anna, bela)] == ["offered", "waiting"]
    assert offer_freed() == 0


def test_the_mail_says_when_and_how_long_and_opens_nothing_by_itself(ines: User) -> None:
    make_waiting(client=make_client(name="Anna", time_zone="Europe/Paris"))
    offer_freed()
    mail = OutgoingMessage.objects.get()
    assert mail.subject == "A time is free: Fri 27 Nov, 16:00"
    assert "Friday 27 November 2026, 16:00 (Paris, CET)" in mail.text
    assert "Friday 27 November 2026, 10:00 (New York, EST)" in mail.text
    assert "kept for you until Tuesday 24 November 2026, 03:00 (Paris, CET)" in mail.text
    assert f"/my/consultations/offered/{SlotOffer.objects.get().public_id}/" in mail.text
    assert mail.secrets == {}


def test_a_surprise_stays_one(ines: User) -> None:
    commission = make_commission(is_surprise=True)
    make_waiting(client=commission.client, commission=commission)
    offer_freed()
    mail = OutgoingMessage.objects.get()
    assert (mail.subject, mail.sender_name) == ("A note for you", "MT")
    assert "Ines" not in mail.text + mail.html
    assert "consultation" not in mail.text.replace("/my/consultations/", "")


def test_the_turn_goes_round_as_offers_lapse_and_nobody_loses_their_place(
    ines: User, morning: Any
) -> None:
    entries = three_in_line()
    for _ in range(4):
        offer_freed()
        morning.shift(HALF_A_DAY)
    assert offered() == [("Anna", TEN), ("Bela", TEN), ("Clara", TEN)]
    assert [standing(each) for each in entries] == ["waiting", "waiting", "waiting"]
    assert not Hold.objects.exists()
    # Another time becomes free: Anna is the first again.
    make_hours(ines, 0, time(12), time(12, 45))
    offer_freed()
    assert offered()[3:] == [("Anna", datetime(2026, 11, 30, 17, 0, tzinfo=UTC))]


@pytest.mark.parametrize("whose", ["advisor", "companion"])
def test_a_moved_time_is_offered_once_nobody_can_undo_the_move(
    whose: str, ines: User, morning: Any
) -> None:
    leads = ines if whose == "advisor" else make_advisor(name="Odile Tessaly")
    moved = make_appointment(advisor=leads, starts_at=TEN)
    if leads != ines:
        join(appointment=moved, advisor=ines, by=STAFF)
    entry = make_waiting(client=make_client(name="Anna"), advisor=ines)
    move(appointment=moved, starts_at=TEN + timedelta(days=30), by=STAFF)
    morning.shift(UNDO_SECONDS - 1)
    assert offer_freed() == 0
    undo_move(appointment=moved, by=STAFF)
    move(appointment=moved, starts_at=TEN + timedelta(days=30), by=STAFF)
    morning.shift(UNDO_SECONDS)
    assert offer_freed() == 1
    assert standing(entry) == WaitingStatus.OFFERED


def test_a_move_wakes_nobody_before_it_stands() -> None:
    """The sweep comes every minute; at once it would come too early."""
    assert "appointment.moved" not in WAKES
    assert BEAT["offer-freed-times"]["schedule"] == 60


def test_ties_are_broken_by_number(ines: User) -> None:
    """The clock stands still, so all three joined in the same moment."""
    entries = three_in_line()
    assert len({entry.created_at for entry in entries}) == 1
    offer_freed()
    assert offered() == [("Anna", TEN)]


def test_an_earlier_place_comes_first_whatever_its_number(ines: User) -> None:
    anna, _, clara = three_in_line()
    WaitingListEntry.objects.filter(pk=clara.pk).update(
        created_at=anna.created_at - timedelta(minutes=1)
    )
    offer_freed()
    assert offered() == [("Clara", TEN)]


def test_the_earliest_time_goes_to_the_first_and_the_next_to_the_second(ines: User) -> None:
    make_hours(ines, 3, time(9), time(9, 45))
    make_hours(ines, 2, time(9), time(9, 45))
    three_in_line()
    # Thursday is Thanksgiving: closed.
    assert offer_freed() == 2
    assert offered() == [("Anna", datetime(2026, 11, 25, 14, 0, tzinfo=UTC)), ("Bela", TEN)]


def test_a_time_goes_to_whom_it_fits(ines: User) -> None:
    make_waiting(client=make_client(name="On Monday"), earliest_on=date(2026, 11, 28))
    make_waiting(
        client=make_client(name="By telephone"), channel=Channel.PHONE, advisor=make_advisor()
    )
    make_waiting(client=make_client(name="With Marcus"), advisor=make_advisor(name="Marcus"))
    # At Ines's ten it is Saturday in Auckland already.
    away = make_client(name="Away", time_zone="Pacific/Auckland")
    make_waiting(client=away, latest_on=date(2026, 11, 27))
    make_waiting(client=make_client(name="Here"), advisor=ines)
    offer_freed()
    assert {name for name, at in offered() if at == TEN} == {"Here"}


@pytest.mark.parametrize(
    ("notice", "kept_for"),
    [
        # Friday at ten is four days and an hour away.
        (24, timedelta(hours=12)),
        (92, timedelta(hours=5)),
        (0, timedelta(hours=12)),
    ],
)
def test_no_offer_outlives_the_notice(notice: int, kept_for: timedelta, ines: User) -> None:
    BookingRules.objects.update_or_create(id=1, defaults={"minimum_notice_hours": notice})
    make_waiting()
    offer_freed()
    offer = SlotOffer.objects.get()
    assert offer.expires_at - offer.created_at == kept_for


def test_no_offer_outlives_the_start(ines: User, morning: Any) -> None:
    BookingRules.objects.update_or_create(id=1, defaults={"minimum_notice_hours": 0})
    make_waiting()
    morning.move_to(TEN - timedelta(hours=1))
    offer_freed()
    assert SlotOffer.objects.get().expires_at == TEN


def test_what_could_be_kept_for_minutes_only_is_not_offered(ines: User, morning: Any) -> None:
    make_waiting()
    morning.move_to(TEN - timedelta(hours=24, minutes=29))
    assert offer_freed() == 0
    morning.move_to(TEN - timedelta(hours=24, minutes=30))
    assert offer_freed() == 1


def test_declining_gives_the_time_to_the_next_at_once(ines: User) -> None:
    anna, *_ = three_in_line()
    offer_freed()
    by = client_actor(anna.client)
    for _ in range(2):
        decline_offer(offer=SlotOffer.objects.get(entry=anna), by=by)
    assert offer_freed() == 1
    assert offered() == [("Anna", TEN), ("Bela", TEN)]
    assert standing(anna) == WaitingStatus.WAITING
    assert Event.objects.filter(kind="waiting.declined").count() == 1


def test_leaving_gives_the_time_to_the_next(ines: User) -> None:
    anna, *_ = three_in_line()
    offer_freed()
    leave_waiting_list(entry=anna, by=client_actor(anna.client))
    offer_freed()
    assert offered() == [("Anna", TEN), ("Bela", TEN)]
    assert standing(anna) == WaitingStatus.LEFT


def test_nobody_else_declines(ines: User) -> None:
    make_waiting()
    offer_freed()
    with pytest.raises(NotAllowed):
        decline_offer(offer=SlotOffer.objects.get(), by=client_actor(make_client()))


def test_what_lapsed_cannot_be_declined(ines: User, morning: Any) -> None:
    entry = make_waiting()
    offer_freed()
    offer = SlotOffer.objects.get()
    morning.shift(HALF_A_DAY)
    offer_freed()
    with pytest.raises(WrongState, match="no longer offered"):
        decline_offer(offer=offer, by=client_actor(entry.client))


def test_a_hold_that_went_away_lets_its_offer_lapse(ines: User) -> None:
    """Whoever wants the time of an expired hold removes it; the list hears of it here."""
    entry = make_waiting()
    offer_freed()
    Hold.objects.all().delete()
    offer_freed()
    assert SlotOffer.objects.get().status == SlotOfferStatus.LAPSED
    assert standing(entry) == WaitingStatus.WAITING


def test_taking_books_the_time_and_ends_the_wait(ines: User) -> None:
    entry = make_waiting()
    offer_freed()
    hold = Hold.objects.get()
    for _ in range(2):
        appointment = confirm_hold(
            hold_public_id=hold.public_id, client=entry.client, by=client_actor(entry.client)
        )
    assert (appointment.starts_at, appointment.advisor) == (TEN, ines)
    assert standing(entry) == WaitingStatus.BOOKED
    assert entry.appointment == appointment
    assert SlotOffer.objects.get().status == SlotOfferStatus.TAKEN
    assert not Hold.objects.exists()
    assert offer_freed() == 0


def test_who_comes_too_late_has_it_while_nobody_else_was_offered_it(
    ines: User, morning: Any
) -> None:
    anna, bela, _ = three_in_line()
    offer_freed()
    late = Hold.objects.get()
    morning.shift(HALF_A_DAY)
    taken = confirm_hold(
        hold_public_id=late.public_id, client=anna.client, by=client_actor(anna.client)
    )
    assert (taken.starts_at, SlotOffer.objects.get().status) == (TEN, SlotOfferStatus.TAKEN)
    assert [standing(each) for each in (anna, bela)] == ["booked", "waiting"]


def test_who_comes_after_the_next_was_offered_it_is_told(ines: User, morning: Any) -> None:
    anna, *_ = three_in_line()
    offer_freed()
    late = Hold.objects.get()
    morning.shift(HALF_A_DAY)
    offer_freed()
    with pytest.raises(Conflict, match="no longer kept for you"):
        confirm_hold(
            hold_public_id=late.public_id, client=anna.client, by=client_actor(anna.client)
        )


def test_booking_otherwise_gives_the_offered_time_back(ines: User) -> None:
    entry = make_waiting()
    offer_freed()
    settle_booking(None, make_appointment(client=entry.client, starts_at=TEN), STAFF)
    assert standing(entry) == WaitingStatus.BOOKED
    assert SlotOffer.objects.get().status == SlotOfferStatus.DECLINED
    assert not Hold.objects.exists()


def test_a_cancelled_appointment_frees_a_time(ines: User) -> None:
    taken = make_appointment(advisor=ines, starts_at=TEN)
    make_waiting(client=make_client(name="Anna"))
    assert offer_freed() == 0
    cancel(appointment=taken, reason="", by=STAFF)
    assert offer_freed() == 1
    assert offered() == [("Anna", TEN)]


def test_an_expired_hold_of_somebody_is_in_nobodys_way(ines: User) -> None:
    make_waiting(client=make_client(name="Anna"))
    offer_freed()
    slot = SlotOffer.objects.get()
    Hold.objects.all().delete()
    Hold.objects.create(
        client=make_client(),
        advisor=ines,
        channel=Channel.VIDEO,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        busy=(slot.starts_at, slot.ends_at),
        expires_at=datetime(2026, 11, 23, 13, 59, tzinfo=UTC),
    )
    make_waiting(client=make_client(name="Bela"))
    assert offer_freed() == 1
    assert offered() == [("Anna", TEN), ("Bela", TEN)]


class Killed(BaseException):
    """What a worker's end looks like from inside: nothing after it runs."""


def test_a_worker_killed_in_the_middle_leaves_nothing_half_done(
    ines: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = make_waiting()

    def end(*args: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(waiting_letters, "tell_offered", end)
        with pytest.raises(Killed):
            offer_freed()
    assert standing(entry) == WaitingStatus.WAITING
    found = (Hold, SlotOffer, OutgoingMessage, Event)
    assert [model.objects.count() for model in found] == [0, 0, 0, 0]
    assert offer_freed() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_finding_the_next_reads_the_same_for_one_and_for_many(number: int, ines: User) -> None:
    for _ in range(number):
        make_waiting()
    entries = list(WaitingListEntry.objects.select_related("client", "topic"))
    # The rules are made by whoever asks for them first.
    BookingRules.current()
    with CaptureQueriesContext(connection) as queries:
        assert len(chances(entries)) == number
    assert len(queries) == 12
