"""Signing in: clients by an emailed code, staff by password and one-time password."""

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse

from atelier.journal.models import OutgoingMessage
from atelier.people.tests.factories import make_client, make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def ask_for_code(browser: Browser, email: str) -> str:
    browser.post(reverse("account_login"), {"email": email})
    return str(OutgoingMessage.objects.get(to=email).secrets["code"])


def test_a_client_signs_in_with_the_code_from_the_outbox(client: Browser) -> None:
    person = make_client()
    code = ask_for_code(client, person.email)
    mail = OutgoingMessage.objects.get(to=person.email)
    assert code not in mail.text
    assert "[[code]]" in mail.text
    answer = client.post(reverse("account_confirm_login_code"), {"code": code.lower()})
    assert (answer.status_code, answer["Location"]) == (302, "/my/")
    assert client.session["_auth_user_id"] == str(person.user_id)


def test_a_stranger_gets_the_same_answer_and_no_code(client: Browser) -> None:
    known = Browser().post(reverse("account_login"), {"email": make_client().email})
    unknown = client.post(reverse("account_login"), {"email": "nobody@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    mail = OutgoingMessage.objects.get(to="nobody@example.com")
    assert mail.secrets == {}


def test_the_sixth_try_at_a_code_is_not_looked_at(client: Browser) -> None:
    person = make_client()
    code = ask_for_code(client, person.email)
    page = reverse("account_confirm_login_code")
    # The same session state again and again, as a burst of parallel guesses would find it.
    kept = dict(client.session)
    for _ in range(5):
        client.post(page, {"code": "WRNG-CODE"})
        session = client.session
        session.update(kept)
        session.save()
    client.post(page, {"code": code})
    assert "_auth_user_id" not in client.session


def test_there_is_no_sign_up(client: Browser) -> None:
    answer = client.post("/accounts/signup/", {"email": "new@example.com"})
    assert (answer.status_code, answer["Location"]) == (302, "/request/")


def test_closing_an_account_ends_its_session_at_once(client: Browser) -> None:
    user = make_staff()
    client.force_login(user)
    assert client.get("/accounts/2fa/").status_code == 200
    user.is_active = False
    user.save()
    assert client.get("/accounts/2fa/").status_code == 302


def staff_sign_in(browser: Browser, email: str, password: str) -> int:
    answer = browser.post(reverse("staff_login"), {"login": email, "password": password})
    return answer.status_code


def test_staff_sign_in_with_a_password(client: Browser, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = False
    staff = make_staff(password="a long enough one")
    assert client.get("/admin/")["Location"] == "/accounts/staff/?next=%2Fadmin%2F"
    assert staff_sign_in(client, staff.email, "a long enough one") == 302
    assert client.get("/admin/").status_code == 200


def test_an_emailed_code_does_not_open_the_admin(client: Browser, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = False
    staff = make_staff(password="a long enough one")
    code = ask_for_code(client, staff.email)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.get("/admin/")["Location"].startswith("/accounts/staff/confirm/")


def test_without_a_one_time_password_the_admin_stays_closed(client: Browser, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = True
    staff = make_staff(password="a long enough one")
    staff_sign_in(client, staff.email, "a long enough one")
    activate = "/accounts/2fa/totp/activate/"
    assert client.get("/admin/")["Location"].startswith(activate)
    confirm = client.get(activate)["Location"]
    client.post(confirm, {"password": "a long enough one"})
    page = client.get(activate)
    drawn = page.content.decode().partition('class="totp"')[2].partition("</div>")[0]
    assert "<svg" in drawn
    assert "style=" not in drawn
    secret = page.context["form"].secret
    client.post(activate, {"code": one_time(secret)})
    assert client.get("/admin/")["Location"].startswith("/accounts/2fa/reauthenticate/")
    client.post("/accounts/2fa/reauthenticate/", {"code": one_time(secret, later=30)})
    assert client.get("/admin/").status_code == 200


def one_time(secret: str, *, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time() + later) // 30))


def test_wrong_passwords_are_throttled_whatever_the_forwarded_address(client: Browser) -> None:
    staff = make_staff(password="a long enough one")
    for number in range(5):
        client.post(
            reverse("staff_login"),
            {"login": staff.email, "password": "wrong"},
            headers={"x-forwarded-for": f"198.51.100.{number}"},
        )
    staff_sign_in(client, staff.email, "a long enough one")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["account_login", "staff_login"])
def test_the_pages_of_signing_in_are_there(client: Browser, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/orders/commission/"])
def test_a_client_cannot_enter_the_admin_nor_its_own_sign_in(client: Browser, path: str) -> None:
    staff = make_staff(password="a long enough one")
    client.force_login(make_user())
    assert client.get(path).status_code == 403
    given = {"username": staff.email, "password": "a long enough one"}
    assert client.post(path, given).status_code == 403


def test_nobody_signs_in_past_the_staff_page(client: Browser) -> None:
    staff = make_staff(password="a long enough one")
    given = {"username": staff.email, "password": "a long enough one"}
    assert client.post("/admin/login/", given)["Location"].startswith("/accounts/staff/")
    assert "_auth_user_id" not in client.session
