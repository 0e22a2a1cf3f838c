"""What a house starts with is given once: edited it stays, deleted it stays deleted."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db.models import Model

from atelier.house.defaults import give, never_given
from atelier.house.models import GivenDefault
from atelier.materials.models import (
    Alloy,
    ChainLength,
    MetalPrice,
    Operation,
    Service,
    Setting,
    StonePrice,
    StoneVariety,
)
from consultations.models import Room
from designs.models import Design
from orders.models import PaymentPlan
from production.models import ReasonCode, Stage

pytestmark = pytest.mark.django_db

DELETED: list[tuple[type[Model], dict[str, object]]] = [
    (Setting, {"code": "tension"}),
    (ChainLength, {"inches": Decimal(36)}),
    (MetalPrice, {"metal__code": "XPD"}),
    (Operation, {"code": "finishing"}),
    (Service, {"code": "ear-clips"}),
    (ReasonCode, {"code": "M-THIN"}),
    (Room, {}),
    (PaymentPlan, {}),
    (Design, {"code": "AT-W01"}),
]


def load_everything() -> None:
    call_command("reference", verbosity=0)
    call_command("catalogue", verbosity=0)


@pytest.mark.parametrize(("model", "which"), DELETED, ids=lambda value: str(value))
def test_a_deleted_default_stays_deleted(model, which):
    rows = model._default_manager.filter(**which)
    rest = model._default_manager.count() - rows.count()
    assert rows.delete()[0] > 0
    load_everything()
    assert (rows.count(), model._default_manager.count()) == (0, rest)


def test_a_default_known_by_another_name_now_does_not_come_back_beside_it():
    Setting.objects.filter(code="bezel").update(code="closed-bezel")
    load_everything()
    assert not Setting.objects.filter(code="bezel").exists()


def test_what_rested_on_a_deleted_default_stays_away_with_it():
    Design.objects.all().delete()
    StoneVariety.objects.get(code="pearl").delete()
    ReasonCode.objects.filter(stage__number=120).delete()
    Stage.objects.filter(number=120).delete()
    load_everything()
    assert not StonePrice.objects.filter(variety__code="pearl").exists()
    assert not Stage.objects.filter(number=120).exists()
    assert StonePrice.objects.filter(variety__code="diamond").count() == 12


def test_a_house_older_than_the_marks_keeps_its_records_and_gets_only_what_is_new():
    GivenDefault.objects.all().delete()
    Alloy.objects.filter(code="18KY").update(name="Our yellow gold")
    Operation.objects.filter(code="polishing").delete()
    load_everything()
    assert Alloy.objects.get(code="18KY").name == "Our yellow gold"
    assert Operation.objects.filter(code="polishing").exists()


def test_a_row_added_by_a_later_version_is_given():
    rows = [{"code": "granulation", "name": "Granulation"}]
    assert never_given(Operation, "code", rows=rows) == rows
    assert never_given(Operation, "code", rows=rows) == []


def test_numbers_are_known_however_they_are_written():
    ChainLength.objects.all().delete()
    for inches in ("15", "15.0", "15.00"):
        give(ChainLength, "inches", rows=[{"inches": Decimal(inches), "name": "short"}])
    assert ChainLength.objects.count() == 1
