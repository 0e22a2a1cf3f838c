"""What the workshop's tests lean on."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from atelier.journal.actor import Actor
from atelier.people.models import Jeweller, PinLock, Tablet
from atelier.people.skills import Skill
from atelier.people.tablets import COOKIE, begin_enrolment, enrol
from atelier.people.tests.factories import make_tablet
from production.bench import badges
from production.tests.factories import make_hand


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    """Keep pictures in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def hand(db: None) -> Jeweller:
    """Somebody with every trade."""
    return make_hand(*Skill.values, name="Amélie Fournier", initials="AF", pin_hash="!")


@pytest.fixture
def tablet(db: None) -> Tablet:
    """A tablet, still to be enrolled."""
    return make_tablet()


@pytest.fixture
def on_tablet(client: Client, tablet: Tablet) -> Client:
    """A browser that was enrolled."""
    code = begin_enrolment(tablet=tablet, by=Actor.system())
    client.cookies[COOKIE] = enrol(code=code)[1]
    return client


@pytest.fixture
def bench(on_tablet: Client, tablet: Tablet, hand: Jeweller) -> Client:
    """An enrolled browser on which `hand` is signed in."""

    class Jar:
        """Takes the cookie as a response would."""

        def set_cookie(self, name: str, value: str, **_: object) -> None:
            on_tablet.cookies[name] = value

    # As signing in with a PIN leaves it.
    PinLock.objects.create(jeweller=hand, tablet=tablet)
    badges.let_in(Jar(), hand, tablet)  # type: ignore[arg-type]
    return on_tablet
