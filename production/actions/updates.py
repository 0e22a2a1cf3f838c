"""What a tablet sends, done once and kept for good under the tablet's own UUID."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.people.models import Jeweller, Tablet
from production.models import BenchUpdate, Job

DONE = 200
OTHER_BODY = 409


@dataclass(frozen=True)
class Sent:
    """One update as it arrived. `body` is JSON: what was tapped and typed, files by SHA-256.

    `device_time` is what the tablet's clock said; it is shown, never believed. `after` is the
    update of the same tablet that this one follows, unheard.
    """

    uuid: UUID
    kind: str
    job: Job
    tablet: Tablet
    jeweller: Jeweller
    base_version: int
    body: dict[str, Any] = field(default_factory=dict)
    device_time: datetime | None = None
    after: UUID | None = None

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of what the update says, the tablet's clock left out."""
        says = [self.kind, self.job.pk, self.jeweller.pk, self.base_version, self.body]
        says += [self.after] if self.after else []
        text = json.dumps(says, sort_keys=True, cls=DjangoJSONEncoder)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Answer:
    """What the tablet is told: an HTTP status and JSON."""

    status: int
    body: dict[str, Any]


def receive(sent: Sent, act: Callable[[], dict[str, Any]]) -> Answer:
    """Do `act` once for this UUID and return its answer, now and at every repeat.

    A refusal is kept and repeated too. The same UUID with another body is answered 409. The
    action locks the job before it looks, so two of the same at once are one.
    """
    try:
        with transaction.atomic():
            return _keep(sent, DONE, {"ok": True, **act()})
    except (Refusal, IntegrityError) as trouble:
        return known(sent) or _keep_refusal(sent, trouble)


def quarantine(sent: Sent) -> Answer:
    """Keep an update of somebody who may no longer work here, undone, for staff to read."""
    refusal = NotAllowed(f"{sent.jeweller} no longer signs in here; this is kept for staff.")
    refusal.code = "quarantined"
    return known(sent) or _keep_refusal(sent, refusal)


def version_left(sent: Sent) -> int:
    """Return the job's version that this update builds on.

    Raises `Conflict` when the update it follows was not done.
    """
    before = _before(sent)
    if sent.after and (before is None or before.status_code != DONE):
        raise Conflict("What came before this was not done, so this was not either.")
    return version_seen(sent)


def version_seen(sent: Sent) -> int:
    """Return the job's version that the tablet could know of: what it followed had left it so.

    A note, a picture, a call for help change no version; what follows one builds on the same.
    """
    before = _before(sent)
    return (
        sent.base_version
        if before is None
        else int(before.answer.get("version", sent.base_version))
    )


def _before(sent: Sent) -> BenchUpdate | None:
    if sent.after is None:
        return None
    earlier = BenchUpdate.objects.filter(tablet=sent.tablet, job=sent.job)
    return earlier.filter(pk=sent.after).first()


def known(sent: Sent) -> Answer | None:
    """Return what this update was answered before, if it was."""
    kept = BenchUpdate.objects.filter(pk=sent.uuid).first()
    if kept is None:
        return None
    if kept.body_sha256 != sent.sha256:
        return Answer(OTHER_BODY, _told("uuid-reused", "This update says something else now."))
    return Answer(kept.status_code, kept.answer)


def _keep_refusal(sent: Sent, trouble: Exception) -> Answer:
    if not isinstance(trouble, Refusal):
        raise trouble
    told = _told(trouble.code, str(trouble), **trouble.details)
    try:
        with transaction.atomic():
            return _keep(sent, trouble.status, told)
    except IntegrityError:
        # Its twin was kept a moment earlier.
        return known(sent) or Answer(trouble.status, told)


def _keep(sent: Sent, status: int, answer: dict[str, Any]) -> Answer:
    BenchUpdate.objects.create(
        uuid=sent.uuid,
        tablet=sent.tablet,
        jeweller=sent.jeweller,
        job=sent.job,
        kind=sent.kind,
        body=sent.body,
        body_sha256=sent.sha256,
        base_version=sent.base_version,
        device_time=sent.device_time,
        status_code=status,
        answer=answer,
    )
    return Answer(status, answer)


def _told(code: str, sentence: str, **details: object) -> dict[str, Any]:
    return {"ok": False, "code": code, "sentence": sentence, **details}
