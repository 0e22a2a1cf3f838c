"""People in the admin: lists, PINs, locks and tablets."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client as Browser
from django.urls import reverse
from pytest_django.fixtures import Settings

from atelier.journal.models import Event
from atelier.people.models import Jeweller, PinLock, Tablet, User
from atelier.people.pins import check_pin
from atelier.people.tablets import enrol
from atelier.people.tests.factories import (
    make_caller,
    make_client,
    make_jeweller,
    make_staff,
    make_tablet,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Browser:
    browser = Browser()
    browser.force_login(make_staff())
    return browser


def page(model: str, name: str, *args: object) -> str:
    return reverse(f"admin:people_{model}_{name}", args=args)


@pytest.mark.parametrize(
    "model", ["client", "user", "staffmember", "jeweller", "pinlock", "tablet"]
)
def test_every_list_and_record_opens(office: Browser, model: str) -> None:
    client, lock = (
        make_client(),
        PinLock.objects.create(jeweller=make_jeweller(), tablet=make_tablet()),
    )
    records = {
        "client": client,
        "user": client.account,
        "staffmember": make_staff().staff,
        "jeweller": lock.jeweller,
        "pinlock": lock,
        "tablet": lock.tablet,
    }
    assert office.get(page(model, "changelist")).status_code == 200
    assert office.get(page(model, "change", records[model].pk)).status_code == 200


@pytest.mark.parametrize(
    ("name", "phone", "why"),
    [
        ("Jane", "", "Without an address their telephone number is needed."),
        ("Joan", "718 555 0142", "Somebody of this name and number is a client already."),
    ],
    ids=["no number", "another's"],
)
def test_who_only_telephones_is_still_reached_and_still_one(
    office: Browser, name: str, phone: str, why: str
) -> None:
    jane = make_caller(name="Jane")
    make_caller(name="Joan", phone="718 555 0142")
    given = {"name": name, "phone": phone, "preferred_channel": "phone"}
    assert why in office.post(page("client", "change", jane.pk), given).content.decode()
    jane.refresh_from_db()
    assert (jane.name, jane.phone) == ("Jane", "212 555 0123")


def test_an_account_is_added_by_address(office: Browser) -> None:
    given = {"email": "New@Example.com", "name": "Nell", "usable_password": "false"}
    assert office.get(page("user", "add")).status_code == 200
    assert office.post(page("user", "add"), given).status_code == 302
    user = User.objects.get(email__iexact="new@example.com")
    assert not user.has_usable_password()


def test_staff_set_a_pin_that_opens_the_tablet(office: Browser) -> None:
    jeweller = make_jeweller()
    where = reverse("admin:people_jeweller_new_pin", args=[jeweller.pk])
    assert office.get(where).status_code == 200
    assert office.post(where, {"pin": "111111"}).status_code == 200
    assert office.post(where, {"pin": "482913"}).status_code == 302
    check_pin(jeweller=Jeweller.objects.get(), tablet=make_tablet(), pin="482913")
    assert Event.objects.filter(kind="jeweller.pin_set").count() == 1


def test_a_manager_unlocks(office: Browser) -> None:
    lock = PinLock.objects.create(jeweller=make_jeweller(), tablet=make_tablet(), failures=10)
    where = reverse("admin:people_pinlock_unlock", args=[lock.pk])
    assert office.get(where).status_code == 200
    assert PinLock.objects.get().failures == 10
    assert office.post(where).status_code == 302
    assert PinLock.objects.get().failures == 0


def test_the_code_of_a_tablet_is_made_on_post_and_shown_once(office: Browser) -> None:
    tablet = make_tablet()
    where = reverse("admin:people_tablet_enrol", args=[tablet.pk])
    assert office.get(where).status_code == 200
    assert Tablet.objects.get().enrolment_hash == ""
    shown = office.post(where)
    (code,) = re.findall(r"[A-Z2-9]{4} [A-Z2-9]{4}", shown.content.decode())
    assert enrol(code=code)[0] == tablet
    assert (
        office.post(reverse("admin:people_tablet_take_away", args=[tablet.pk])).status_code == 302
    )
    assert Tablet.objects.get().token_hash is None


def test_where_the_shop_has_an_authority_the_tablet_trusts_it_first(
    office: Browser, settings: Settings
) -> None:
    settings.LAN_PAGE = "http://192.168.1.20:8000/"
    where = reverse("admin:people_tablet_enrol", args=[make_tablet().pk])
    assert "open <strong>http://192.168.1.20:8000/</strong>" in office.post(where).content.decode()


def test_without_the_permission_nothing_of_it_opens() -> None:
    browser = Browser()
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_tablet"))
    browser.force_login(user)
    tablet = make_tablet()
    where = reverse("admin:people_tablet_enrol", args=[tablet.pk])
    assert browser.post(where).status_code == 403
    assert Tablet.objects.get().enrolment_hash == ""


def test_only_an_owner_makes_owners() -> None:
    browser = Browser()
    manager = make_user(is_staff=True)
    manager.user_permissions.add(Permission.objects.get(codename="change_user"))
    browser.force_login(manager)
    other = make_user()
    given = {"name": "Nell", "email": other.email, "is_active": "on", "is_superuser": "on"}
    browser.post(page("user", "change", other.pk), given | {"is_staff": "on"})
    other.refresh_from_db()
    assert (other.name, other.is_superuser, other.is_staff) == ("Nell", False, False)
    owner = make_staff()
    assert browser.post(page("user", "change", owner.pk), given).status_code == 403
