"""The commission's page: its next step in every standing, its sections, its refusals."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from atelier.journal.models import Event
from atelier.materials.models import GoodsPicture
from atelier.materials.tests.factories import make_stone
from atelier.office.sections import SECTIONS
from atelier.office.steps import Standing, next_step, other_steps
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from atelier.pictures.tests.factories import make_picture
from consultations.actions.outcomes import record
from consultations.tests.factories import make_appointment
from orders.models import Commission, CommissionStone, StoneProof
from orders.models.proofs import ProofMoment
from orders.policies.sides import client_of
from orders.tests.factories import make_approved, make_commission, make_draft, make_sent_quote
from production.actions.jobs import open_job
from production.reference import load

pytestmark = pytest.mark.django_db


def _page(commission, section="brief"):
    return reverse("admin:commission", args=[commission.reference, section])


def _do(commission, verb):
    return reverse("admin:do", args=[commission.reference, verb])


def _label(commission):
    step = next_step(Standing.of(Commission.objects.get(pk=commission.pk)))
    return step.label if step else None


@pytest.fixture
def staff(client):
    user = make_staff(name="Ines Valois")
    client.force_login(user)
    return user


class TestNextStep:
    """One step for every standing."""

    def test_a_bespoke_request_asks_for_a_consultation(self):
        assert _label(make_commission()) == "Book a consultation"

    def test_a_general_request_asks_for_a_quote(self):
        assert _label(make_commission(level="general")) == "Write the quote"

    def test_what_is_booked_asks_to_be_recorded_and_then_for_a_quote(self):
        commission = make_commission(status="consulting")
        begun = timezone.now() - timedelta(hours=1)
        held = make_appointment(commission=commission, client=commission.client, starts_at=begun)
        assert _label(commission) == "Record the consultation"
        record(appointment=held, attended="Both", notes="", summary="", by=staff_actor())
        assert _label(commission) == "Write the quote"

    def test_the_road_from_quote_to_workshop(self):
        load()
        quote = make_draft()
        assert _label(quote.commission) == "Continue the quote"
        sent = make_sent_quote()
        assert _label(sent.commission) == "Remind the client"
        approved = make_approved().commission
        assert _label(approved) == "Release to the workshop"
        open_job(commission=approved, by=staff_actor())
        assert _label(approved) == "Follow it in the workshop"
        Commission.objects.filter(pk=approved.pk).update(status="ready")
        assert _label(approved) == "Hand over to the client"

    @pytest.mark.parametrize("status", ["declined", "withdrawn"])
    def test_what_has_ended_asks_for_nothing(self, status):
        commission = make_commission(status=status)
        assert _label(commission) is None
        assert other_steps(Standing.of(commission), None) == []

    def test_what_is_missing_is_said_before_the_button_can_be_pressed(self, client, staff):
        commission = make_approved().commission
        piece = commission.pieces.get()
        piece.ring_diameter, piece.ring_size_system, piece.ring_size_label = None, "", ""
        piece.size_unknown = True
        piece.save()
        page = client.get(_page(commission)).content.decode()
        assert "The size of the engagement ring is not known yet." in page
        assert _do(commission, "release") not in page

    def test_the_brief_says_everything_that_was_asked_for(self, client, staff):
        commission = make_commission(level="bespoke")
        commission.pieces.update(
            measured_how="guess",
            finger="Ring finger, left hand",
            band_thickness=Decimal("1.8"),
            band_profile="court",
            finish="satin",
            comfort_fit=True,
        )
        page = client.get(_page(commission)).content.decode()
        for words in (
            "It is a guess",
            "Ring finger, left hand",
            "1.8 mm",
            "Court: round inside and outside",
            "Satin",
            "Rounded, for comfort",
        ):
            assert f"<dd>{words}</dd>" in page


class TestPress:
    """Buttons move a commission only through its actions."""

    def test_release_opens_the_job(self, client, staff):
        load()
        commission = make_approved().commission
        answer = client.post(_do(commission, "release"))
        assert answer.status_code == 302
        assert answer["Location"] == _page(commission, "production")
        assert commission.jobs.count() == 1
        event = Event.objects.get(kind="job.opened")
        assert (event.actor_name, event.address) == ("Ines Valois", "127.0.0.1")

    def test_release_twice_opens_one_job(self, client, staff):
        load()
        commission = make_approved().commission
        client.post(_do(commission, "release"))
        client.post(_do(commission, "release"))
        assert commission.jobs.count() == 1

    def test_too_early_is_said_kindly_on_the_same_page(self, client, staff):
        commission = make_commission()
        answer = client.post(_do(commission, "deliver"))
        assert answer.status_code == 409
        assert "so that step cannot be taken now" in answer.content.decode()

    def test_looking_presses_nothing(self, client, staff):
        commission = make_approved().commission
        assert client.get(_do(commission, "release")).status_code == 405
        assert not commission.jobs.exists()

    def test_declining_tells_the_client_why(self, client, staff):
        commission = make_commission()
        client.post(
            reverse("admin:decline", args=[commission.reference]), {"reason": "We do not cut jade."}
        )
        commission.refresh_from_db()
        assert commission.status == "declined"
        assert commission.messages.get().body == "We do not cut jade."

    def test_a_message_is_written_and_what_came_before_is_read(self, client, staff):
        commission = make_commission()
        commission.messages.create(
            author=client_of(commission).account, from_client=True, body="Hello"
        )
        client.post(reverse("admin:write", args=[commission.reference]), {"body": "Good morning."})
        assert commission.messages.filter(from_client=False).get().body == "Good morning."
        assert commission.messages.filter(from_client=True, read_at=None).count() == 0


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_answers_in_every_standing(section, client, staff):
    load()
    made = make_approved().commission
    open_job(commission=made, by=staff_actor())
    for commission in (make_commission(), make_sent_quote().commission, made):
        assert client.get(_page(commission, section)).status_code == 200


@pytest.mark.parametrize(
    ("section", "queries"),
    [
        ("brief", 9),
        ("consultations", 13),
        ("quote", 10),
        ("production", 10),
        ("pictures", 8),
        ("messages", 7),
        ("history", 7),
    ],
)
def test_a_section_asks_the_same_however_much_there_is(
    section, queries, client, staff, django_assert_num_queries
):
    commission = make_sent_quote().commission
    _fill(commission)
    client.get(_page(commission, section))
    with django_assert_num_queries(queries):
        client.get(_page(commission, section))
    _fill(commission)
    _fill(commission)
    with django_assert_num_queries(queries):
        client.get(_page(commission, section))


def _fill(commission):
    make_appointment(commission=commission, client=commission.client, status="cancelled")
    commission.messages.create(author=client_of(commission).account, from_client=True, body="Hello")


def test_a_comparison_shows_its_microphoto_beside_the_intakes(client, staff):
    load()
    commission = make_approved().commission
    open_job(commission=commission, by=staff_actor())
    stone = make_stone("emerald")
    promise = CommissionStone.objects.create(commission=commission, stone=stone)
    intake, now = make_picture(), make_picture()
    GoodsPicture.objects.create(stone=stone, picture=intake)
    said = {"moment": ProofMoment.SETTING, "matches": True, "by_name": "Kenji Mori"}
    StoneProof.objects.create(promise=promise, picture=now, **said)
    page = client.get(_page(commission, "production")).content.decode()
    for each in (intake, now):
        assert reverse("admin:picture", args=[each.public_id, 320]) in page


def test_a_draft_that_nobody_sent_is_not_there(client, staff):
    draft = Commission.objects.create()
    assert client.get(_page(draft)).status_code == 404


def test_history_says_who_and_from_where(client, staff):
    quote = make_draft()
    client.post(reverse("admin:quote_send", args=[quote.public_id]))
    page = client.get(_page(quote.commission, "history")).content.decode()
    assert "Ines Valois sent version 1 of the offer" in page
    assert "127.0.0.1" in page


class TestDoors:
    """Who may come in."""

    def test_a_stranger_is_sent_to_sign_in_and_a_client_is_refused(self, client):
        commission = make_commission()
        assert client.get(_page(commission)).status_code == 302
        client.force_login(make_client().account)
        assert client.get(_page(commission)).status_code == 403
        assert client.post(_do(commission, "deliver")).status_code == 403

    def test_staff_without_the_right_read_a_kind_refusal(self, client):
        client.force_login(make_staff(is_superuser=False))
        commission = make_commission()
        for answer in (client.get(_page(commission)), client.post(_do(commission, "deliver"))):
            assert answer.status_code == 403
            assert "Your account does not open this page" in answer.content.decode()


@pytest.mark.parametrize(
    ("promised", "late"), [(date(2026, 11, 22), True), (date(2026, 11, 23), False)]
)
def test_a_piece_past_its_promised_day_says_so_at_the_top(client, promised, late):
    commission = make_commission(status="making", promised_from=promised, promised_to=promised)
    client.force_login(make_staff())
    with time_machine.travel(datetime(2026, 11, 24, 4, 30, tzinfo=UTC), tick=False):
        page = client.get(reverse("admin:commission", args=[commission.reference]))
    assert page.context["is_late"] is late
    assert ('chip--alarm">Late<' in page.content.decode()) is late
