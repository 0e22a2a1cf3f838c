"""Which action a tap is: one line each, so that the screen and the queue speak of the same."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict, WrongState
from atelier.pictures.actions import receive as receive_picture
from orders.actions.proofs import prove_stone
from orders.models import CommissionStone
from production.actions import runs
from production.actions.calls import answer_call, call_for_help
from production.actions.claims import check_version, lock_job
from production.actions.handing_over import hand_over
from production.actions.notes import add_note
from production.actions.pictures import add_picture, release_picture
from production.actions.undo import undo
from production.actions.updates import Sent, version_left, version_seen
from production.forms import (
    CallForm,
    ChecksForm,
    FailForm,
    HandOverForm,
    HelpForm,
    NoteForm,
    PauseForm,
    PictureForm,
    PlainForm,
    ProveForm,
    ReleaseForm,
    WeightsForm,
)
from production.models import Job, RunPicture, StageRun
from production.policies.proofs import check_prover, since_of
from production.statuses import OPEN_RUNS

# How a sentence is said that is no good news, though what was tapped was done.
WARNING = "warning"

Action = Callable[..., StageRun]


@dataclass(frozen=True)
class Tap:
    """A tap ready to be done: on which run, as it was sent, by whom, with what form."""

    job: Job
    run: StageRun | None
    sent: Sent
    by: Actor
    form: Any

    @property
    def base_version(self) -> int:
        """Return the job's version that the tap builds on. Raises `Conflict`."""
        return version_left(self.sent)

    def on_run(self) -> dict[str, Any]:
        """Return what every action on a run takes. Raises `WrongState` without a run."""
        if self.run is None:
            raise WrongState("This stage is no longer open. Please look again.")
        return {
            "run": self.run,
            "jeweller": self.sent.jeweller,
            "tablet": self.sent.tablet,
            "base_version": self.base_version,
            "by": self.by,
        }


@dataclass(frozen=True)
class Kind:
    """A kind of tap: its form, its action, what is said afterwards, where its form stands."""

    form: type[PlainForm]
    do: Callable[[Tap], object]
    said: str
    back: str = "bench:job"


def perform(tap: Tap) -> dict[str, Any]:
    """Do the tap and return what the tablet is told."""
    kind = TAPS[tap.sent.kind]
    left = kind.do(tap)
    version = left.job.version if isinstance(left, StageRun) else version_seen(tap.sent)
    said = left if isinstance(left, dict) else {"sentence": kind.said}
    return {**said, "envelope": tap.job.envelope, "version": version}


def _bare(action: Action) -> Action:
    """Return an action without a savepoint of its own.

    A tap is one transaction already (see `receive`): what is refused is taken back whole.
    """
    return inspect.unwrap(action)


def _start(tap: Tap) -> StageRun:
    return _bare(runs.start_run)(**tap.on_run())


def _pause(tap: Tap) -> StageRun:
    return _bare(runs.pause_run)(**tap.on_run(), **tap.form.cleaned_data)


def _resume(tap: Tap) -> StageRun:
    return _bare(runs.resume_run)(**tap.on_run())


def _finish(tap: Tap) -> StageRun:
    return _bare(runs.finish_run)(**tap.on_run(), **tap.form.cleaned_data)


def _pass(tap: Tap) -> StageRun:
    return _bare(runs.pass_run)(**tap.on_run(), **tap.form.cleaned_data)


def _skip(tap: Tap) -> StageRun:
    return _bare(runs.skip_run)(**tap.on_run())


def _fail(tap: Tap) -> StageRun:
    given = tap.form.cleaned_data
    picture = receive_picture(given["picture"], by=tap.by) if given["picture"] else None
    return runs.fail_run(
        **tap.on_run(),
        reason=given["reason"],
        note=given["note"],
        piece=given["piece"],
        set_stones=given["set_stones"],
        picture=picture,
        mark=tap.form.mark(),
    )


def _picture(tap: Tap) -> None:
    taken = tap.form.cleaned_data
    if tap.run is None:
        raise WrongState("No stage of this piece was opened yet.")
    add_picture(
        run=tap.run,
        picture=receive_picture(taken["picture"], by=tap.by),
        caption=taken["caption"],
        mark=tap.form.mark(),
        by=tap.by,
    )


def _release(tap: Tap) -> None:
    taken = RunPicture.objects.filter(run__job=tap.job, pk=tap.form.cleaned_data["picture"])
    if (found := taken.select_related("picture").first()) is None:
        raise WrongState("This picture is not one of this piece.")
    release_picture(run_picture=found, by=tap.by)


def _prove(tap: Tap) -> dict[str, str]:
    given = tap.form.cleaned_data
    promise = CommissionStone.objects.filter(commission=tap.job.commission_id)
    stone = promise.select_related("stone").get(pk=given["stone"])
    _check_still_so(tap)
    moment = check_prover(tap.job, tap.run, tap.sent.jeweller)
    proof = prove_stone(
        promise=stone,
        moment=moment,
        checked=tap.form.checked(stone.stone),
        report_number=given["report_number"],
        is_alike=given["is_alike"] == "yes",
        since=since_of(tap.run),
        picture=receive_picture(given["picture"], by=tap.by) if given["picture"] else None,
        jeweller=tap.sent.jeweller,
        by=tap.by,
    )
    if proof.matches:
        return {"sentence": f"{stone.stone}: the same stone."}
    differs = f"{stone.stone} is not as on record: {'; '.join(proof.differences)}."
    return {"sentence": f"{differs} The office is told.", "tone": WARNING}


def _check_still_so(tap: Tap) -> None:
    """A comparison counts for the setting it was made before, never for one that came since.

    The run it names says which; what follows an unheard tap builds on what that one left.
    """
    job = lock_job(tap.job.pk)
    if tap.sent.after:
        check_version(job, tap.base_version)
    elif tap.run is not None:
        tap.run.refresh_from_db(fields=["status"])
        if tap.run.status not in OPEN_RUNS:
            raise Conflict("The piece has moved on since this was compared, so it is not counted.")


def _note(tap: Tap) -> None:
    add_note(job=tap.job, text=tap.form.cleaned_data["text"], by=tap.by)


def _hand_over(tap: Tap) -> StageRun:
    return hand_over(**tap.on_run(), **tap.form.cleaned_data)


def _help(tap: Tap) -> None:
    call_for_help(
        job=tap.job,
        jeweller=tap.sent.jeweller,
        tablet=tap.sent.tablet,
        by=tap.by,
        **tap.form.cleaned_data,
    )


def _answer(tap: Tap) -> None:
    answer_call(jeweller=tap.sent.jeweller, by=tap.by, **tap.form.cleaned_data)


def _undo(tap: Tap) -> StageRun:
    return undo(
        job=tap.job,
        jeweller=tap.sent.jeweller,
        tablet=tap.sent.tablet,
        base_version=tap.base_version,
        by=tap.by,
    )


TAPS = {
    "start": Kind(PlainForm, _start, "Started."),
    "pause": Kind(PauseForm, _pause, "Paused."),
    "resume": Kind(PlainForm, _resume, "In hand again."),
    "hand-over": Kind(HandOverForm, _hand_over, "Handed over."),
    "help": Kind(HelpForm, _help, "The bench lead is called."),
    "answer": Kind(CallForm, _answer, "Answered."),
    "finish": Kind(WeightsForm, _finish, "Finished.", back="bench:weigh"),
    "pass": Kind(ChecksForm, _pass, "Passed."),
    "fail": Kind(FailForm, _fail, "Sent back.", back="bench:problem"),
    "skip": Kind(PlainForm, _skip, "Left out."),
    "picture": Kind(PictureForm, _picture, "Picture kept.", back="bench:take_picture"),
    "release": Kind(ReleaseForm, _release, "The client can see it now.", back="bench:album"),
    "note": Kind(NoteForm, _note, "Note kept.", back="bench:problem"),
    "prove": Kind(ProveForm, _prove, "The same stone.", back="bench:compare"),
    "undo": Kind(PlainForm, _undo, "Taken back."),
}
