"""An appointment's page: what is prepared, what is kept while one writes, what follows."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from atelier.house.models import House
from atelier.journal.models import OutgoingMessage
from atelier.materials.models import Alloy, Metal, MetalPrice
from atelier.people.tests.factories import make_caller, make_client, make_staff
from consultations.models import FollowUp, RecordDraft
from consultations.tests.factories import make_advisor, make_appointment, make_room
from designs.models import Design
from designs.tests.factories import load_designs
from orders.policies.sides import client_of
from orders.tests.factories import make_commission, make_draft
from orders.tests.walks import CONTACT, send

pytestmark = pytest.mark.django_db
# Monday, 10:05 in New York.
NOW = datetime(2026, 11, 23, 15, 5, tzinfo=UTC)
BEGAN = NOW - timedelta(minutes=5)
LATER = NOW + timedelta(hours=3)
# The session, the house, the people to choose from, and one for each kind of thing in the brief.
ASKED = 23
SAID = {
    "attended": "Clara and her sister",
    "options_shown": "Three emeralds; the oval stayed on her hand",
    "sizes_measured": "Left ring finger: US 6¼",
    "budget": "About nine thousand",
    "notes": "Prefers to decide at home",
    "summary": "We looked at three emeralds.",
    "next_step": "again",
    "follow_ups-TOTAL_FORMS": "2",
    "follow_ups-0-what": "Send photographs in daylight",
    "follow_ups-0-due_on": "2026-11-25",
    "follow_ups-0-is_shared": "on",
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def me(client):
    staff = make_staff(name="Ines Valois")
    client.force_login(staff)
    return staff


@pytest.fixture
def meeting(me):
    commission = make_commission(story="My grandmother's emerald.", is_surprise=True)
    return make_appointment(
        starts_at=BEGAN, commission=commission, client=commission.client, advisor=me
    )


def _page(appointment, name="appointment"):
    return reverse(f"admin:{name}", args=[appointment.public_id])


def _keep(client, appointment, **more):
    return client.post(_page(appointment, "record_draft"), SAID | {"seen": "0"} | more)


def test_both_clocks_the_secret_and_the_words_stand_on_the_page(client, me):
    commission = make_commission(story="My grandmother's emerald.", is_surprise=True)
    abroad = client_of(commission)
    abroad.time_zone = "Europe/Paris"
    abroad.save()
    call = make_appointment(
        starts_at=LATER,
        minutes=20,
        channel="phone",
        phone="+33 6 12 34 56 78",
        advisor=me,
        client=abroad,
        commission=commission,
    )
    page = client.get(_page(call)).content.decode()
    assert "13:05 to 13:25" in page
    assert "19:05 to 19:25" in page
    assert 'href="tel:+33612345678"' in page
    assert "It is a surprise." in page
    assert "My grandmother&#x27;s emerald." in page


def test_before_its_hour_it_says_when_and_offers_no_finish(client, me):
    early = make_appointment(starts_at=LATER, advisor=me)
    page = client.get(_page(early)).content.decode()
    assert "It begins on Monday 23 November 2026, 13:05" in page
    assert "Finish the record" not in page
    assert "Did not come" not in page


def test_finishing_keeps_everything_and_proposes_the_second_appointment(client, meeting, me):
    _keep(client, meeting)
    answer = client.post(_page(meeting), SAID)
    assert answer.headers["Location"] == _page(meeting, "recorded")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.options_shown) == ("done", SAID["options_shown"])
    agreed = FollowUp.objects.get()
    assert (agreed.assignee, agreed.due_on, agreed.is_shared) == (me, date(2026, 11, 25), True)
    assert not RecordDraft.objects.exists()
    page = client.get(_page(meeting, "recorded"))
    step = page.context["step"]
    assert step.label == "Book the second appointment"
    assert "day=2026-11-30" in step.url
    assert f"advisor={me.pk}" in step.url
    assert [each.label for each in page.context["others"]] == [
        "Write the quote",
        "See the follow-ups",
        "Decline this commission",
    ]


@pytest.mark.parametrize(
    ("chosen", "label"),
    [
        ("quote", "Write the quote"),
        ("decline", "Decline this commission"),
        ("wait", "Add a follow-up"),
    ],
)
def test_every_next_step_has_its_one_button(client, meeting, chosen, label):
    client.post(_page(meeting), {"attended": "Clara", "next_step": chosen})
    assert client.get(_page(meeting, "recorded")).context["step"].label == label


def test_what_was_only_spoken_of_is_written_down_and_then_quoted(client, me):
    load_designs()
    ada = make_client(name="Ada Merrow", email=CONTACT["contact_email"])
    spoken = make_appointment(starts_at=BEGAN, advisor=me, client=ada)
    client.post(_page(spoken), {"attended": "Ada", "next_step": "quote"})
    shown = client.get(_page(spoken, "recorded")).context
    assert (shown["step"].label, shown["step"].url) == (
        "Write down what they wish for",
        f"{reverse('orders:begin')}?for={ada.public_id}",
    )
    others = ["Book the second appointment", "Add a follow-up"]
    assert [each.label for each in shown["others"]] == others
    wish = send(client, "bespoke")
    after = client.get(_page(spoken, "recorded")).context
    assert after["step"].label == "Write the quote"
    assert wish.reference in after["step"].url
    assert [each.label for each in after["others"]] == others


def test_who_only_telephones_gives_an_address_before_an_offer(client, me):
    spoken = make_appointment(starts_at=BEGAN, advisor=me, client=make_caller(name="Jane"))
    assert (
        "No mail reaches them: please read it to them."
        in client.get(_page(spoken)).content.decode()
    )
    client.post(_page(spoken), {"attended": "Jane", "summary": "An oval.", "next_step": "quote"})
    shown = client.get(_page(spoken, "recorded"))
    assert shown.context["step"].label == "Write down their address"
    assert "please tell them the summary by telephone, 212 555 0123" in shown.content.decode()
    assert not OutgoingMessage.objects.exists()


def test_another_wish_than_the_piece_at_the_bench_is_written_down(client, me):
    commission = make_commission(status="making")
    spoken = make_appointment(starts_at=BEGAN, advisor=me, client=commission.client)
    client.post(_page(spoken), {"attended": "Clara", "next_step": "quote"})
    step = client.get(_page(spoken, "recorded")).context["step"]
    assert step.label == "Write down what they wish for"


def test_who_did_not_come_is_asked_for_nothing(client, me):
    spoken = make_appointment(starts_at=BEGAN, advisor=me)
    client.post(_page(spoken, "missed"))
    shown = client.get(_page(spoken, "recorded")).context
    assert shown["step"].label == "Find another time"
    assert [each.label for each in shown["others"]] == ["Add a follow-up"]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, meeting):
    answer = client.post(_page(meeting), SAID | {"attended": "", "follow_ups-0-due_on": ""})
    page = answer.content.decode()
    assert page.count("Please say by when.") == 2
    assert page.count("One answer needs another look") == 2
    assert "Prefers to decide at home" in page
    assert not FollowUp.objects.exists()
    meeting.refresh_from_db()
    assert meeting.status == "booked"


def test_a_record_finished_twice_is_refused_the_second_time(client, meeting):
    client.post(_page(meeting), SAID)
    assert client.post(_page(meeting), SAID).status_code == 409
    assert FollowUp.objects.count() == 1


def test_a_draft_comes_back_after_leaving(client, meeting):
    assert _keep(client, meeting).status_code == 302
    page = client.get(_page(meeting)).content.decode()
    for words in ("Three emeralds; the oval", "About nine thousand", "Send photographs in day"):
        assert words in page
    assert 'name="seen" value="1"' in page
    assert "16.71 mm" in page


def test_a_row_is_added_and_taken_away_without_javascript(client, meeting):
    _keep(client, meeting, do="add", **{"follow_ups-1-what": "Ask Adler"})
    words = RecordDraft.objects.get().words
    assert words["follow_ups-TOTAL_FORMS"] == "3"
    _keep(client, meeting, remove="0", seen="1", **{"follow_ups-1-what": "Ask Adler"})
    words = RecordDraft.objects.get().words
    assert (words["follow_ups-0-what"], words["follow_ups-TOTAL_FORMS"]) == ("Ask Adler", "1")
    assert "follow_ups-1-what" not in words


def test_two_who_write_at_once_see_each_other_and_lose_nothing(client, meeting):
    _keep(client, meeting, notes="What the gemmologist saw")
    clash = _keep(client, meeting, notes="What the advisor heard")
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "wrote here too" in page
    assert "What the gemmologist saw" in page
    assert "What the advisor heard" in page
    assert RecordDraft.objects.get().words["notes"] == "What the gemmologist saw"
    _keep(client, meeting, notes="What the advisor heard", seen="1")
    assert RecordDraft.objects.get().words["notes"] == "What the advisor heard"


def test_htmx_gets_the_parts_and_is_told_of_a_clash_without_an_error(client, meeting):
    kept = client.post(
        _page(meeting, "record_draft"),
        SAID | {"seen": "0", "do": "preview"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert 'name="seen" value="1"' in kept
    assert 'id="preview" hx-swap-oob="true"' in kept
    assert "We looked at three emeralds." in kept
    assert "<html" not in kept
    clash = client.post(
        _page(meeting, "record_draft"), {"notes": "x", "seen": "0"}, headers={"HX-Request": "true"}
    )
    assert clash.status_code == 200
    assert "Not kept: Somebody else wrote here" in clash.content.decode()


def test_the_same_words_again_change_nothing(client, meeting):
    _keep(client, meeting)
    _keep(client, meeting)
    assert RecordDraft.objects.get().version == 1


def test_no_draft_of_what_is_closed(client, meeting):
    client.post(_page(meeting), SAID)
    assert _keep(client, meeting).status_code == 409
    assert not RecordDraft.objects.exists()


def test_the_list_is_written_and_ticked(client, meeting):
    address = _page(meeting, "prepare")
    client.post(address, {"to_prepare": "- Tray of emeralds\n\n[ ] Memo to Adler"})
    client.post(address, {"tick": "1:Tray of emeralds"})
    meeting.refresh_from_db()
    assert meeting.to_prepare == "[x] Tray of emeralds\nMemo to Adler"
    client.post(address, {"untick": "1:Tray of emeralds"})
    meeting.refresh_from_db()
    assert meeting.to_prepare == "Tray of emeralds\nMemo to Adler"
    stale = client.post(address, {"tick": "1:Another thing"})
    assert stale.status_code == 409
    assert "rewritten in the meantime" in stale.content.decode()


def test_prices_are_laid_ready_before_anything_is_offered(client, meeting):
    load_designs()
    House.current()
    MetalPrice.objects.create(metal=Metal.objects.get(code="XAU"), per_ozt=Decimal("3110.35"))
    meeting.commission.level = "general"
    meeting.commission.save()
    assert "What it may cost" not in client.get(_page(meeting)).content.decode()
    rose, ring = Alloy.objects.get(code="18KR"), Design.objects.get(code="AT-W01")
    meeting.commission.pieces.update(design=ring, alloy=rose)
    page = client.get(_page(meeting)).content.decode()
    # The same as the request says for this choice, before tax.
    assert "<strong>$1,191.18</strong>" in page
    House.objects.update(tax_rate=Decimal("8.875"))
    make_draft(meeting.commission)
    page = client.get(_page(meeting)).content.decode()
    assert "$1,191.18" not in page
    # 4.2 g at 118.50 and a stone at 3,200.00, with 8.875 % of tax.
    assert "<strong>$4,025.87</strong>" in page


def test_one_who_did_not_come_is_found_another_time(client, meeting):
    answer = client.post(_page(meeting, "missed"))
    assert answer.headers["Location"] == _page(meeting, "recorded")
    assert client.get(answer.headers["Location"]).context["step"].label == "Find another time"


def test_a_page_asks_the_same_whatever_there_is_to_read(client, meeting, django_assert_num_queries):
    client.get(_page(meeting))
    with django_assert_num_queries(ASKED):
        client.get(_page(meeting))
    for day in range(1, 4):
        make_appointment(
            starts_at=BEGAN - timedelta(days=day),
            client=meeting.client,
            advisor=make_advisor(),
            status="done",
            recorded_at=BEGAN,
            summary="Before",
        )
        FollowUp.objects.create(
            client=meeting.client,
            what=f"Thing {day}",
            assignee=make_advisor(),
            due_on=date(2026, 11, 22 + day),
        )
    with django_assert_num_queries(ASKED):
        page = client.get(_page(meeting)).content.decode()
    assert page.count("Thing ") == 6


def test_only_staff_with_the_right_may_record(client, meeting):
    for who in (make_client().user, make_staff(is_superuser=False)):
        client.force_login(who)
        for name in ("appointment", "record_draft", "prepare", "missed"):
            assert client.post(_page(meeting, name), SAID).status_code == 403
        assert client.get(_page(meeting, "recorded")).status_code == 403
    meeting.refresh_from_db()
    assert (meeting.status, meeting.to_prepare) == ("booked", "")
    assert not RecordDraft.objects.exists()


def test_in_person_names_the_room_and_receives_goods(client, me):
    held = make_appointment(
        starts_at=BEGAN, channel="in_person", room=make_room(name="The Long Room"), advisor=me
    )
    page = client.get(_page(held)).content.decode()
    assert "The Long Room" in page
    assert "Receive goods now" in page
