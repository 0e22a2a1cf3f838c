"""A call for help reaches every bench lead and the office, and is answered once."""

import pytest
from django.db import IntegrityError, transaction

from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.actors import jeweller_actor
from atelier.people.skills import Skill
from atelier.people.tests.factories import make_staff, staff_actor
from production.actions.calls import answer_call, call_for_help
from production.models import About, HelpCall
from production.statuses import JobStatus
from production.tests.browsing import page_of, tap
from production.tests.factories import make_hand, make_job, now_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller():
    return make_hand(Skill.SETTER, name="Inès Okafor")


def call(job, caller, about=About.HOW):
    return call_for_help(job=job, jeweller=caller, about=about, by=jeweller_actor(caller))


def test_the_lead_s_bench_and_the_piece_show_it(bench, caller):
    job = make_job()
    call(job, caller)
    for page in (bench.get("/bench/").content.decode(), page_of(bench, job)):
        assert "Inès Okafor" in page
        assert "how to go on" in page


def test_others_do_not_see_the_list_but_the_piece(bench, hand, caller):
    hand.skills = [Skill.MODELLER]
    hand.save()
    job = make_job()
    call(job, caller)
    assert "Calls for help" not in bench.get("/bench/").content.decode()
    assert "Answered" not in page_of(bench, job)


def test_called_twice_it_is_one_call(caller):
    job = make_job()
    version = job.version
    assert call(job, caller) == call(job, caller, About.TOOL)
    assert Event.objects.filter(kind="help.called").count() == 1
    job.refresh_from_db()
    assert job.version == version
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpCall.objects.create(job=job, jeweller=caller, about=About.HAND)


def test_answered_on_the_tablet(bench, hand, caller):
    job = make_job()
    tap(bench, job, "help", about="tool")
    mine, theirs = HelpCall.objects.get(), call(job, caller)
    tap(bench, job, "answer", call=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.answered_by_name == hand.name
    assert list(HelpCall.objects.unanswered()) == [mine]


def test_answered_from_home(client, caller):
    waiting = call(make_job(), caller)
    client.force_login(make_staff(name="Ada Lindqvist"))
    assert "Somebody at the bench waits" in client.get("/admin/").content.decode()
    listed = client.get("/admin/production/helpcall/?answered=no").content.decode()
    address = f"/admin/calls/{waiting.pk}/"
    assert address in listed
    assert "Inès Okafor calls for help" in client.get(address).content.decode()
    client.post(address)
    waiting.refresh_from_db()
    assert waiting.answered_by_name == "Ada Lindqvist"
    answer_call(call=waiting, by=staff_actor())
    assert Event.objects.filter(kind="help.answered").count() == 1


def test_who_may_answer(caller):
    waiting = call(make_job(), caller)
    stranger = make_hand(Skill.POLISHER)
    with pytest.raises(NotAllowed, match="A bench lead answers"):
        answer_call(call=waiting, by=jeweller_actor(stranger), jeweller=stranger)
    with pytest.raises(NotAllowed):
        answer_call(call=waiting, by=jeweller_actor(stranger))
    answer_call(call=waiting, by=jeweller_actor(caller), jeweller=caller)


def test_about_something_and_while_it_is_made(caller):
    job = make_job()
    with pytest.raises(Refusal, match="what help is needed with"):
        call(job, caller, "weather")
    now_open(job).delete()
    job.status = JobStatus.CANCELLED
    job.save()
    with pytest.raises(WrongState):
        call(job, caller)
