"""Questions in writing and follow-ups, from the client's page to home and to the client."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from atelier.journal.models import OutgoingMessage
from atelier.people.tests.factories import make_client, make_staff
from consultations.models import FollowUp, RecordDraft, WrittenConsultation
from consultations.tests.factories import make_advisor, make_appointment
from orders.policies.sides import client_of
from orders.tests.factories import make_commission

pytestmark = pytest.mark.django_db
# Monday, 10:05 in New York.
NOW = datetime(2026, 11, 23, 15, 5, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as stopped:
        yield stopped


@pytest.fixture
def me(client):
    staff = make_staff(name="Ines Valois")
    client.force_login(staff)
    return staff


def _written(me, **over):
    about = over.pop("commission", None)
    who = client_of(about) if about else over.pop("client", None) or make_client()
    fields = {"question": "Could it be set lower?", "due_on": TODAY} | over
    return WrittenConsultation.objects.create(client=who, commission=about, advisor=me, **fields)


def _follow_up(me, **over):
    fields = {"what": "Send the photographs", "due_on": TODAY} | over
    fields.setdefault("client", make_client())
    return FollowUp.objects.create(assignee=me, **fields)


def test_a_question_is_noted_answered_and_mailed(client, me):
    commission = make_commission()
    who = client_of(commission)
    ask = reverse("admin:write_consultation", args=[who.public_id])
    client.post(
        f"{ask}?about={commission.reference}",
        {"question": "Could it be set lower?", "advisor": me.pk, "due_on": "2026-11-25"},
    )
    written = WrittenConsultation.objects.get()
    assert (written.commission, written.due_on) == (commission, date(2026, 11, 25))
    page = reverse("admin:written", args=[written.public_id])
    client.post(f"{page}draft/", {"answer": "Perhaps", "seen": "0"})
    assert "Perhaps" in client.get(page).content.decode()
    assert client.post(page, {"answer": "", "next_step": "wait"}).status_code == 200
    client.post(page, {"answer": "Yes, by 2 mm.", "notes": "Check", "next_step": "quote"})
    written.refresh_from_db()
    assert (written.status, written.answer, written.next_step) == (
        "answered",
        "Yes, by 2 mm.",
        "quote",
    )
    assert not RecordDraft.objects.exists()
    mails = {mail.kind: mail.text for mail in OutgoingMessage.objects.filter(to=who.email)}
    assert "Wednesday 25 November 2026" in mails["written.asked"]
    assert "Yes, by 2 mm." in mails["written.answered"]
    assert "Check" not in mails["written.answered"]


def test_a_surprise_is_told_only_that_there_is_news(client, me):
    commission = make_commission(is_surprise=True)
    written = _written(me, commission=commission)
    page = reverse("admin:written", args=[written.public_id])
    client.post(page, {"answer": "An emerald, then.", "next_step": "quote"})
    mail = OutgoingMessage.objects.get(kind="written.answered")
    assert mail.subject == "A note for you"
    assert "emerald" not in mail.text + mail.html


def test_the_question_of_one_client_never_names_anothers_commission(client, me):
    foreign = make_commission()
    ask = reverse("admin:write_consultation", args=[make_client().public_id])
    page = client.get(f"{ask}?about={foreign.reference}")
    assert page.context["commission"] is None


def test_a_follow_up_is_done_by_one_press_and_taken_back_by_another(client, me, clock):
    late = _follow_up(me, due_on=TODAY - timedelta(days=2))
    _follow_up(me, due_on=TODAY + timedelta(days=1), what="Not yet")
    home = reverse("admin:index")
    page = client.get(home).content.decode()
    assert "Send the photographs" in page
    assert "Overdue" in page
    assert "Not yet" not in page
    answer = client.post(reverse("admin:follow_up_done", args=[late.pk]), {"next": home})
    assert answer.headers["Location"] == home
    late.refresh_from_db()
    assert late.done_by == me
    assert "Undo" in client.get(home).content.decode()
    client.post(reverse("admin:follow_up_reopen", args=[late.pk]), {"next": home})
    late.refresh_from_db()
    assert late.done_at is None
    client.post(reverse("admin:follow_up_done", args=[late.pk]))
    clock.shift(timedelta(minutes=16))
    assert "Send the photographs" not in client.get(home).content.decode()


def test_a_press_never_leads_to_another_host(client, me):
    done = reverse("admin:follow_up_done", args=[_follow_up(me).pk])
    answer = client.post(done, {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == reverse("admin:index")


def test_a_follow_up_is_added_about_a_piece_and_stands_in_its_section(client, me):
    commission = make_commission()
    add = reverse("admin:follow_up_add", args=[client_of(commission).public_id])
    wish = {"what": "Ask the dealer", "due_on": "2026-11-30", "commission": commission.pk}
    client.post(add, wish)
    assert FollowUp.objects.get().assignee == me
    section = reverse("admin:commission", args=[commission.reference, "consultations"])
    assert "Ask the dealer" in client.get(section).content.decode()
    refused = client.post(add, wish | {"due_on": "2026-11-20"})
    assert refused.status_code == 400
    assert "Ask the dealer" in refused.content.decode()
    foreign = client.post(add, wish | {"commission": make_commission().pk})
    assert foreign.status_code == 200
    assert FollowUp.objects.count() == 1


@pytest.mark.parametrize(("due", "count"), [("open", 3), ("due", 2), ("overdue", 1)])
@pytest.mark.parametrize("model", ["followup", "writtenconsultation"])
def test_lists_narrow_to_what_is_due_and_to_ones_own(client, me, model, due, count):
    make = _follow_up if model == "followup" else _written
    for days in (-1, 0, 1):
        make(me, due_on=TODAY + timedelta(days=days))
        make(make_advisor(), due_on=TODAY + timedelta(days=days))
    address = reverse(f"admin:consultations_{model}_changelist")
    assert client.get(address, {"due": due}).context["cl"].result_count == count * 2
    mine = client.get(address, {"due": due, "whose": "mine"})
    assert mine.context["cl"].result_count == count


def test_home_names_mine_first_and_what_is_not_ready(client, me):
    early = make_appointment(starts_at=NOW + timedelta(hours=1))
    make_appointment(
        starts_at=NOW + timedelta(hours=3), advisor=me, to_prepare="[x] Tray\nMemo to Adler"
    )
    page = client.get(reverse("admin:index")).content.decode()
    assert page.index("To lay ready: Memo to Adler") < page.index(str(early.client))
    assert "Tray" not in page


def test_the_next_step_follows_what_is_arranged(client, me):
    commission = make_commission(status="consulting")
    page = reverse("admin:commission", args=[commission.reference])

    def step():
        return client.get(page).context["next_step"].label

    assert step() == "Book a consultation"
    _written(me, commission=commission)
    assert step() == "Answer in writing"
    meeting = make_appointment(
        commission=commission,
        client=commission.client,
        advisor=me,
        starts_at=NOW + timedelta(hours=1),
    )
    assert step() == "Prepare the consultation"
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        assert step() == "Record the consultation"
        said = {"attended": "Clara", "next_step": "again"}
        client.post(reverse("admin:appointment", args=[meeting.public_id]), said)
        WrittenConsultation.objects.update(status="withdrawn")
        assert step() == "Book another consultation"


def test_the_client_reads_summary_and_what_is_shared_but_no_notes(client, me):
    commission = make_commission()
    held = make_appointment(
        commission=commission,
        client=commission.client,
        starts_at=NOW - timedelta(days=2),
        status="done",
        recorded_at=NOW,
        summary="We looked at three emeralds.",
        notes="Prefers to decide at home",
    )
    _follow_up(me, client=held.client, commission=commission, appointment=held, is_shared=True)
    _follow_up(me, client=held.client, commission=commission, appointment=held, what="Secret")
    client.force_login(client_of(commission).user)
    pages = (
        reverse("my:commission", args=[commission.public_id]),
        reverse("my:appointment", args=[held.public_id]),
    )
    for address in pages:
        page = client.get(address).content.decode()
        assert "We looked at three emeralds." in page
        assert "Send the photographs" in page
        assert "Prefers to decide" not in page
        assert "Secret" not in page


def test_only_staff_with_the_right_touch_them(client, me):
    written, follow_up = _written(me), _follow_up(me)
    for who in (make_client().user, make_staff(is_superuser=False)):
        client.force_login(who)
        for name, key in (
            ("written", written.public_id),
            ("answer_draft", written.public_id),
            ("written_withdraw", written.public_id),
            ("write_consultation", written.client.public_id),
            ("follow_up_add", written.client.public_id),
            ("follow_up_done", follow_up.pk),
        ):
            assert client.post(reverse(f"admin:{name}", args=[key])).status_code == 403
    follow_up.refresh_from_db()
    assert follow_up.done_at is None
