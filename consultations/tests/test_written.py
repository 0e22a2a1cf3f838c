"""A question in writing: by which day, answered once, taken back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.tests.factories import client_actor, make_client, make_staff
from consultations.actions.followups import NewFollowUp
from consultations.actions.written import answer_in_writing, ask_in_writing, withdraw_written
from consultations.models import BusyTime, WrittenConsultation
from consultations.statuses import NextStep
from consultations.tests.factories import STAFF, make_advisor, make_rules, make_written
from consultations.working_days import answer_day
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
QUESTION = "Can my grandmother's sapphire be set again?"


def _ask(**over):
    wish: dict[str, Any] = {"question": QUESTION, "by": STAFF} | over
    wish.setdefault("client", make_client())
    wish.setdefault("advisor", make_advisor())
    return ask_in_writing(**wish)


def _answer(written, **over):
    said: dict[str, Any] = {
        "answer": "Yes, in a bezel.",
        "notes": "Check the girdle.",
        "by": STAFF,
    } | over
    return answer_in_writing(written=written, **said)


class TestDueDay:
    """Two working days ahead, as the house works."""

    @pytest.mark.parametrize(
        ("today", "days", "due"),
        [
            (date(2026, 11, 23), 2, date(2026, 11, 25)),  # Monday
            (date(2026, 11, 20), 2, date(2026, 11, 24)),  # Friday, over a weekend
            (date(2026, 11, 21), 2, date(2026, 11, 24)),  # Saturday
            (date(2026, 11, 25), 2, date(2026, 11, 30)),  # over Thanksgiving and a weekend
            (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over New Year and a weekend
            (date(2026, 11, 23), 0, date(2026, 11, 23)),
        ],
    )
    def test_weekends_and_holidays_are_skipped(self, today, days, due):
        make_rules(written_days=days)
        assert answer_day(today) == due

    def test_a_house_that_works_on_holidays(self):
        make_rules(written_days=2, closed_on_holidays=False)
        assert answer_day(date(2026, 11, 25)) == date(2026, 11, 27)

    def test_today_is_the_houses(self):
        # Monday evening in New York, Tuesday in UTC.
        with time_machine.travel(datetime(2026, 11, 24, 2, 0, tzinfo=UTC), tick=False):
            assert _ask().due_on == date(2026, 11, 25)


class TestAsking:
    """It takes nobody's hour."""

    def test_it_has_a_day_and_no_hour_and_both_are_told(self):
        asked = _ask()
        assert (asked.due_on, asked.status) == (date(2026, 11, 25), "open")
        assert not BusyTime.objects.exists()
        told = set(OutgoingMessage.objects.values_list("to", flat=True))
        assert told == {asked.client.email, asked.advisor.email}

    def test_staff_name_another_day_but_none_that_has_passed(self):
        assert _ask(due_on=date(2026, 12, 1)).due_on == date(2026, 12, 1)
        with pytest.raises(Refusal, match="That day has passed"):
            _ask(due_on=date(2026, 11, 22))

    def test_clients_ask_for_themselves_and_name_no_day(self):
        client = make_client()
        asked = _ask(client=client, by=client_actor(client), due_on=date(2026, 11, 23))
        assert asked.due_on == date(2026, 11, 25)
        with pytest.raises(NotAllowed):
            _ask(client=client, by=client_actor(make_client()))

    def test_asking_the_same_again_is_one_question(self):
        client, advisor = make_client(), make_advisor()
        assert _ask(client=client, advisor=advisor) == _ask(client=client, advisor=advisor)
        assert WrittenConsultation.objects.count() == 1
        assert OutgoingMessage.objects.count() == 2

    def test_it_says_something_to_an_advisor_about_ones_own_piece(self):
        with pytest.raises(Refusal, match="what you would like to know"):
            _ask(question="  ")
        with pytest.raises(Refusal, match="does not hold consultations"):
            _ask(advisor=make_advisor(is_active=False))
        with pytest.raises(Refusal, match="belongs to another client"):
            _ask(commission=make_commission())

    def test_it_opens_the_commission(self):
        commission = make_commission(status="requested")
        _ask(client=commission.client, commission=commission)
        commission.refresh_from_db()
        assert commission.status == "consulting"


class TestAnswering:
    """Once, with what was agreed."""

    def test_the_client_reads_the_answer_and_never_the_notes(self):
        written, bo = make_written(), make_staff()
        task = NewFollowUp("Draw the bezel", bo, date(2026, 11, 30), is_shared=True)
        _answer(written, next_step=NextStep.AGAIN, follow_ups=[task])
        written.refresh_from_db()
        assert (written.status, written.next_step) == ("answered", "again")
        assert written.answered_at == timezone.now()
        assert written.follow_ups.get().what == "Draw the bezel"
        mail = OutgoingMessage.objects.get(to=written.client.email)
        assert "Yes, in a bezel." in mail.text
        assert "Check the girdle." not in mail.text + mail.html

    def test_not_twice_not_empty_not_to_nowhere(self):
        written = make_written()
        with pytest.raises(Refusal, match="write the answer"):
            _answer(written, answer=" ")
        with pytest.raises(Refusal, match="what happens next"):
            _answer(written, next_step="dance")
        _answer(written)
        with pytest.raises(WrongState):
            _answer(written, answer="No.")
        written.refresh_from_db()
        assert written.answer == "Yes, in a bezel."

    def test_what_was_withdrawn_is_not_answered(self):
        written = make_written()
        for _ in range(2):
            withdraw_written(written=written, by=client_actor(written.client))
        assert Event.objects.filter(kind="written.withdrawn").count() == 1
        with pytest.raises(WrongState):
            _answer(written)

    def test_what_was_answered_is_not_withdrawn(self):
        written = make_written()
        _answer(written)
        with pytest.raises(WrongState):
            withdraw_written(written=written, by=STAFF)

    def test_another_client_withdraws_nothing(self):
        with pytest.raises(NotAllowed):
            withdraw_written(written=make_written(), by=client_actor(make_client()))
