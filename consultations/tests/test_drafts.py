"""Two who write a record at once: one is kept, the other is told and shown what was kept."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.refusals import Conflict, NotAllowed
from atelier.people.actors import user_actor
from atelier.people.tests.factories import make_staff
from atelier.people.tests.racing import at_once
from consultations.actions import drafts
from consultations.actions.drafts import save_draft
from consultations.models import Appointment, RecordDraft
from consultations.tests.factories import STAFF, make_appointment

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 6


def _all_write(appointment: Appointment, seen: int) -> list[str]:
    def write(number: int) -> str:
        try:
            save_draft(of=appointment, words={"notes": str(number)}, seen=seen, by=STAFF)
        except Conflict as refused:
            kept = refused.details["draft"]
            assert isinstance(kept, RecordDraft)
            return f"told of {kept.words['notes']}"
        return f"kept {number}"

    return sorted(at_once([partial(write, number) for number in range(WRITERS)]))


@pytest.fixture
def begun() -> Appointment:
    appointment = make_appointment()
    save_draft(of=appointment, words={"notes": "first"}, seen=0, by=STAFF)
    return appointment


def test_one_of_many_is_kept_and_every_other_is_shown_it(begun):
    kept, *others = _all_write(begun, seen=1)
    winner = kept.removeprefix("kept ")
    assert others == [f"told of {winner}"] * (WRITERS - 1)
    draft = RecordDraft.objects.get()
    assert (draft.words, draft.version) == ({"notes": winner}, 2)


def test_canary_without_the_lock_words_are_lost_unseen(begun, monkeypatch):
    reading = threading.Barrier(WRITERS)

    def read_together(of: Appointment) -> Appointment:
        return of

    keep = drafts._keep

    def keep_together(*args, **kwargs):
        reading.wait(timeout=20)
        return keep(*args, **kwargs)

    monkeypatch.setattr(drafts, "_lock", read_together)
    monkeypatch.setattr(drafts, "_keep", keep_together)
    outcomes = _all_write(begun, seen=1)
    assert outcomes == [f"kept {number}" for number in range(WRITERS)]


def _leave(appointment: Appointment, by: Actor, *, seen: int = 0) -> str:
    words = {"notes": "first and last"}
    return save_draft(of=appointment, words=words, seen=seen, by=by, leaving=True).words["notes"]


def test_a_page_that_was_left_overtakes_what_it_had_on_its_way():
    writer = user_actor(make_staff())
    appointment = make_appointment()
    save_draft(of=appointment, words={"notes": "first"}, seen=0, by=writer)
    with pytest.raises(Conflict):
        save_draft(of=appointment, words={"notes": "second"}, seen=0, by=writer)
    assert _leave(appointment, writer) == "first and last"


def test_a_page_that_was_left_overtakes_nobody_else_and_nothing_older():
    writer = user_actor(make_staff())
    appointment = make_appointment()
    save_draft(of=appointment, words={"notes": "first"}, seen=0, by=writer)
    with pytest.raises(Conflict):
        _leave(appointment, user_actor(make_staff()))
    RecordDraft.objects.update(saved_at=timezone.now() - timedelta(seconds=31))
    with pytest.raises(Conflict):
        _leave(appointment, writer)
    RecordDraft.objects.update(saved_at=timezone.now(), version=2)
    with pytest.raises(Conflict):
        _leave(appointment, writer)
    assert RecordDraft.objects.get().words == {"notes": "first"}


def test_a_client_keeps_no_draft():
    client = Actor(kind=ActorKind.CLIENT, name="Clara", address="203.0.113.7")
    with pytest.raises(NotAllowed):
        save_draft(of=make_appointment(), words={"notes": "x"}, seen=0, by=client)
