"""Times the house proposes: those still free are pressed, and the commission's page says so."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from atelier.people.tests.factories import make_client
from consultations.models import Appointment, Hold, Invitation
from consultations.statuses import InvitationStatus
from consultations.tests.factories import make_advisor, make_hold, make_invitation
from orders.models import Commission
from orders.policies.sides import client_of
from orders.statuses import CommissionStatus
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning", "house")]

# Eight in the evening in New York: staff propose times that nobody is offered otherwise.
FIRST = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
DAYS = [FIRST + timedelta(days=days) for days in range(3)]


def make_proposal(commission: Commission) -> Invitation:
    return make_invitation(
        client=client_of(commission),
        commission=commission,
        advisor=make_advisor(name="Ines Valois"),
        starts=DAYS,
        expires_at=DAYS[-1],
        words="I have set two stones aside for you.",
    )


def browser_of(invitation: Invitation) -> Browser:
    browser = Browser()
    browser.force_login(invitation.client.account)
    return browser


def page_of(invitation: Invitation) -> str:
    return reverse("my:invitation", args=[invitation.public_id])


def test_one_of_the_times_is_pressed_held_and_booked() -> None:
    proposal = make_proposal(make_commission())
    make_hold(advisor=proposal.advisor, starts_at=DAYS[0])
    browser, where = browser_of(proposal), page_of(proposal)
    page = browser.get(where)
    assert [each.is_free for each in page.context["times"]] == [False, True, True]
    said = page.content.decode()
    assert said.count('<span class="chip chip--plain">taken</span>') == 1
    assert "I have set two stones aside for you." in said
    lost = browser.post(where, {"start": DAYS[0].isoformat()})
    assert lost.status_code == 409
    held = browser.post(where, {"start": DAYS[1].isoformat()})["Location"]
    booked = browser.post(held, {"subject": ""})["Location"]
    appointment = Appointment.objects.get()
    assert booked == reverse("my:booked", args=[appointment.public_id])
    assert (appointment.starts_at, appointment.commission) == (DAYS[1], proposal.commission)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.appointment) == (InvitationStatus.BOOKED, appointment)
    assert browser.get(where)["Location"] == reverse("my:appointment", args=[appointment.public_id])


def test_when_all_are_taken_other_times_are_offered() -> None:
    proposal = make_proposal(make_commission())
    for start in DAYS:
        make_hold(advisor=proposal.advisor, starts_at=start)
    page = browser_of(proposal).get(page_of(proposal))
    assert not page.context["any_free"]
    assert "All of them have been taken meanwhile." in page.content.decode()
    assert f"advisor={proposal.advisor.pk}" in page.content.decode()


@pytest.mark.parametrize("status", ["withdrawn", "expired"])
def test_closed_times_are_only_read(status: str) -> None:
    proposal = make_proposal(make_commission())
    Invitation.objects.update(status=status)
    browser = browser_of(proposal)
    page = browser.post(page_of(proposal), {"start": DAYS[0].isoformat()})
    assert "These times are over" in page.content.decode()
    assert not Hold.objects.exists()


@pytest.mark.parametrize("swept", [False, True])
def test_whoever_wants_another_of_them_comes_back_to_them(swept: bool) -> None:
    proposal = make_proposal(make_commission())
    browser = browser_of(proposal)
    held = browser.post(page_of(proposal), {"start": DAYS[0].isoformat()})["Location"]
    if swept:
        Hold.objects.all().delete()
    back = browser.get(held) if swept else browser.post(f"{held}release/")
    assert back["Location"] == page_of(proposal)
    assert not Hold.objects.exists()


def test_a_time_nobody_proposed_is_refused() -> None:
    proposal = make_proposal(make_commission())
    start = (FIRST + timedelta(hours=1)).isoformat()
    assert browser_of(proposal).post(page_of(proposal), {"start": start}).status_code == 400
    assert not Hold.objects.exists()


def test_a_foreign_invitation_is_not_there() -> None:
    proposal = make_proposal(make_commission())
    stranger = Browser()
    stranger.force_login(make_client().account)
    start = {"start": DAYS[0].isoformat()}
    assert stranger.get(page_of(proposal)).status_code == 404
    assert stranger.post(page_of(proposal), start).status_code == 404
    assert not Hold.objects.exists()


def test_the_commissions_page_asks_for_the_choice_and_leads_to_the_free_times() -> None:
    commission = make_commission(status=CommissionStatus.CONSULTING)
    browser = Browser()
    browser.force_login(client_of(commission).account)
    where = reverse("my:commission", args=[commission.public_id])
    to_book = f'href="/my/consultations/book/?commission={commission.public_id}"'
    assert browser.get(where).content.decode().count(to_book) == 2
    proposal = make_proposal(commission)
    page = browser.get(where)
    move = page.context["move"]
    assert (move.sentence, move.is_clients) == ("Please choose the time that suits you.", True)
    assert move.when == "Until Saturday 28 November, 20:00"
    assert f'href="{page_of(proposal)}"' in page.content.decode()
    assert (
        "Ines Valois proposes 3 times" in browser.get(reverse("my:consultations")).content.decode()
    )
