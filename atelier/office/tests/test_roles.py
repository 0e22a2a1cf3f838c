"""The groups a house starts with: what each opens, and what stays the owner's."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client as Browser
from django.test import RequestFactory
from django.urls import reverse

from atelier.journal.models import Event
from atelier.office import reference
from atelier.office.navigation import navigation
from atelier.people.models import User
from atelier.people.tests.factories import make_staff, make_user
from orders.tests.factories import make_commission

pytestmark = pytest.mark.django_db
OWNERS = {"The house", "Accounts", "Groups of staff"}
KEYS = {"Jewellers", "Tablets"}


@pytest.fixture(autouse=True)
def _groups() -> None:
    reference.load()


def member(*groups: str) -> User:
    user = make_staff(is_superuser=False)
    user.groups.set(Group.objects.filter(name__in=groups))
    return User.objects.get(pk=user.pk)


def doors(user: User) -> set[str]:
    request = RequestFactory().get("/admin/")
    request.user = user
    return {item["title"] for group in navigation(request) for item in group["items"]}


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        ("Advisors", OWNERS | KEYS),
        ("Client care", OWNERS | KEYS),
        ("Gemmologists", OWNERS | KEYS),
        ("Workshop", OWNERS),
        ("Bookkeeping", OWNERS | KEYS),
    ],
)
def test_each_role_sees_the_work_and_not_the_owners_keys(role: str, closed: set[str]) -> None:
    assert doors(make_staff()) - doors(member(role)) == closed


def test_without_a_group_there_is_only_the_first_page() -> None:
    assert doors(make_staff(is_superuser=False)) == {"Today"}


def test_nobody_deletes_and_some_things_only_the_owner_does() -> None:
    given = {right.codename for role in reference.ROLES for right in reference.rights_of(role)}

    assert [name for name in given if name.startswith("delete_")] == []
    assert given.isdisjoint(
        {"waive_payment", "change_house", "change_user", "change_group", "change_paymentplan"}
        | {"change_ownerreview"}
    )
    assert {"reverse_payment", "add_appointment", "change_quote", "add_evaluation"} <= given


def test_a_group_that_was_edited_or_deleted_stays_so() -> None:
    Group.objects.get(name="Advisors").permissions.clear()
    Group.objects.get(name="Workshop").delete()

    reference.load()

    assert Group.objects.get(name="Advisors").permissions.count() == 0
    assert not Group.objects.filter(name="Workshop").exists()


def test_a_step_of_somebody_else_is_said_to_be_so_before_it_is_pressed() -> None:
    commission = make_commission(level="general")
    where = reverse("admin:commission", args=[commission.reference])

    care = browser_of(member("Client care")).get(where)
    books = browser_of(member("Bookkeeping")).get(where)

    assert (care.context["next_step"].label, len(care.context["next_step"].blocks)) == (
        "Write the quote",
        1,
    )
    assert "a colleague&#x27;s: your account does not do it" in care.content.decode()
    assert "Book a consultation" in {step.label for step in care.context["other_steps"]}
    assert "Book a consultation" not in {step.label for step in books.context["other_steps"]}
    advisor = browser_of(member("Advisors")).get(where)
    assert advisor.context["next_step"].blocks == []


def test_only_an_owner_says_what_a_group_may_and_it_is_told() -> None:
    group = Group.objects.get(name="Advisors")
    where = reverse("admin:auth_group_change", args=[group.pk])
    manager = member("Advisors")
    manager.user_permissions.set(Permission.objects.all())
    given = {"name": "Everybody", "permissions": []}

    assert browser_of(manager).post(where, given).status_code == 403
    assert browser_of(make_staff()).post(where, given).status_code == 302
    assert Group.objects.get(pk=group.pk).name == "Everybody"
    assert Event.objects.get(kind="record.changed").data["name"] == "Everybody"


def test_only_an_owner_gives_a_password_or_changes_who_enters_the_admin() -> None:
    colleague, client = make_staff(is_superuser=False), make_user()
    manager = member()
    manager.user_permissions.set(Permission.objects.all())
    given = {"password1": "lapis-lazuli-7", "password2": "lapis-lazuli-7"}

    for user in (colleague, client):
        where = reverse("admin:auth_user_password_change", args=[user.pk])
        assert browser_of(manager).post(where, given).status_code == 403
        assert browser_of(make_staff()).post(where, given).status_code == 302
    where = reverse("admin:people_user_change", args=[colleague.pk])
    assert browser_of(manager).post(where, {"name": "Nell"}).status_code == 403
