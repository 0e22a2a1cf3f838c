"""What the bench damaged is asked for until somebody wrote down which stone it was."""

import pytest
from django.urls import reverse

from atelier.materials.incidents import report_incident
from atelier.materials.models import Stone, StoneVariety
from atelier.office.needs import BY_KEY
from atelier.people.tests.factories import make_staff, staff_actor
from orders.models import Commission, CommissionStone
from orders.policies.quotes import today
from production.tests.factories import fail, hand_for, make_crew, make_job, play_to, start

pytestmark = pytest.mark.django_db


def damaged():
    return set(BY_KEY["damage"].of(Commission.objects.all(), today()))


def test_a_chip_at_the_bench_asks_for_its_incident(client):
    job = make_job()
    commission = job.commission
    stone = Stone.objects.create(
        title="client",
        owner=commission.client,
        variety=StoneVariety.objects.get(code="emerald"),
    )
    CommissionStone.objects.create(commission=commission, stone=stone)
    crew = make_crew()
    run = play_to(job, 90, crew)
    assert damaged() == set()
    hand = hand_for(run, crew)
    fail(start(run, hand), hand, "S-CHIP")
    assert damaged() == {commission}
    client.force_login(make_staff())
    where = reverse("admin:commission", args=[commission.reference, "goods"])
    page = client.get(where).content.decode()
    assert "Damage at the bench to record" in page
    assert reverse("admin:report_incident", args=[stone.public_id]) in page
    report_incident(
        thing=stone,
        kind="damage",
        what_happened="Chipped at the girdle.",
        by=staff_actor(),
        commission_id=commission.pk,
    )
    assert damaged() == set()
    assert "Damage at the bench to record" not in client.get(where).content.decode()
