"""Free times: a month of 12 advisors with three years of appointments, beside SELECT 1 in a view.

All are answered by views through the house's own middleware, worked out from the database each
time. Rounds are interleaved in one process, and the median round counts.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from atelier.local.stack import BASE, EMPTY, opened
from bench.figures import Figure
from bench.pricing import asking, paces

ADVISORS, ROOMS = 12, 4
APPOINTMENTS = 30_000
PAST, COMING = timedelta(days=3 * 365), timedelta(days=45)
MONTH = timedelta(days=30)


def measure() -> Iterator[Figure]:
    """Yield how long each takes in the time of one SELECT 1, what it finds and what it asks."""
    with tempfile.TemporaryDirectory(prefix="atelier-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o711)
        with opened(Path(place) / "house", **EMPTY) as house:
            found = _run(house.environment)
    times = "× SELECT 1 in a view"
    yield Figure("a month of 12 advisors by video, staff", found["staff"], times, 120)
    yield Figure("the same in person with 4 rooms, a client", found["client"], times, 150)
    yield Figure("its days with free times", found["days"], times, 110)
    yield Figure("free times of staff's month", found["slots"], "slots", 2_000, at_least=True)
    yield Figure(
        "appointments in the database", found["booked"], "rows", APPOINTMENTS, at_least=True
    )
    yield Figure("queries of a client's month", found["queries"], "queries", 10)


def _run(environment: dict[str, str]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.slots"]
    done = subprocess.run(
        command, env=environment, cwd=BASE, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _inside() -> None:
    """Measure inside the house, with Django set up."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.settings")
    django.setup()
    call_command("reference", verbosity=0)
    booked = _fill()
    acts = {name: asking(_door(name, act)) for name, act in _acts().items()}
    pace = paces(acts)
    found = {name: pace["bare"] / pace[name] for name in acts if name != "bare"}
    slots = len(_acts()["staff"]())
    found |= {"slots": slots, "booked": booked, "queries": _queries(_acts()["client"])}
    sys.stdout.write(json.dumps(found) + "\n")


def _acts() -> dict[str, Callable[[], Any]]:
    """What each view does."""
    from django.db import connection

    from atelier.house.models import House
    from consultations.availability import days_with_free, free_slots

    house = House.current()
    span = (house.today(), house.today() + MONTH)

    def select_one() -> tuple[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone()

    def ask(act: Callable[..., Any], channel: str, *, for_client: bool) -> Callable[[], Any]:
        return lambda: act(channel=channel, span=span, zone=house.zone, for_client=for_client)

    return {
        "bare": select_one,
        "staff": ask(free_slots, "video", for_client=False),
        "client": ask(free_slots, "in_person", for_client=True),
        "days": ask(days_with_free, "video", for_client=True),
    }


def _door(name: str, act: Callable[[], Any]) -> str:
    """Hang a view of the act into the house's addresses, and return where."""
    from django.conf import settings
    from django.http import HttpRequest, HttpResponse
    from django.urls import path
    from django.utils.module_loading import import_string

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(len(act())))

    urls = import_string(f"{settings.ROOT_URLCONF}.urlpatterns")
    urls.insert(0, path(f"{name}/", view))
    return f"/{name}/"


def _fill() -> int:
    """Write three years of appointments and a month and a half to come; return how many."""
    from django.db import connection

    from atelier.people.tests.factories import make_client
    from consultations.models import Appointment
    from consultations.tests.factories import make_advisor, make_place, make_room

    advisors = [make_advisor() for _ in range(ADVISORS)]
    for advisor in advisors:
        _give_week(advisor)
    place = make_place()
    rooms = [*place.rooms.all()]
    rooms += [make_room(place=place) for _ in range(ROOMS - len(rooms))]
    client = make_client()
    # The first four receive in person, each in a room of their own.
    kept: dict[int, Any] = dict(enumerate(rooms))
    rows = [
        _appointment(client, advisor, kept.get(number), starts_at)
        for number, advisor in enumerate(advisors)
        for starts_at in _starts(number)
    ]
    Appointment.objects.bulk_create(rows, batch_size=2_000)
    with connection.cursor() as cursor:
        # A house that has run for three years has had its tables looked at.
        cursor.execute("ANALYZE")
    return len(rows)


def _give_week(advisor: Any) -> None:
    from consultations.tests.factories import make_hours

    for weekday in range(6):
        make_hours(advisor, weekday, time(9), time(13))
        make_hours(advisor, weekday, time(14), time(18))


def _starts(number: int) -> Iterator[datetime]:
    """Yield three of five hours of every working day, different ones for each advisor."""
    chance = random.Random(number)  # noqa: S311
    day, last = date.today() - PAST, date.today() + COMING
    while day <= last:
        if day.weekday() < 6:
            for hour in sorted(chance.sample((14, 16, 18, 20, 22), 3)):
                yield datetime.combine(day, time(hour), tzinfo=UTC)
        day += timedelta(days=1)


def _appointment(client: Any, advisor: Any, room: Any, starts_at: datetime) -> Any:
    """Return one of an hour, held and written down when it is past."""
    from consultations.availability import busy_span
    from consultations.models import Appointment

    ends_at, now = starts_at + timedelta(hours=1), datetime.now(UTC)
    return Appointment(
        client=client,
        advisor=advisor,
        channel="in_person" if room else "video",
        room=room,
        starts_at=starts_at,
        ends_at=ends_at,
        busy=busy_span(starts_at, ends_at, timedelta(minutes=15)),
        status="done" if ends_at < now else "booked",
        recorded_at=ends_at if ends_at < now else None,
    )


def _queries(act: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


if __name__ == "__main__":
    _inside()
