"""The third failure of one code stops the piece until the owner says how it goes on."""

import pytest
from django.contrib.auth.models import Permission

from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.actors import jeweller_actor
from atelier.people.tests.factories import client_actor, make_staff, staff_actor
from atelier.pictures.tests.factories import make_picture
from production.actions import runs as actions
from production.actions.pictures import add_picture
from production.actions.reviews import decide_review
from production.actions.undo import undo
from production.models import Decision, OwnerReview
from production.statuses import RunStatus
from production.tests.factories import (
    fail,
    finish,
    make_crew,
    make_job,
    now_open,
    numbers,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db
STOPS = "C-PIT failed 3 times: the owner decides how it goes on."


def failed(crew, times):
    job = make_job()
    for _ in range(times):
        fail(start(play_to(job, 30, crew), crew["inspector"]), crew["inspector"], "C-PIT")
    return job


@pytest.fixture
def crew():
    return make_crew()


@pytest.fixture
def stopped(crew):
    return failed(crew, 3)


def decide(job, decision=Decision.GO_ON, **over):
    over.setdefault("by", staff_actor())
    return decide_review(review=job.reviews.get(), decision=decision, **over)


def test_two_failures_stop_nothing(crew):
    job = failed(crew, 2)
    assert not job.reviews.exists()
    assert start(now_open(job), crew["caster"]).status == RunStatus.RUNNING


def test_the_third_stops_the_piece(stopped, crew):
    with pytest.raises(WrongState, match=STOPS):
        start(now_open(stopped), crew["caster"])
    events = Event.objects.filter(kind="job.needs_owner", subject_id=stopped.pk)
    assert [event.data["reason"] for event in events] == ["C-PIT"]
    assert Event.objects.filter(kind="job.needs_owner").get().data["failures"] == 3


def test_a_stopped_stage_is_not_left_out_either(crew):
    job = make_job()
    for _ in range(3):
        fail(start(now_open(job), crew["modeller"]), crew["modeller"], "M-PROP")
    run, hand = now_open(job), crew["modeller"]
    with pytest.raises(WrongState, match="the owner decides"):
        actions.skip_run(run=run, jeweller=hand, by=jeweller_actor(hand))


def test_three_codes_once_each_stop_nothing(crew):
    job = make_job()
    for code in ("C-PIT", "C-GAS", "C-INCL"):
        fail(start(play_to(job, 30, crew), crew["inspector"]), crew["inspector"], code)
    assert not job.reviews.exists()


def test_going_on_lets_it_start_and_says_what_to_mind(stopped, crew):
    decide(stopped, words="Another tree, hotter flask")
    run = now_open(stopped)
    assert run.note == "C-PIT Pits\nAnother tree, hotter flask"
    assert start(run, crew["caster"]).status == RunStatus.RUNNING


def scratched(crew):
    """A piece whose polish failed three times, its stones set."""
    job = make_job()
    for _ in range(3):
        run = start(play_to(job, 110, crew), crew["inspector"])
        fail(run, crew["inspector"], "P-SCRATCH")
    return job


def test_back_to_metal_work_the_owner_says_what_becomes_of_set_stones(crew):
    job = scratched(crew)
    with pytest.raises(Refusal, match="unset them first, or laser only"):
        decide(job, Decision.SEND_BACK, back_to=40)
    decide(job, Decision.SEND_BACK, back_to=40, set_stones="laser", words="Gently")
    assert now_open(job).note == "P-SCRATCH Scratch\nStones stay: laser only, no torch\nGently"
    decide(job, Decision.SEND_BACK, back_to=40, set_stones="unset")
    assert now_open(job).note == "P-SCRATCH Scratch\nUnset the stones first"
    hand = crew["bench"]
    filed = finish(start(now_open(job), hand), hand)
    assert filed.weighings.get().stones_in == 0


def test_stones_left_alone_are_not_spoken_of(crew):
    job = scratched(crew)
    decide(job, Decision.SEND_BACK, back_to=90, set_stones="unset")
    assert now_open(job).note == "P-SCRATCH Scratch"
    assert not job.reviews.get().run.set_stones


def test_the_owner_s_page_asks_about_set_stones(stopped, crew, client):
    client.force_login(make_staff())
    asked = "The stones are set. If the metal is worked again"
    assert asked not in client.get(f"/admin/reviews/{stopped.reviews.get().pk}/").content.decode()
    address = f"/admin/reviews/{scratched(crew).reviews.get().pk}/"
    assert asked in client.get(address).content.decode()
    further = {"decision": "send_back", "back_to": "40"}
    assert "unset them first" in client.post(address, further).content.decode()
    client.post(address, further | {"set_stones": "laser"})
    assert "Stones stay: laser only, no torch." in client.get(address).content.decode()


def test_going_back_further_voids_what_was_passed(stopped, crew):
    decide(stopped, Decision.SEND_BACK, back_to=10, words="Thicker sprue")
    run = now_open(stopped)
    assert (run.stage.number, run.attempt, run.status) == (10, 2, RunStatus.READY)
    assert numbers(stopped, RunStatus.DONE, RunStatus.PASSED) == []
    finish(start(run, crew["modeller"]), crew["modeller"])
    assert now_open(stopped).stage.number == 20


@pytest.mark.parametrize("back_to", [None, 20, 30])
def test_back_is_earlier(stopped, back_to):
    with pytest.raises(Refusal, match="earlier stage"):
        decide(stopped, Decision.SEND_BACK, back_to=back_to)


def test_the_bench_and_the_client_do_not_decide(stopped, crew):
    for by in (jeweller_actor(crew["bench_lead"]), client_actor(stopped.commission.client)):
        with pytest.raises(NotAllowed):
            decide(stopped, by=by)


def standing(job):
    fields = ("stage__number", "attempt", "status", "note", "ended_at")
    return list(job.runs.order_by("pk").values_list(*fields))


def test_decided_the_same_twice_it_is_decided_once(stopped):
    decide(stopped, words="Again")
    decide(stopped, words="Again")
    assert Event.objects.filter(kind="job.reviewed").count() == 1
    assert not Event.objects.filter(kind="job.decided_otherwise").exists()


def test_decided_otherwise_while_nobody_has_gone_on(stopped, crew):
    before = standing(stopped)
    decide(stopped, Decision.SEND_BACK, back_to=10, words="A new model")
    decide(stopped, words="Hotter flask")
    run = now_open(stopped)
    assert (run.stage.number, run.note) == (20, "C-PIT Pits\nHotter flask")
    decide(stopped)
    assert standing(stopped) == before
    decide(stopped, Decision.SEND_BACK, back_to=10)
    assert now_open(stopped).stage.number == 10
    assert stopped.reviews.get().decision == Decision.SEND_BACK
    assert Event.objects.filter(kind="job.decided_otherwise").count() == 3


@pytest.mark.parametrize("tried", [{"back_to": 20}, {"back_to": None}])
def test_decided_otherwise_to_nowhere_changes_nothing(stopped, tried):
    decide(stopped, Decision.SEND_BACK, back_to=10)
    before = standing(stopped)
    with pytest.raises(Refusal, match="earlier stage"):
        decide(stopped, Decision.SEND_BACK, **tried)
    assert standing(stopped) == before


def test_a_start_taken_back_is_no_work(stopped, crew, tablet):
    decide(stopped, Decision.SEND_BACK, back_to=10)
    hand = crew["modeller"]
    start(now_open(stopped), hand, tablet=tablet)
    with pytest.raises(WrongState, match="work went on"):
        decide(stopped)
    undo(job=stopped, jeweller=hand, tablet=tablet, by=jeweller_actor(hand))
    decide(stopped)
    assert now_open(stopped).stage.number == 20


def test_a_decision_stands_once_work_went_on(stopped, crew):
    decide(stopped, Decision.SEND_BACK, back_to=10)
    hand = crew["modeller"]
    actions.skip_run(run=now_open(stopped), jeweller=hand, by=jeweller_actor(hand))
    with pytest.raises(WrongState, match="has decided this already, and work went on"):
        decide(stopped)


def test_what_was_pictured_at_the_stage_it_went_back_to_stays(stopped):
    decide(stopped, Decision.SEND_BACK, back_to=10)
    kept = add_picture(run=now_open(stopped), picture=make_picture(), by=staff_actor())
    decide(stopped)
    kept.refresh_from_db()
    assert kept.run == now_open(stopped)


def test_a_fourth_failure_asks_again(stopped, crew):
    decide(stopped)
    fail(start(play_to(stopped, 30, crew), crew["inspector"]), crew["inspector"], "C-PIT")
    assert list(stopped.reviews.values_list("failures", flat=True)) == [4, 3]
    with pytest.raises(WrongState, match="C-PIT failed 4 times"):
        start(now_open(stopped), crew["caster"])


def test_home_counts_it_and_the_owner_decides_on_its_page(stopped, client, crew):
    client.force_login(make_staff())
    assert "Third failures to decide" in client.get("/admin/").content.decode()
    address = f"/admin/reviews/{OwnerReview.objects.get().pk}/"
    assert "C-PIT Pits, 3 times" in client.get(address).content.decode()
    assert client.post(address, {"decision": "send_back"}).status_code == 200
    assert now_open(stopped).review_code == "C-PIT"
    client.post(address, {"decision": "send_back", "back_to": "10"})
    assert now_open(stopped).stage.number == 10
    page = client.get(address).content.decode()
    assert "Go back further: to model" in page
    assert "Change the decision" in page
    client.post(address, {"decision": "go_on", "words": "Again"})
    assert now_open(stopped).stage.number == 20
    start(now_open(stopped), crew["caster"])
    assert "Change the decision" not in client.get(address).content.decode()


def test_whoever_only_reads_does_not_decide(stopped, client):
    clerk = make_staff(is_superuser=False)
    clerk.user_permissions.add(Permission.objects.get(codename="view_ownerreview"))
    client.force_login(clerk)
    address = f"/admin/reviews/{OwnerReview.objects.get().pk}/"
    assert "does not decide it" in client.get(address).content.decode()
    assert client.post(address, {"decision": "go_on"}).status_code == 403
