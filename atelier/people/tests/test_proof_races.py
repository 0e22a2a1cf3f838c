"""Guesses at the same moment: the limit holds, and without its lock it would not."""

from threading import Barrier
from typing import Any

import pytest

from atelier.journal.models import OutgoingMessage
from atelier.people import codes, pins
from atelier.people.actions import client_for
from atelier.people.models import Client, Jeweller, PinLock, Tablet, User
from atelier.people.tests.factories import make_jeweller, make_tablet, make_user, staff_actor
from atelier.people.tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 20


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was really compared with a hash."""
    seen: list[str] = []
    for module, name in ((pins, "check_password"), (codes, "compare_digest")):
        compare = getattr(module, name)

        def counted(given: str, kept: str, compare: Any = compare) -> bool:
            seen.append(given)
            return bool(compare(given, kept))

        monkeypatch.setattr(module, name, counted)
    return seen


def guess_a_hundred_times(jeweller: Jeweller, tablet: Tablet) -> list[Any]:
    def guess() -> None:
        pins.check_pin(jeweller=Jeweller.objects.get(pk=jeweller.pk), tablet=tablet, pin="111112")

    return at_once([guess] * 100, workers=CROWD)


def test_of_a_hundred_guesses_at_a_pin_five_are_evaluated(evaluated: list[str]) -> None:
    jeweller, tablet = make_jeweller(), make_tablet()
    pins.set_pin(jeweller=jeweller, pin="482913", by=staff_actor())
    answers = guess_a_hundred_times(jeweller, tablet)
    assert len(evaluated) == 5
    assert sum(isinstance(answer, pins.Locked) for answer in answers) == 96
    assert PinLock.objects.get().failures == 5


def test_without_the_lock_more_would_be(
    evaluated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    jeweller, tablet = make_jeweller(), make_tablet()
    pins.set_pin(jeweller=jeweller, pin="482913", by=staff_actor())
    PinLock.objects.create(jeweller=jeweller, tablet=tablet)
    together = Barrier(CROWD)

    def unlocked(jeweller: Jeweller, tablet: Tablet) -> PinLock:
        row = PinLock.objects.get(jeweller=jeweller, tablet=tablet)
        together.wait(timeout=30)
        return row

    monkeypatch.setattr(pins, "_locked_row", unlocked)
    at_once([lambda: pins.check_pin(jeweller=jeweller, tablet=tablet, pin="111112")] * CROWD)
    assert len(evaluated) == CROWD


def test_of_twenty_guesses_at_a_code_five_are_evaluated(evaluated: list[str]) -> None:
    user = make_user()
    codes.send_code(user=user, purpose="act", sentence="It confirms an act.")
    right = int(OutgoingMessage.objects.get().secrets["code"])
    wrong = f"{(right + 1) % 1_000_000:06d}"
    at_once([lambda: codes.use_code(user=user, purpose="act", code=wrong)] * CROWD)
    assert len(evaluated) == 5


def test_a_right_code_twice_at_once_is_used_once() -> None:
    user = make_user()
    codes.send_code(user=user, purpose="act", sentence="It confirms an act.")
    right = str(OutgoingMessage.objects.get().secrets["code"])
    answers = at_once([lambda: codes.use_code(user=user, purpose="act", code=right)] * 4)
    assert answers.count(None) == 1


def test_twenty_requests_from_one_address_make_one_client() -> None:
    answers = at_once([lambda: client_for(email="Anna@example.com", name="Anna")] * CROWD)
    assert {answer.pk for answer in answers} == {Client.objects.get().pk}
    assert User.objects.count() == 1
