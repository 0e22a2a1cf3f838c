"""A try-on is linked to the appointments the client comes for, one or several."""

import pytest

from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.actors import jeweller_actor
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from consultations.statuses import AppointmentStatus
from consultations.tests.factories import make_appointment
from production.actions.try_ons import link_try_on, unlink_try_on
from production.models import TryOn
from production.tests.browsing import page_of
from production.tests.factories import (
    fail,
    finish,
    make_crew,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return make_crew()


@pytest.fixture
def job(crew):
    job = make_job()
    play_to(job, 70, crew)
    return job


def booked(job, **over):
    return make_appointment(client=job.commission.client, commission=job.commission, **over)


def link(job, appointment, **over):
    over.setdefault("by", staff_actor())
    return link_try_on(job=job, appointment=appointment, **over)


def test_it_is_linked_once_and_repeats(job, crew):
    first = booked(job)
    assert link(job, first) == link(job, first)
    hand = crew["sales"]
    fail(start(now_open(job), hand), hand, "F-EDGE", set_stones="laser")
    again = play_to(job, 70, crew)
    with pytest.raises(WrongState, match="not one at which"):
        link(job, first)
    link(job, booked(job))
    assert list(TryOn.objects.values_list("run__attempt", flat=True)) == [1, again.attempt]


def test_only_this_client_s_standing_appointments(job):
    cancelled = booked(job, status=AppointmentStatus.CANCELLED)
    for other in (cancelled, make_appointment(client=make_client())):
        with pytest.raises(WrongState, match="not one at which"):
            link(job, other)


def test_only_at_the_try_on_and_by_the_house(job, crew):
    with pytest.raises(NotAllowed):
        link(job, booked(job), by=jeweller_actor(crew["sales"]))
    other = make_job()
    with pytest.raises(WrongState, match="not at its try-on"):
        link(other, booked(other))


def test_a_wrong_link_is_taken_back_and_the_right_one_made(job):
    wrong, right = booked(job), booked(job)
    link(job, wrong)
    for _ in range(2):
        unlink_try_on(job=job, appointment=wrong, by=staff_actor())
    assert Event.objects.filter(kind="try_on.unlinked").count() == 1
    link(job, right)
    assert TryOn.objects.get().appointment == right
    link(job, wrong)


def test_what_was_judged_keeps_its_link(job, crew):
    appointment = booked(job)
    link(job, appointment)
    hand = crew["sales"]
    fail(start(now_open(job), hand), hand, "F-EDGE", set_stones="laser")
    with pytest.raises(WrongState, match="was judged already"):
        unlink_try_on(job=job, appointment=appointment, by=staff_actor())
    with pytest.raises(NotAllowed):
        unlink_try_on(job=job, appointment=appointment, by=jeweller_actor(hand))
    assert TryOn.objects.get().appointment == appointment


def test_a_client_who_comes_unannounced_tries_it_on_too(job, crew, client):
    """Without any link it is judged all the same, as often as it takes."""
    hand = crew["sales"]
    fail(start(now_open(job), hand), hand, "F-EDGE", set_stones="laser")
    finish(start(play_to(job, 70, crew), hand), hand)
    assert now_open(job).stage.number == 80
    assert not TryOn.objects.exists()
    client.force_login(make_staff())
    page = client.get(f"/admin/commissions/{job.commission.reference}/production/")
    assert 'id="try-on"' not in page.content.decode()


def test_the_office_links_it_and_the_bench_reads_it(job, client, bench):
    assert "No appointment is linked yet" in page_of(bench, job)
    appointment = booked(job)
    client.force_login(make_staff())
    address = f"/admin/commissions/{job.commission.reference}/"
    client.post(f"{address}try-on/", {"appointment": appointment.pk})
    assert TryOn.objects.get().appointment == appointment
    assert "attempt 1" in client.get(f"{address}production/").content.decode()
    assert f"with {appointment.advisor}" in page_of(bench, job)
    client.post(f"{address}try-on/{TryOn.objects.get().pk}/take-back/")
    assert not TryOn.objects.exists()
    assert "No appointment is linked yet" in page_of(bench, job)
