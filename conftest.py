"""What every test may lean on: reference data, a real browser, the running stack."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command, get_commands
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

_FLUSHING = {"transactional_db", "live_server"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Give each test database the reference data once."""
    _load_reference(django_db_blocker)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Give the reference data back after a test that empties every table."""
    yield
    if _flushes(item):
        _load_reference(item.config.stash[blocking_manager_key])


def _flushes(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    wanted = bool(marker and (marker.kwargs.get("transaction") or any(marker.args)))
    return wanted or bool(_FLUSHING & set(getattr(item, "fixturenames", ())))


def _load_reference(blocker: DjangoDbBlocker) -> None:
    if "reference" in get_commands():
        with blocker.unblock():
            call_command("reference", verbosity=0)
