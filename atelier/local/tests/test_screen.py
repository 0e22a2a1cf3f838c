"""What whoever starts the house reads."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from atelier.local.environment import Environment
from atelier.local.house import House
from atelier.local.lan import lan_of
from atelier.local.preparing import tell_how_to_enter
from atelier.local.screen import screen
from atelier.people.tests.factories import make_client, make_staff


def test_the_demo_s_sign_ins_are_told_at_the_address_of_today(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.prepare()
    house.sign_ins.write_text("Staff     http://localhost:8000/admin/  odile@example.com\n")
    lan = lan_of(house.lan, "192.168.1.20", port=8443, door=8000)

    at_home = screen(Environment(house, 9000, {}))
    in_the_shop = screen(Environment(house, 8000, {}, lan))

    assert "  Staff     http://localhost:9000/admin/  odile@example.com\n" in at_home
    assert "SHA-256" not in at_home
    assert "  Staff     https://192.168.1.20:8443/admin/  odile@example.com\n" in in_the_shop
    assert "open http://192.168.1.20:8000/ and follow it" in in_the_shop
    assert "".join(in_the_shop.split()).count(lan.authority.fingerprint) == 1
    assert "open your own house with DEMO=0" in in_the_shop


@pytest.mark.django_db
def test_a_house_nobody_may_enter_says_how_its_first_account_is_made(
    tmp_path: Path, settings: Settings
) -> None:
    settings.DATA_DIR, house = tmp_path, House(tmp_path)
    environment = Environment(house, 9000, {"DEMO": "0", "EMAIL_URL": "dummymail://"})

    make_client()
    tell_how_to_enter()

    assert f"  ATELIER_DATA={tmp_path} " in screen(environment)
    assert "manage.py createsuperuser\n" in screen(environment)
    assert "sign in at http://localhost:9000/admin/ and" in screen(environment)

    make_staff()
    tell_how_to_enter()

    assert "createsuperuser" not in screen(environment)
