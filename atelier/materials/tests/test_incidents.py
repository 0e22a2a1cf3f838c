"""What happened is told and settled, never edited."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from atelier.house.models import House
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.materials.incidents import report_incident, settle_incident
from atelier.materials.models import Incident, IncidentOutcome
from atelier.materials.tests.factories import make_brought_piece, make_stone
from atelier.people.tests.factories import client_actor, make_client, staff_actor

pytestmark = pytest.mark.django_db


def report(thing=None, **over):
    told: dict[str, Any] = {
        "kind": "damage",
        "what_happened": "Chipped while set.",
        "by": staff_actor(),
    }
    return report_incident(thing=thing or make_stone(), **told | over)


@pytest.mark.parametrize("make", [make_stone, make_brought_piece])
def test_an_incident_leaves_the_record_as_it_was(make):
    thing = make()
    incident = report(thing, carats=Decimal("1.3"), commission_id=7)
    assert thing.incidents.get() == incident
    assert Event.objects.get(kind="incident.reported").commission_id == 7


def test_the_owner_is_mailed():
    incident = report()
    mail = OutgoingMessage.objects.get(kind="incident.reported")
    assert mail.to == House.current().email
    assert "Chipped while set." in mail.text
    assert f"/admin/incidents/{incident.public_id}/" in mail.text


def test_the_same_words_twice_are_one_incident():
    stone = make_stone()
    assert report(stone) == report(stone)
    assert OutgoingMessage.objects.count() == 1


def test_it_is_settled_once():
    incident, by = report(), staff_actor(name="Ines Roth")
    settle_incident(incident=incident, outcome="Repolished at our cost.", by=by)
    with pytest.raises(Conflict, match="Ines Roth has settled this already"):
        settle_incident(incident=incident, outcome="Replaced.", by=by)
    assert incident.outcome.outcome == "Repolished at our cost."
    assert Event.objects.filter(kind="incident.settled").count() == 1


def test_who_may_and_what_must_be_said():
    incident, client = report(), client_actor(make_client())
    with pytest.raises(NotAllowed):
        report(by=client)
    with pytest.raises(NotAllowed):
        settle_incident(incident=incident, outcome="Fine.", by=client)
    with pytest.raises(Refusal, match="what happened"):
        report(what_happened="  ")
    with pytest.raises(Refusal, match="what happened"):
        report(kind="theft")
    with pytest.raises(Refusal, match="how it was settled"):
        settle_incident(incident=incident, outcome=" ", by=staff_actor())


@pytest.mark.parametrize("model", [Incident, IncidentOutcome])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_postgres_refuses_to_rewrite_it(model, change):
    settle_incident(incident=report(), outcome="Repolished.", by=staff_actor())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(
            by_name="X"
        ) if change == "update" else model.objects.all()._raw_delete("default")
