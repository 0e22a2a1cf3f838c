"""One house, edited in one place."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from atelier.house.models import House

pytestmark = pytest.mark.django_db


def test_there_is_one_house_and_no_second():
    first = House.current()
    assert House.current() == first
    with pytest.raises(IntegrityError, match="house_is_one"), transaction.atomic():
        House.objects.create(id=2, name="Another", email="a@example.com")
    assert House.objects.count() == 1


@pytest.mark.parametrize("prefix", ["ms", "M", "MI", "O1"])
def test_a_serial_prefix_is_two_letters_that_cannot_be_misread(prefix):
    house = House.current()
    house.serial_prefix = prefix
    with pytest.raises(ValidationError, match="Two capital letters, without I and O"):
        house.clean_fields(exclude=["address"])


@pytest.mark.parametrize("name", ["", "Paris", "Europe/Atlantis"])
def test_a_time_zone_nobody_knows_is_refused_at_the_form(name):
    house = House.current()
    house.time_zone = name
    with pytest.raises(ValidationError) as refused:
        house.clean_fields(exclude=["address"])
    assert list(refused.value.message_dict) == ["time_zone"]


def test_reference_data_is_loaded_and_an_edit_is_kept(capsys):
    call_command("reference")
    House.objects.update(name="Maison Tessaly", tax_rate="6.625")
    call_command("reference")
    house = House.objects.get()
    assert (house.name, str(house.tax_rate)) == ("Maison Tessaly", "6.625")
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert first.startswith("Reference data of ")


def test_where_nobody_changes_it_meanwhile_it_is_read_once(django_assert_num_queries):
    with House.kept(), django_assert_num_queries(0):
        kept = House.current()
        assert House.current() is kept
    House.objects.update(name="Maison Tessaly")
    assert House.current().name == "Maison Tessaly"
