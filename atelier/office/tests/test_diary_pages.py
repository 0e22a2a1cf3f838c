"""The diary's pages: looking, booking from a free time, moving and taking it back, walking in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from atelier.people.models import User
from atelier.people.tests.factories import make_client, make_staff
from consultations.actions.booking import book
from consultations.models import Appointment, Hold, Room
from consultations.tests.factories import STAFF, make_advisor, make_appointment
from orders.tests.factories import make_commission

pytestmark = pytest.mark.django_db
# Monday, 9:00 in New York.
MORNING = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
DIARY = "/admin/diary/"


@pytest.fixture(autouse=True)
def _morning():
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def desk(client):
    client.force_login(make_staff(name="June Okafor"))
    return client


@pytest.fixture
def ines():
    return make_advisor(name="Ines Valois")


def text(answer) -> str:
    return answer.content.decode()


def wish(whom, advisor, **over) -> dict[str, object]:
    return {
        "client": whom.public_id,
        "advisor": advisor.pk,
        "channel": "video",
        "day": "2026-11-24",
        "clock": "10:00",
        "to_prepare": "Two emeralds on memo",
    } | over


def test_the_old_address_leads_to_the_new_one(desk):
    answer = desk.get(reverse("admin:week"), {"day": "2026-12-01"})
    assert (answer.status_code, answer.url) == (302, "/admin/diary/?day=2026-12-01")
    assert desk.get(reverse("admin:diary_day")).url == "/admin/diary/?view=day"


@pytest.mark.parametrize("view", ["week", "day", "list"])
def test_every_view_shows_what_is_taken_held_and_free(desk, ines, view):
    make_appointment(starts_at=TEN, advisor=ines, client=make_client(name="Clara Weiss"))
    held = make_appointment(starts_at=TEN + timedelta(hours=3), advisor=ines)
    hold = {name: getattr(held, name) for name in ("client", "advisor", "starts_at", "ends_at")}
    hold |= {"busy": held.busy, "channel": "video", "expires_at": MORNING + timedelta(minutes=8)}
    held.delete()
    Hold.objects.create(**hold)
    page = text(desk.get(DIARY, {"view": view, "day": "2026-11-24", "channel": "video"}))
    assert page.count("Clara Weiss") == 1
    assert "Held until" in page
    assert "/admin/diary/book/?" in page


@pytest.mark.parametrize(
    "asked",
    [{"day": "2026-02-30"}, {"day": "9999-12-31"}, {"minutes": "999999999"}, {"view": "year"}],
)
def test_what_makes_no_sense_in_an_address_is_left_out(desk, ines, asked):
    about = make_appointment(starts_at=TEN, advisor=ines)
    moving = reverse("admin:move", args=[about.public_id])
    for page in (DIARY, moving, reverse("admin:invite", args=[about.client.public_id])):
        assert desk.get(page, asked | {"who": "x"}).status_code == 200
    assert desk.get(reverse("admin:book_slot"), asked | {"at": "9999-12-31"}).status_code == 200


def test_a_look_asks_as_much_for_three_as_for_one(desk, ines, django_assert_num_queries):
    make_appointment(starts_at=TEN, advisor=ines)
    desk.get(DIARY)
    with django_assert_num_queries(QUERIES):
        desk.get(DIARY)
    for hour in (2, 4):
        make_appointment(starts_at=TEN + timedelta(hours=hour))
    with django_assert_num_queries(QUERIES):
        desk.get(DIARY)
    with django_assert_num_queries(QUERIES):
        desk.get(DIARY, {"view": "day", "day": "2026-11-24"})


QUERIES = 23


def test_a_free_time_opens_the_form_with_advisor_room_and_time(desk, ines):
    page = desk.get(DIARY, {"view": "day", "day": "2026-11-24"})
    free = page.context["board"].lanes[0].frees[0]
    address = {"starts": free.slot.starts_at.isoformat(), "advisor": ines.pk}
    form = desk.get(reverse("admin:book_slot"), address)
    shown = form.context["shown"]
    assert (shown.draft.starts_at, shown.draft.advisor) == (free.slot.starts_at, ines)
    assert str(shown.draft.room) == "The Salon"
    assert shown.doubts == []


@pytest.mark.parametrize("words", ["weiss cla", "clara@", "REFERENCE"])
def test_a_client_is_found_by_name_address_or_reference(desk, ines, words):
    clara = make_client(name="Clara Weiss", email="clara@example.com")
    make_client(name="Noor Rahman")
    commission = make_commission(client=clara)
    words = commission.reference[2:6].lower() if words == "REFERENCE" else words
    asked = {"q": words, "advisor": ines.pk}
    assert desk.get(reverse("admin:book_slot"), asked).context["shown"].found == [clara]
    alone = desk.post(reverse("admin:book_slot"), asked | {"find": "1"})
    assert alone.context["shown"].client == clara
    assert f"{commission.reference} · " in text(alone)


def test_booking_from_a_free_time_leads_back_to_where_it_stands(desk, ines):
    clara = make_client(name="Clara Weiss")
    answer = desk.post(reverse("admin:book_slot"), wish(clara, ines))
    booked = Appointment.objects.get()
    assert (booked.client, booked.starts_at) == (clara, TEN)
    assert answer.url == f"/admin/diary/?day=2026-11-24#a-{booked.public_id}"
    panel = desk.post(
        reverse("admin:book_slot"), wish(clara, ines, clock="14:00"), headers={"HX-Request": "true"}
    )
    assert panel.headers["HX-Redirect"].startswith("/admin/diary/?day=2026-11-24#a-")


def test_booking_from_a_client_asks_for_nobody(desk, ines):
    clara = make_client(name="Clara Weiss")
    address = reverse("admin:book_client", args=[clara.public_id])
    assert 'name="q"' not in text(desk.get(address))
    desk.post(address, wish(make_client(), ines))
    assert Appointment.objects.get().client == clara


def test_nobody_is_booked_without_a_client(desk, ines):
    answer = desk.post(reverse("admin:book_slot"), wish(make_client(), ines, client=""))
    assert "Please choose the client." in text(answer)
    assert "Two emeralds on memo" in text(answer)
    assert not Appointment.objects.exists()


def test_a_foreign_commission_is_never_offered(desk, ines):
    other = make_commission()
    answer = desk.post(
        reverse("admin:book_slot"), wish(make_client(), ines, commission=other.reference)
    )
    assert answer.status_code == 200
    assert not Appointment.objects.exists()


def test_a_taken_time_in_the_panel_keeps_everything_and_offers_three(desk, ines):
    make_appointment(starts_at=TEN, advisor=ines)
    answer = desk.post(
        reverse("admin:book_slot"),
        wish(make_client(name="Clara Weiss"), ines),
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 409
    assert text(answer).count('name="take"') == 3
    assert "Two emeralds on memo" in text(answer)
    assert "Clara Weiss" in text(answer)


def test_the_clients_clock_stands_beside_the_time(desk, ines):
    tokyo = make_client(name="Hiroshi Tanabe", time_zone="Asia/Tokyo")
    address = reverse("admin:book_client", args=[tokyo.public_id])
    asked = {"starts": TEN.isoformat(), "advisor": ines.pk, "channel": "video"}
    assert "Wed 25 Nov, 00:00 for Hiroshi Tanabe, in Tokyo" in text(desk.get(address, asked))


def test_the_clients_other_meeting_is_a_doubt_and_stops_nothing(desk, ines):
    clara = make_client(name="Clara Weiss")
    make_appointment(starts_at=TEN, client=clara, advisor=make_advisor(name="Odile Marchand"))
    form = wish(clara, ines)
    doubt = "Clara Weiss already meets Odile Marchand then (Tue 24 Nov, 10:00)."
    asked = desk.post(reverse("admin:book_slot"), form)
    assert doubt in text(asked)
    desk.post(reverse("admin:book_slot"), form | {"seen": asked.context["shown"].seen})
    assert clara.appointments.count() == 2


def test_one_press_moves_and_another_takes_it_back(desk, ines):
    booked = book(
        client=make_client(), advisor=ines, channel="video", starts_at=TEN, by=STAFF, minutes=45
    )
    address = reverse("admin:move", args=[booked.public_id])
    frees = desk.get(address).context["board"].lanes[2].frees
    answer = desk.post(address, {"to": frees[0].value})
    booked.refresh_from_db()
    assert booked.starts_at == frees[0].slot.starts_at
    page = text(desk.get(answer.url.partition("#")[0]))
    assert "Moved to Wed 25 Nov, 10:00." in page
    desk.post(reverse("admin:undo_move", args=[booked.public_id]))
    booked.refresh_from_db()
    assert booked.starts_at == TEN


def test_the_way_back_is_gone_when_it_no_longer_works(desk, ines):
    booked = make_appointment(starts_at=TEN, advisor=ines)
    desk.post(
        reverse("admin:move", args=[booked.public_id]),
        {"day": "2026-11-24", "clock": "14:00", "minutes": 45},
    )
    after = f"{DIARY}?day=2026-11-24&moved={booked.public_id}"
    assert 'id="moved"' in text(desk.get(after))
    with time_machine.travel(MORNING + timedelta(seconds=31), tick=False):
        assert 'id="moved"' not in text(desk.get(after))
        late = desk.post(reverse("admin:undo_move", args=[booked.public_id]))
        assert late.status_code == 409


def test_a_drag_says_whose_clock_it_was_read_on(desk):
    paris = make_advisor(name="Odile Marchand", time_zone="Europe/Paris")
    booked = make_appointment(starts_at=TEN, advisor=paris)
    dropped = {"day": "2026-11-24", "clock": "11:15", "minutes": 45, "advisor": paris.pk}
    desk.post(
        reverse("admin:move", args=[booked.public_id]), dropped | {"clock_zone": "America/New_York"}
    )
    booked.refresh_from_db()
    assert booked.starts_at == datetime(2026, 11, 24, 16, 15, tzinfo=UTC)


def test_moving_keeps_the_room_or_takes_another_at_that_place(desk, ines):
    salon, stones = Room.objects.get(name="The Salon"), Room.objects.get(name="The Stone Room")
    booked = make_appointment(starts_at=TEN, advisor=ines, channel="in_person", room=salon)
    there = {"day": "2026-11-24", "minutes": 45}
    address = reverse("admin:move", args=[booked.public_id])
    desk.post(address, there | {"clock": "10:15"})
    booked.refresh_from_db()
    assert booked.room == salon
    make_appointment(starts_at=TEN + timedelta(hours=4), channel="in_person", room=salon)
    desk.post(address, there | {"clock": "14:00"})
    booked.refresh_from_db()
    assert (booked.starts_at, booked.room) == (TEN + timedelta(hours=4), stones)


def test_somebody_joins_and_leaves_and_stands_in_both_columns(desk, ines):
    booked = make_appointment(starts_at=TEN, advisor=ines)
    odile = make_advisor(name="Odile Marchand")
    desk.post(reverse("admin:join", args=[booked.public_id]), {"advisor": odile.pk})
    lanes = desk.get(DIARY, {"view": "day", "day": "2026-11-24"}).context["board"].lanes
    assert [len(lane.blocks) for lane in lanes] == [1, 0, 1]
    peek = reverse("admin:diary_peek", args=[booked.public_id])
    assert "Let Odile Marchand leave" in text(desk.get(peek, headers={"HX-Request": "true"}))
    desk.post(reverse("admin:leave", args=[booked.public_id]), {"advisor": odile.pk})
    assert not booked.companions.exists()


def test_whoever_is_taken_then_cannot_join(desk, ines):
    booked = make_appointment(starts_at=TEN, advisor=ines)
    odile = make_advisor(name="Odile Marchand")
    make_appointment(starts_at=TEN, advisor=odile)
    answer = desk.post(reverse("admin:join", args=[booked.public_id]), {"advisor": odile.pk})
    assert answer.status_code == 409
    assert "Odile Marchand is already taken then" in text(answer)


def test_a_walk_in_begins_with_the_press_of_a_name(desk, ines):
    clara, room = make_client(name="Clara Weiss"), Room.objects.get(name="The Salon")
    commission = make_commission(client=clara)
    address = reverse("admin:walk_in")
    shown = desk.get(address, {"q": "clara"})
    assert shown.context["found"] == [clara]
    said = {"q": "clara", "client": clara.public_id, "advisor": ines.pk, "room": room.pk}
    desk.post(address, said)
    begun = Appointment.objects.get()
    assert (begun.walk_in, begun.starts_at, begun.commission) == (True, MORNING, commission)
    other = {**said, "client": make_client().public_id}
    refused = desk.post(address, other)
    assert refused.status_code == 409
    assert 'value="clara"' in text(refused)


def test_a_walk_in_is_proposed_to_whoever_is_free_now(desk, ines):
    """Not to who is in a meeting or has one soon; what is over keeps nobody."""
    address, june = reverse("admin:walk_in"), User.objects.get(name="June Okafor")
    make_appointment(starts_at=MORNING - timedelta(minutes=45), advisor=june)
    assert desk.get(address).context["form"].initial["advisor"] == june.pk
    make_appointment(starts_at=MORNING + timedelta(minutes=70), advisor=june)
    assert desk.get(address).context["form"].initial["advisor"] == ines.pk


def test_several_times_are_ticked_from_week_to_week_and_offered(desk, ines):
    clara = make_client(name="Clara Weiss")
    commission = make_commission(client=clara)
    address = reverse("admin:invite", args=[clara.public_id])
    address += f"?who={ines.pk}&channel=video&commission={commission.reference}&day=2026-11-24"
    assert "2026-11-24T15:00:00+00:00" in text(desk.get(address))
    ticked = [TEN.isoformat(), (TEN + timedelta(days=7)).isoformat()]
    turned = desk.post(address, {"start": ticked[:1], "day": "2026-12-01", "words": "As we said"})
    assert turned.context["elsewhere"] == [(ticked[0], "Tue 24 Nov, 10:00")]
    assert "As we said" in text(turned)
    none = desk.post(address, {"offer": "1"})
    assert "Please tick at least one free time." in text(none)
    answer = desk.post(address, {"start": ticked, "words": "As we said", "offer": "1"})
    there = reverse("admin:commission", args=[commission.reference, "consultations"])
    assert answer.url == there
    assert "2 times proposed by Ines Valois" in text(desk.get(there))
    sent = clara.invitations.get()
    assert (sent.starts, sent.advisor, sent.commission) == (
        [TEN, TEN + timedelta(days=7)],
        ines,
        commission,
    )
    assert sent.minutes == 45


def test_a_taken_time_is_not_offered_and_the_ticks_stay(desk, ines):
    make_appointment(starts_at=TEN, advisor=ines)
    address = reverse("admin:invite", args=[make_client().public_id])
    asked = f"{address}?who={ines.pk}&channel=video&day=2026-12-01"
    refused = desk.post(asked, {"start": [TEN.isoformat()], "offer": "1"})
    assert refused.status_code == 409
    assert refused.context["elsewhere"] == [(TEN.isoformat(), "Tue 24 Nov, 10:00")]
