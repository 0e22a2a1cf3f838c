"""A try-on is linked to the appointments the client comes for, one or several."""

import pytest

from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.actors import jeweller_actor
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from consultations.statuses import AppointmentStatus
from consultations.tests.factories import make_appointment
from production.actions.try_ons import link_try_on
from production.models import TryOn
from production.tests.browsing import page_of
from production.tests.factories import fail, make_crew, make_job, now_open, play_to, start

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


def test_the_office_links_it_and_the_bench_reads_it(job, client, bench):
    assert "No appointment is linked yet" in page_of(bench, job)
    appointment = booked(job)
    client.force_login(make_staff())
    address = f"/admin/commissions/{job.commission.reference}/"
    client.post(f"{address}try-on/", {"appointment": appointment.pk})
    assert TryOn.objects.get().appointment == appointment
    assert "attempt 1" in client.get(f"{address}production/").content.decode()
    assert f"with {appointment.advisor}" in page_of(bench, job)
