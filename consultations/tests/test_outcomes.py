"""Held, cancelled, missed: each once, and told to the right people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from consultations.actions.outcomes import NextStep, cancel, miss, record
from consultations.tests.factories import STAFF, make_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
CLIENT = Actor(kind=ActorKind.CLIENT, name="A client")


def _held(**over):
    return make_appointment(starts_at=timezone.now() - timedelta(hours=1), **over)


def _record(appointment, **over):
    said = {"attended": "Both", "notes": "Prefers oval.", "summary": "Three oval options."}
    return record(appointment=appointment, by=STAFF, **said | over)


def test_a_record_keeps_the_notes_in_the_house_and_sends_the_summary():
    appointment = _held()
    _record(appointment, next_step=NextStep.AGAIN)
    appointment.refresh_from_db()
    assert (appointment.status, appointment.attended) == ("done", "Both")
    assert appointment.recorded_at == timezone.now()
    mail = OutgoingMessage.objects.get()
    assert mail.to == appointment.client.email
    assert "Three oval options." in mail.text
    assert "Prefers oval." not in mail.text + mail.html
    assert Event.objects.get(kind="appointment.recorded").data["next_step"] == "again"


def test_a_record_says_who_came():
    with pytest.raises(Refusal, match="who came"):
        _record(make_appointment(), attended=" ")


def test_recording_again_is_refused():
    appointment = _held()
    _record(appointment)
    with pytest.raises(WrongState):
        _record(appointment, notes="Other notes")
    appointment.refresh_from_db()
    assert appointment.notes == "Prefers oval."


def test_cancelling_tells_both_with_a_file_that_cancels():
    appointment = make_appointment()
    cancel(appointment=appointment, reason="The stone is late.", by=STAFF)
    appointment.refresh_from_db()
    assert (appointment.status, appointment.ics_sequence) == ("cancelled", 1)
    mails = OutgoingMessage.objects.filter(kind="appointment.cancelled")
    assert mails.count() == 2
    assert mails[0].attachments[0]["type"] == "text/calendar; method=CANCEL"
    assert "The stone is late." in mails[0].text


def test_cancelling_again_changes_nothing():
    appointment = make_appointment()
    cancel(appointment=appointment, reason="The stone is late.", by=STAFF)
    cancel(appointment=appointment, reason="Another reason", by=STAFF)
    appointment.refresh_from_db()
    assert appointment.cancel_reason == "The stone is late."
    assert OutgoingMessage.objects.count() == 2


def test_nobody_is_missed_before_the_hour():
    early = make_appointment()
    with pytest.raises(WrongState, match="has not begun yet"):
        miss(appointment=early, by=STAFF)
    late = make_appointment(starts_at=timezone.now() - timedelta(hours=1))
    assert miss(appointment=late, by=STAFF).status == "no_show"


@pytest.mark.parametrize("act", [record, cancel, miss])
def test_clients_do_not_keep_the_diary(act):
    words = {
        record: {"attended": "Me", "notes": "", "summary": ""},
        cancel: {"reason": ""},
        miss: {},
    }
    with pytest.raises(NotAllowed):
        act(appointment=make_appointment(), by=CLIENT, **words[act])
