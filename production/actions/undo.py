"""Takes the last tap back: within seconds, from the same tablet, while nothing followed."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.journal.refusals import WrongState
from atelier.people.models import Jeweller, Tablet
from production.actions.claims import check_version, latest_event, lock_job
from production.actions.metal import take_weighing_back
from production.actions.moves import close_unbegun, grow, move, tell
from production.models import Job, StageRun
from production.statuses import RunStatus

SHOWN_SECONDS = 8
# The screen offers it for eight seconds; the network gets a few more.
GRACE = timedelta(seconds=SHOWN_SECONDS + 4)

_REOPENED: dict[str, Any] = {"ended_at": None}
# What each step becomes when it is taken back: the table's event, and the fields it had set.
BACK: dict[str, tuple[str, dict[str, Any]]] = {
    "stage.started": ("undo_start", {"jeweller": None, "started_at": None}),
    "stage.paused": ("undo_pause", {}),
    "stage.resumed": ("undo_resume", {}),
    "stage.handed_over": ("undo_hand_over_{was}", {}),
    "stage.finished": ("undo_finish", {**_REOPENED, "weight_in": None, "weight_out": None}),
    "stage.passed": ("undo_pass", {**_REOPENED, "checks": []}),
    "stage.failed": (
        "undo_fail",
        {**_REOPENED, "reason": None, "set_stones": "", "piece": ""},
    ),
    "stage.skipped": ("undo_skip", _REOPENED),
}


@transaction.atomic
def undo(
    *, job: Job, jeweller: Jeweller, tablet: Tablet, by: Actor, base_version: int | None = None
) -> StageRun:
    """Take this jeweller's last step on this tablet back and return its run.

    Raises `WrongState` when it is too late or something followed, `Conflict` on a stale screen.
    """
    job = lock_job(job.pk)
    check_version(job, base_version)
    event = undoable(job, jeweller, tablet)
    if event is None:
        raise WrongState("This can no longer be taken back.")
    run = StageRun.objects.select_related("stage", "job").get(pk=event.data["run"])
    back, fields = BACK[event.kind]
    _take_back_what_followed(event, run)
    grow(run.job)
    move(run, back.format(**event.data), **fields, **_as_before(event, run))
    tell("stage.undone", run, by, undone=event.kind, tablet=tablet.pk)
    return run


def undoable(job: Job, jeweller: Jeweller, tablet: Tablet) -> Event | None:
    """Return the step that this jeweller may still take back on this tablet, if any."""
    event = latest_event(job)
    if event is None or event.kind not in BACK or event.at < timezone.now() - GRACE:
        return None
    mine = event.actor_jeweller_id == jeweller.pk and event.data.get("tablet") == tablet.pk
    return event if mine else None


def _as_before(event: Event, run: StageRun) -> dict[str, Any]:
    """Return what the step had overwritten: a note, what it waited for, whose hands it was in."""
    told, before = event.data, {"note": event.data.get("note_before", run.note)}
    if waited_for := told.get("waited_for"):
        before["waits_for"] = waited_for
    if giver := told.get("giver"):
        before |= {"jeweller": Jeweller.objects.get(pk=giver), "hands": told["hands_before"]}
    return before


def _take_back_what_followed(event: Event, run: StageRun) -> None:
    take_weighing_back(run)
    # The attempt that opened a moment ago was seen by nobody; the journal keeps both steps.
    if "opens" in event.data:
        for opened in _opened(run.job, event.data["opens"]):
            close_unbegun(opened, run)
    for pk, status in event.data.get("voided", {}).items():
        move(StageRun.objects.get(pk=pk), f"unvoid_{status}")


def _opened(job: Job, number: int) -> QuerySet[StageRun]:
    return job.runs.filter(status=RunStatus.READY, stage__number=number)
