"""What whoever starts the house reads."""

from pathlib import Path

from atelier.local.environment import Environment
from atelier.local.house import House
from atelier.local.lan import lan_of
from atelier.local.screen import screen


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
