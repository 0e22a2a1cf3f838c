"""Live pages: a poll is answered 304 without a query while nothing changed.

Every subject ("bench", "job:ABCD2345", "commission:12") has a version in Valkey that is written
anew after each commit that changed it. The version is no truth, Postgres is: a lost one reads as
changed, without Valkey every poll reads, and every minute each page reads anyway.

A page carries the tag of what it shows and sends it back with each poll. The tag names its
subject, and a seal binds it to the page and its reader, so that a poll needs no look-up and
nobody learns anything from a tag that was not given to them.

Read the tag *before* the rows of the page: what changes in between is then found by the next
poll.
"""

import logging
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

REREAD_SECONDS = 60
# A version nobody asked for or changed in so long is forgotten.
KEPT_SECONDS = 2 * 24 * 3600

log = logging.getLogger(__name__)


def changed(*subjects: str) -> None:
    """Let every page about these subjects read again once the change is committed.

    What one change says right after another is told with it, in one trip to Valkey.
    """
    if (renewal := _pending()) is not None:
        renewal.subjects.update(subjects)
    else:
        # By a method of its own name: Django says the name of what failed.
        transaction.on_commit(_Renewal(set(subjects)).tell, robust=True)


@dataclass(frozen=True)
class _Renewal:
    """What has to be read again after a commit."""

    subjects: set[str]

    def tell(self) -> None:
        """Write all their versions anew."""
        # Neither a counter, which is lost with Valkey, nor the clock, which may go back: two
        # versions must never be alike.
        anew = {_key(subject): uuid4().hex for subject in self.subjects}
        cache.set_many(anew, timeout=KEPT_SECONDS)


def _pending() -> _Renewal | None:
    """Return what was last to be done after this very commit, where that is a renewal.

    One of an outer savepoint would do too; one of an inner is none of ours, for that may have
    been taken back.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block or not connection.run_on_commit:
        return None
    savepoints, then, *_ = connection.run_on_commit[-1]
    last = getattr(then, "__self__", None)
    is_ours = isinstance(last, _Renewal) and savepoints == set(connection.savepoint_ids)
    return last if is_ours else None


def version(subject: str) -> str:
    """Return the subject's present version; a new one each time while Valkey is away."""
    counted = cache.get(_key(subject))
    if counted is None:
        counted = uuid4().hex
        if not cache.add(_key(subject), counted, timeout=KEPT_SECONDS):
            counted = cache.get(_key(subject), counted)
    return _told(str(counted))


def _told(counted: str) -> str:
    return f"{counted}-{int(time.time()) // REREAD_SECONDS}"


def kept(subject: str, name: str) -> tuple[str, Any]:
    """Return the subject's present version and what was kept under `name` at it; one trip.

    None where nothing was, or at another version. Keep what is made anew with `keep`.
    """
    found = cache.get_many([_key(subject), _kept_key(name)])
    told = _told(found[_key(subject)]) if _key(subject) in found else version(subject)
    at, value = found.get(_kept_key(name), ("", None))
    return told, value if at == told else None


def keep(name: str, told: str, value: object) -> None:
    """Keep what was read after the version `told`, for as long as that is the present one."""
    cache.set(_kept_key(name), (told, value), timeout=2 * REREAD_SECONDS)


def tag(subject: str, *, page: str, reader: str, told: str = "") -> str:
    """Return the ETag of what `reader` is shown about `subject` at the address `page`.

    `told` is the subject's version where it was read already.
    """
    told = told or version(subject)
    seal = salted_hmac("atelier.live", f"{subject}~{told}~{page}~{reader}").hexdigest()
    return f'"{subject}~{told}~{seal[:24]}"'


def is_unchanged(request: HttpRequest, *, reader: str) -> bool:
    """Tell whether the tag that came with this poll is still the page's, asking no database.

    The seal comes first: what a stranger made up is looked up nowhere.
    """
    sent = request.headers.get("If-None-Match", "").removeprefix("W/")
    subject, told, *_ = [*sent.strip('"').split("~"), ""]
    if not (reader and told) or sent != tag(subject, page=request.path, reader=reader, told=told):
        return False
    return told == version(subject)


def tagged(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Give a page that was read anew its tag, and return it."""
    if response.status_code == 200:
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache"
    return response


def _key(subject: str) -> str:
    return f"live:{subject}"


def _kept_key(name: str) -> str:
    return f"kept:{name}"
