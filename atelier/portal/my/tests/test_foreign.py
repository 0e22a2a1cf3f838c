"""Every address below /my/ that names something, for its client and for everybody else."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from atelier.people.models import User
from atelier.people.tests.factories import make_client, make_staff
from atelier.portal.my.urls import urlpatterns
from consultations.statuses import WaitingStatus
from consultations.tests.factories import (
    make_appointment,
    make_hold,
    make_invitation,
    make_offer,
    make_waiting,
    make_written,
)
from orders.models import Commission
from orders.policies.sides import client_of
from orders.tests.factories import make_approved, make_payment

pytestmark = pytest.mark.django_db
MEETING_PAGES = ("appointment", "booked", "appointment_move", "appointment_cancel")
NOBODY = uuid.UUID(int=0)
SAMPLES: dict[str, Any] = {"number": 1, "position": 1, "width": 800}


def own_things(commission: Commission) -> dict[str, dict[str, uuid.UUID]]:
    """Return what the pages that are not the commission's own are about, all of its client."""
    client = client_of(commission)
    meeting, hold = make_appointment(client=client), make_hold(client=client)
    moving = make_hold(client=client, moving=meeting, by_house=True)
    of_meeting = {"public_id": meeting.public_id}
    place = make_waiting(client=client, status=WaitingStatus.OFFERED)
    offer = {"public_id": make_offer(entry=place).public_id}
    moved = of_meeting | {"hold": moving.public_id}
    return {
        "held": {"hold": hold.public_id},
        "release": {"hold": hold.public_id},
        "waiting_leave": {"public_id": place.public_id},
        "offered": offer,
        "offered_decline": offer,
        "written": {"public_id": make_written(client=client).public_id},
        "invitation": {"public_id": make_invitation(client=client).public_id},
        "appointment_move_confirm": moved,
        "appointment_move_release": moved,
    } | dict.fromkeys(MEETING_PAGES, of_meeting)


def addresses(commission: Commission) -> dict[str, str]:
    """Return the address of every page of one commission, by its name."""
    payment = make_payment(commission)
    found, own = {}, own_things(commission)
    for page in urlpatterns:
        asked = page.pattern.converters
        things = {name: SAMPLES.get(name, NOBODY) for name in asked}
        if page.name in own:
            found[str(page.name)] = reverse(f"my:{page.name}", kwargs=own[str(page.name)])
            continue
        things["commission" if "commission" in asked else "public_id"] = commission.public_id
        if page.name == "payment_paper":
            things["number"] = payment.number
        if asked:
            found[str(page.name)] = reverse(f"my:{page.name}", kwargs=things)
    return found


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


@contextmanager
def no_writing() -> Iterator[None]:
    """Fail on any statement that writes, but for the session's own."""

    def look(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        writes = sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql
        assert not writes, sql
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield


def test_a_foreign_commission_is_not_there() -> None:
    found = addresses(make_approved().commission)
    for user in (make_client().account, make_staff()):
        stranger = browser_of(user)
        for name, where in found.items():
            answers = {stranger.get(where).status_code, stranger.post(where).status_code}
            assert {404} <= answers <= {404, 405}, name


def test_nobody_looks_without_signing_in() -> None:
    for name, where in addresses(make_approved().commission).items():
        assert Browser().get(where).status_code in {302, 405}, name


def test_looking_changes_nothing() -> None:
    """A mail scanner follows every link: nothing is written, whatever it looks at."""
    commission = make_approved().commission
    found, mine = addresses(commission), browser_of(client_of(commission).account)
    with no_writing():
        for name, where in found.items():
            assert mine.get(where).status_code < 500, name
