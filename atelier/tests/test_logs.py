"""What is written down, and what never is."""

import json
import logging

from atelier.logs import JsonLines, Plain
from atelier.schedule import quickened

_TOKEN = "q7Jx0_Zr5tWv8yBnE2hKdMfPgSaUcLiOoRwTe1-3N4s"


def _record(message: str, *arguments: object, **more: object) -> logging.LogRecord:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, arguments, None)
    record.__dict__.update(more)
    return record


def test_a_line_is_json() -> None:
    line = json.loads(JsonLines().format(_record("Not Found: %s", "/x/", status_code=404)))

    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "warning",
        "logger": "django.request",
        "message": "Not Found: /x/",
        "status_code": 404,
    }


def test_the_token_of_a_secret_link_is_never_written() -> None:
    record = _record("Gone: %s", f"/my/enter/{_TOKEN}/")

    assert _TOKEN not in JsonLines().format(record)
    assert Plain("%(message)s").format(record) == "Gone: /my/enter/…/"


def test_an_identifier_stays() -> None:
    record = _record("/my/certificates/9f1c6a9e-3b1f-4d0c-8a57-1d2f5b7c9e10/")

    assert "9f1c6a9e-3b1f-4d0c-8a57-1d2f5b7c9e10" in JsonLines().format(record)


def test_journeys_wait_no_longer_than_they_say() -> None:
    entries = {"slow": {"task": "a", "schedule": 60.0}, "quick": {"task": "b", "schedule": 1.0}}

    assert quickened(entries, None) == entries
    assert [one["schedule"] for one in quickened(entries, 2.0).values()] == [2.0, 1.0]
