"""What every test may lean on: reference data, a real browser, the running stack."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase, override_settings
from playwright.sync_api import Locator
from pytest_django import DjangoDbBlocker

from atelier.local import browser
from atelier.local.stack import CARELESS, Stack, opened

# Playwright keeps an event loop in the thread that also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A real hash takes a third of a second; the same one, made less often over, proves as much.
PBKDF2PasswordHasher.iterations = 1_000

_MADE_BY_DJANGO = {"django_content_type", "auth_permission", "django_migrations"}
_HOUSES = pytest.StashKey[list[Stack]]()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Give each test database the reference data once."""
    # A live server's threads would leave theirs open, and the database could not be dropped.
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    with django_db_blocker.unblock():
        call_command("reference", verbosity=0)
        call_command("catalogue", verbosity=0)
        _keep_rows()
    # Django's own way empties every table, filled or not, and makes all permissions anew.
    TransactionTestCase._fixture_teardown = _give_rows_back  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def _static_files_as_they_stand() -> Iterator[None]:
    """Name static files plainly: a live server serves them as they stand in the sources.

    Once for all tests: what a page still asks after its test must not meet another storage.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}):
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the machine's Chromium; without one a test is skipped, but never in CI."""
    path = browser.chromium()
    if path is None and os.environ.get("CI"):
        pytest.fail(browser.ADVICE)
    return path or pytest.skip(browser.ADVICE)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object], chromium: str
) -> dict[str, object]:
    """Let `page`, `context` and `browser` be those of the machine's Chromium."""
    return {**browser_type_launch_args, "executable_path": chromium, "args": browser.FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """Look at pages as the house's visitors do: in English, without animation."""
    return {**browser_context_args, "locale": "en-GB", "reduced_motion": "reduce"}


@pytest.fixture(scope="session", autouse=True)
def _pages_are_there_before_the_next_press() -> None:
    """Let a press that loads a page end when its scripts have run, as a person waits for it."""
    for press in ("click", "tap", "press"):
        setattr(Locator, press, _and_wait(getattr(Locator, press)))


def _and_wait(press: Callable[..., None]) -> Callable[..., None]:
    @wraps(press)
    def pressed(self: Locator, *args: Any, **kwargs: Any) -> None:
        press(self, *args, **kwargs)
        if not self.page.is_closed():
            self.page.wait_for_load_state()

    return pressed


@pytest.fixture(scope="session")
def houses(request: pytest.FixtureRequest) -> list[Stack]:
    """Return the houses opened for tests; they are closed after the last test of the stack."""
    return request.session.stash.setdefault(_HOUSES, [])


@pytest.fixture(scope="session")
def stack(houses: list[Stack]) -> Iterator[Stack]:
    """Open the whole house once: web, workers, a beat that ticks every second, the demo."""
    place = Path(tempfile.mkdtemp(prefix="atelier-stack-"))
    with opened(place, BEAT_EVERY="1", DEMO="1", POSTGRES_SETTINGS=CARELESS) as stack:
        houses.append(stack)
        yield stack
    shutil.rmtree(place, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one of the parallel processes take all tests of the stack, in a row.

    In CI a browser that a busy machine kept waiting gets up to two more tries; the summary
    names each.
    """
    for item in items:
        if os.environ.get("CI") and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2))
        if _is_of_stack(item):
            item.add_marker(pytest.mark.xdist_group("stack"))
    items.sort(key=_is_of_stack, reverse=True)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Close the houses when none of their tests is next: a beat's ticks slow all the others."""
    if nextitem is None or not _is_of_stack(nextitem):
        houses = item.session.stash.get(_HOUSES, [])
        while houses:
            houses.pop().close()


def _is_of_stack(item: pytest.Item) -> bool:
    return item.get_closest_marker("stack") is not None


def _keep_rows() -> None:
    """Copy every filled table aside; giving the copy back is far quicker than loading anew."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
            cursor.execute(f'SELECT NOT EXISTS (SELECT FROM kept."{table}")')
            # Django itself fills the tables of its own types again after it emptied them.
            if cursor.fetchone()[0] or table in _MADE_BY_DJANGO:
                cursor.execute(f'DROP TABLE kept."{table}"')


def _give_rows_back(_: TransactionTestCase) -> None:
    """Leave the reference data and nothing else, however the test has changed the tables.

    Locking them all first waits for a page that is still being answered and may write.
    """
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY_AND_FILL)


_EMPTY_AND_FILL = """
DO $$
DECLARE
    name text;
    filled boolean;
    every text := (
        SELECT string_agg(format('public.%I', tablename), ', ') FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> ALL (string_to_array('{untouched}', ' '))
    );
BEGIN
    EXECUTE 'LOCK TABLE ' || every || ' IN EXCLUSIVE MODE';
    SET LOCAL session_replication_role = replica;
    FOREACH name IN ARRAY string_to_array(every, ', ') LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO filled;
        IF filled THEN EXECUTE 'DELETE FROM ' || name; END IF;
    END LOOP;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept' LOOP
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM kept.%1$I', name);
    END LOOP;
END $$;
""".format(untouched=" ".join(sorted(_MADE_BY_DJANGO)))
