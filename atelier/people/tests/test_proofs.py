"""Codes, links, tablets and PINs: who gets in, how often one may try, and what is kept."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people import codes, links, pins, tablets
from atelier.people.actions import client_for, welcome
from atelier.people.actors import actor_of, address_of
from atelier.people.models import Client, EmailedCode, PinLock, SecretLink, Tablet, User
from atelier.people.tests.factories import (
    client_actor,
    make_client,
    make_jeweller,
    make_tablet,
    make_user,
    staff_actor,
)

pytestmark = pytest.mark.django_db
NOW = "2026-03-02T10:00:00Z"


def mailed(user: User, purpose: str = "act") -> str:
    codes.send_code(user=user, purpose=purpose, sentence="It confirms an act.")
    return str(OutgoingMessage.objects.order_by("-created_at")[0].secrets["code"])


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_code_is_mailed_hashed_and_works_once() -> None:
    user = make_user()
    code = mailed(user)
    assert len(code) == 6
    assert code not in EmailedCode.objects.get().code_hash
    assert code not in OutgoingMessage.objects.get().text
    codes.use_code(user=user, purpose="act", code=f"{code[:3]} {code[3:]}")
    with pytest.raises(codes.WrongCode):
        codes.use_code(user=user, purpose="act", code=code)


def test_a_code_is_for_one_purpose_and_one_person() -> None:
    user = make_user()
    code = mailed(user)
    for somebody, purpose in ((user, "another act"), (make_user(), "act")):
        with pytest.raises(codes.WrongCode):
            codes.use_code(user=somebody, purpose=purpose, code=code)


def test_the_right_code_on_the_sixth_try_is_too_late() -> None:
    user = make_user()
    code = mailed(user)
    for _ in range(5):
        with pytest.raises(codes.WrongCode):
            codes.use_code(user=user, purpose="act", code=wrong(code))
    with pytest.raises(codes.WrongCode):
        codes.use_code(user=user, purpose="act", code=code)


def test_a_code_lives_ten_minutes_and_dies_with_the_next() -> None:
    user = make_user()
    with time_machine.travel(NOW, tick=False) as clock:
        code = mailed(user)
        clock.shift(timedelta(minutes=10))
        with pytest.raises(codes.WrongCode):
            codes.use_code(user=user, purpose="act", code=code)
        first = mailed(user)
        clock.shift(timedelta(seconds=1))
        second = mailed(user)
        assert EmailedCode.objects.filter(expires_at__gt=timezone.now()).count() == 1
        if first != second:
            with pytest.raises(codes.WrongCode):
                codes.use_code(user=user, purpose="act", code=first)
        codes.use_code(user=user, purpose="act", code=second)


def test_six_codes_an_hour() -> None:
    user = make_user()
    for _ in range(6):
        mailed(user)
    with pytest.raises(NotAllowed):
        mailed(user)


def visit(session: dict[str, Any] | None = None) -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = session if session is not None else {}  # type: ignore[assignment]
    return request


def test_a_link_is_kept_as_a_hash_and_opens_one_thing() -> None:
    token = links.make_link(purpose="request", subject_id=7, days=3)
    assert len(token) == 43
    assert token not in SecretLink.objects.get().token_hash
    link = links.open_link(token, "request")
    request = visit()
    links.enter(request, link)
    assert links.may_look(request, purpose="request", subject_id=7)
    assert not links.may_look(request, purpose="request", subject_id=8)
    assert not links.may_look(visit(), purpose="request", subject_id=7)


def test_a_link_for_one_purpose_opens_no_other() -> None:
    token = links.make_link(purpose="request", subject_id=7, days=3)
    for purpose, sent in (("appointment", token), ("request", token[:-1] + "_")):
        with pytest.raises(links.LinkClosed):
            links.open_link(sent, purpose)


def test_a_link_expires_and_is_revoked_even_after_it_was_opened() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        token = links.make_link(purpose="request", subject_id=7, days=3)
        request = visit()
        links.enter(request, links.open_link(token, "request"))
        clock.shift(timedelta(days=3))
        with pytest.raises(links.LinkClosed):
            links.open_link(token, "request")
        assert not links.may_look(request, purpose="request", subject_id=7)
    token = links.make_link(purpose="request", subject_id=8, days=3)
    links.enter(request, links.open_link(token, "request"))
    assert links.revoke_links(purpose="request", subject_id=8) == 1
    assert not links.may_look(request, purpose="request", subject_id=8)


def test_a_client_is_made_once_and_never_overwritten() -> None:
    first = client_for(email=" Anna@Example.com ", name="Anna", phone="1")
    again = client_for(email="anna@example.com", name="Somebody Else", phone="2")
    assert (again.pk, again.name, again.phone) == (first.pk, "Anna", "1")
    assert (User.objects.count(), Client.objects.count()) == (1, 1)
    assert not first.account.has_usable_password()


def test_the_house_welcomes_whoever_calls_and_doubles_nobody() -> None:
    anna = welcome(email=" Anna@Example.com ", name=" Anna ", phone="1", by=staff_actor())
    again = welcome(email="anna@example.com", name="Anna W", by=staff_actor())
    assert (again.pk, again.name, again.email) == (anna.pk, "Anna", "anna@example.com")
    assert Event.objects.get(kind="client.welcomed").actor_kind == "staff"


@pytest.mark.parametrize(("name", "email"), [("", "anna@example.com"), ("Anna", "anna@")])
def test_nobody_is_welcomed_without_a_name_and_a_whole_address(name: str, email: str) -> None:
    with pytest.raises(Refusal):
        welcome(name=name, email=email, by=staff_actor())
    assert not Client.objects.exists()


def test_only_the_house_welcomes() -> None:
    with pytest.raises(NotAllowed):
        welcome(name="Anna", email="anna@example.com", by=Actor(ActorKind.CLIENT, "A visitor"))


def test_an_enrolment_code_works_once_for_half_an_hour() -> None:
    tablet = make_tablet()
    with time_machine.travel(NOW, tick=False) as clock:
        late = tablets.begin_enrolment(tablet=tablet, by=staff_actor())
        clock.shift(timedelta(minutes=30))
        with pytest.raises(tablets.UnknownEnrolment):
            tablets.enrol(code=late)
        code = tablets.begin_enrolment(tablet=tablet, by=staff_actor())
        enrolled, token = tablets.enrol(code=f"{code[:4].lower()}-{code[4:]}")
    assert enrolled == tablet
    assert token not in str(Tablet.objects.values().get())
    with pytest.raises(tablets.UnknownEnrolment):
        tablets.enrol(code=code)


def test_an_empty_code_enrols_nothing() -> None:
    make_tablet()
    with pytest.raises(tablets.UnknownEnrolment):
        tablets.enrol(code="")


def test_a_tablet_is_known_by_its_cookie_until_it_is_revoked() -> None:
    tablet = make_tablet()
    _, token = tablets.enrol(code=tablets.begin_enrolment(tablet=tablet, by=staff_actor()))
    response = HttpResponse()
    tablets.remember(response, token)
    assert response.cookies["tablet"]["httponly"]
    request = RequestFactory().get("/")
    assert tablets.tablet_of(request) is None
    request.COOKIES["tablet"] = token
    assert tablets.tablet_of(request) == tablet
    tablets.revoke(tablet=tablet, by=staff_actor())
    assert tablets.tablet_of(request) is None


def test_only_staff_enrol_revoke_and_set_pins() -> None:
    by = client_actor(make_client())
    with pytest.raises(NotAllowed):
        tablets.begin_enrolment(tablet=make_tablet(), by=by)
    with pytest.raises(NotAllowed):
        tablets.revoke(tablet=make_tablet(), by=by)
    with pytest.raises(NotAllowed):
        pins.set_pin(jeweller=make_jeweller(), pin="482913", by=by)
    with pytest.raises(NotAllowed):
        pins.unlock_pin(
            lock=PinLock.objects.create(jeweller=make_jeweller(), tablet=make_tablet()), by=by
        )


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "000000", "123456", "١٢٣٤٥٦"])
def test_an_easy_pin_is_refused(pin: str) -> None:
    with pytest.raises(Refusal):
        pins.set_pin(jeweller=make_jeweller(), pin=pin, by=staff_actor())


def test_five_wrong_pins_wait_a_minute_then_twice_as_long_and_ten_need_a_manager() -> None:
    jeweller, tablet = make_jeweller(), make_tablet()
    pins.set_pin(jeweller=jeweller, pin="482913", by=staff_actor())
    waits: list[Any] = []
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(9):
            with pytest.raises(Refusal) as refused:
                pins.check_pin(jeweller=jeweller, tablet=tablet, pin="111112")
            waits.append(refused.value.details.get("seconds", 0))
            clock.shift(timedelta(seconds=waits[-1] or 0))
        with pytest.raises(pins.Locked) as refused:
            pins.check_pin(jeweller=jeweller, tablet=tablet, pin="111112")
        assert refused.value.details["seconds"] is None
        clock.shift(timedelta(days=1))
        with pytest.raises(pins.Locked):
            pins.check_pin(jeweller=jeweller, tablet=tablet, pin="482913")
        pins.unlock_pin(lock=PinLock.objects.get(), by=staff_actor())
        pins.check_pin(jeweller=jeweller, tablet=tablet, pin="482913")
    assert waits == [0, 0, 0, 0, 60, 120, 240, 480, 960]
    assert Event.objects.filter(kind="jeweller.pin_refused").count() == 10


def test_while_it_is_locked_even_the_right_pin_waits_but_not_on_another_tablet() -> None:
    jeweller, tablet = make_jeweller(), make_tablet()
    pins.set_pin(jeweller=jeweller, pin="482913", by=staff_actor())
    for _ in range(5):
        with pytest.raises(Refusal):
            pins.check_pin(jeweller=jeweller, tablet=tablet, pin="111112")
    with pytest.raises(pins.Locked):
        pins.check_pin(jeweller=jeweller, tablet=tablet, pin="482913")
    pins.check_pin(jeweller=jeweller, tablet=make_tablet(), pin="482913")


def test_nobody_without_a_pin_or_a_job_here_gets_in() -> None:
    tablet = make_tablet()
    for jeweller in (make_jeweller(), make_jeweller(is_active=False)):
        with pytest.raises(pins.WrongPin):
            pins.check_pin(jeweller=jeweller, tablet=tablet, pin="")


def test_a_forwarded_address_is_believed_only_behind_our_proxy(settings: Any) -> None:
    request = RequestFactory().get(
        "/", headers={"x-forwarded-for": "6.6.6.6, 198.51.100.9"}, REMOTE_ADDR="10.0.0.1"
    )
    assert address_of(request) == "10.0.0.1"
    settings.BEHIND_PROXY = True
    assert address_of(request) == "198.51.100.9"


def test_the_actor_of_a_request() -> None:
    request = RequestFactory().get("/")
    request.user = make_user(name="Ada")
    assert (actor_of(request).kind, actor_of(request).name) == ("client", "Ada")
    request.user = make_user(is_staff=True)
    assert actor_of(request).kind == "staff"
    request.jeweller = make_jeweller(name="Amélie")  # type: ignore[attr-defined]
    assert (actor_of(request).kind, actor_of(request).name) == ("jeweller", "Amélie")
