"""Each kind of piece may go its own way: what it says otherwise is copied as its job opens."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from atelier.people.tests.factories import make_staff, staff_actor
from designs.models import PieceType
from production import reference
from production.actions.jobs import open_job
from production.models import Route, RouteStage, Stage
from production.models.routes import NEVER_LEFT_OUT
from production.policies.changes import stages_to_come
from production.reasons import reasons_of
from production.tests.factories import (
    fail,
    make_approved_commission,
    make_crew,
    make_job,
    now_open,
    play_to,
    start,
)
from production.timeline import steps_of

pytestmark = pytest.mark.django_db
KIND = PieceType.ENGAGEMENT_RING


def otherwise(number, **over):
    """Let engagement rings, which tests make, go through a stage otherwise."""
    route, _ = Route.objects.get_or_create(kind=KIND)
    return RouteStage.objects.create(route=route, stage=Stage.objects.get(number=number), **over)


def numbers(stages):
    return list(stages.order_by("number").values_list("number", flat=True))


@pytest.fixture(autouse=True)
def _house():
    reference.load()


def test_earrings_are_checked_as_earrings_and_rings_as_the_house_says():
    commission, ring = make_approved_commission(), make_job()
    size = {"ring_diameter": None, "ring_size_system": "", "ring_size_label": ""}
    commission.pieces.update(piece_type=PieceType.EARRINGS, **size)
    earrings = open_job(commission=commission, by=staff_actor())
    assert (earrings.route, ring.route) == (PieceType.EARRINGS, "")
    assert "Posts straight and firm" in earrings.stages.get(number=60).gate
    assert ring.stages.get(number=60).gate == Stage.objects.get(number=60).gate
    assert numbers(earrings.stages) == numbers(ring.stages)


def test_what_a_kind_leaves_out_is_not_on_its_way_and_no_failure_leads_there():
    otherwise(50, is_left_out=True)
    commission, crew = make_approved_commission(), make_crew()
    assert 50 not in numbers(stages_to_come(commission))
    assert 50 not in [step.number for step in steps_of(commission)]
    job = make_job()
    assert 50 not in numbers(job.stages)
    known = {reason.code: reason.to for reason in reasons_of(job.stages.get(number=60))}
    assert known["D-JOINT"] == "40 Filing and sanding"
    run = start(play_to(job, 60, crew), crew["bench_lead"])
    assert fail(run, crew["bench_lead"], "D-JOINT").stage.number == 40


def test_a_way_that_begins_later_leads_back_to_its_beginning():
    otherwise(10, is_left_out=True)
    job, crew = make_job(), make_crew()
    assert now_open(job).stage.number == 20
    run = start(play_to(job, 30, crew), crew["inspector"])
    assert fail(run, crew["inspector"], "C-SHR").stage.number == 20


def test_a_stage_of_this_kind_alone():
    engraving = Stage.objects.get(number=40)
    engraving.pk, engraving.number, engraving.name, engraving.is_active = None, 45, "Enamel", False
    engraving.save()
    assert 45 not in numbers(make_job().stages)
    otherwise(45, gate="No bubbles")
    assert make_job().stages.get(number=45).gate == "No bubbles"


def test_an_open_job_keeps_its_copy():
    before = make_job()
    row = otherwise(10, gate="Only this", days_min=40, days_mode=50, days_max=60)
    after = make_job()
    assert before.stages.get(number=10).gate != after.stages.get(number=10).gate == "Only this"
    latest = [now_open(job).start_by for job in (after, before)]
    assert latest[0]
    assert latest[1]
    assert latest[1] - latest[0] > timedelta(days=30)
    row.delete()
    assert after.stages.get(number=10).gate == "Only this"
    Route.objects.filter(kind=KIND).update(is_active=False)
    assert make_job().route == ""


@pytest.mark.parametrize("number", NEVER_LEFT_OUT)
def test_three_gates_are_on_every_way(number):
    row = otherwise(number, is_left_out=True)
    assert number in numbers(make_job().stages)
    with pytest.raises(ValidationError, match="never left out"):
        row.full_clean()


@pytest.mark.parametrize("given", [{"days_min": 1}, {"days_min": 1, "days_max": 3}])
def test_days_are_given_all_or_none(given):
    with pytest.raises(IntegrityError, match="route_stage_days_in_order"), transaction.atomic():
        otherwise(40, **given)


def test_given_once_and_never_over_an_edit():
    RouteStage.objects.filter(route__kind=PieceType.BRACELET, stage__number=60).update(gate="Mine")
    Route.objects.get(kind=PieceType.NECKLACE).delete()
    reference.load()
    assert RouteStage.objects.get(route__kind="bracelet", stage__number=60).gate == "Mine"
    assert not Route.objects.filter(kind=PieceType.NECKLACE).exists()


def test_the_owner_edits_it_in_the_admin(client):
    client.force_login(make_staff())
    route = Route.objects.get(kind=PieceType.BRACELET)
    listed = client.get(reverse("admin:production_route_changelist")).content.decode()
    assert "its own durability test, client try-on, final exam" in listed
    row = route.stages.get(stage__number=60)
    address = reverse("admin:production_route_change", args=[route.pk])
    new = {"id": "", "route": route.pk, "stage": Stage.objects.get(number=50).pk}
    rows = [{"id": row.pk, "route": route.pk, "stage": row.stage_id, "gate": "Mine"}, new]
    sent = {"kind": route.kind, "is_active": "on"}
    sent |= {"stages-TOTAL_FORMS": "2", "stages-INITIAL_FORMS": "1"}
    for place, given in enumerate(rows):
        sent |= {f"stages-{place}-{name}": str(value) for name, value in given.items()}
    route.stages.exclude(pk=row.pk).delete()
    assert client.post(address, sent | {"stages-1-is_left_out": "on"}).status_code == 302
    assert [(each.gate, each.is_left_out) for each in route.stages.all()] == [
        ("", True),
        ("Mine", False),
    ]
