"""The states of a job and of one run of one stage."""

from django.db.models import TextChoices

from atelier.journal.transitions import Machine, Owner


class JobStatus(TextChoices):
    """A job card, from the envelope to the finished piece."""

    OPEN = "open", "In the workshop"
    FINISHED = "finished", "Finished"
    CANCELLED = "cancelled", "Cancelled"


JOBS = Machine(
    name="job",
    statuses=JobStatus,
    owners={
        JobStatus.OPEN: Owner.BENCH,
        JobStatus.FINISHED: Owner.HOUSE,
        JobStatus.CANCELLED: Owner.NOBODY,
    },
    sentences={
        JobStatus.OPEN: "Your piece is at the bench.",
        JobStatus.FINISHED: "Your piece is finished.",
        JobStatus.CANCELLED: "This piece is no longer being made.",
    },
    moves={
        ("finish", JobStatus.OPEN): JobStatus.FINISHED,
        ("cancel", JobStatus.OPEN): JobStatus.CANCELLED,
    },
)


class RunStatus(TextChoices):
    """One attempt at one stage. What rework or a cancellation undid is void, never deleted."""

    READY = "ready", "Ready"
    RUNNING = "running", "In hand"
    PAUSED = "paused", "Paused"
    DONE = "done", "Done"
    PASSED = "passed", "Passed"
    FAILED = "failed", "Failed"
    SKIPPED = "skipped", "Skipped"
    VOID = "void", "Void"


class WaitsFor(TextChoices):
    """What a piece that was laid down waits for; empty while somebody only rests."""

    STONE = "stone", "A stone"
    CLIENT = "client", "The client"
    CASTER = "caster", "The caster"
    INSPECTION = "inspection", "An inspection"

    @property
    def words(self) -> str:
        """As it goes on after "paused": "waits for a stone"."""
        return f"waits for {self.label[0].lower()}{self.label[1:]}"


OPEN_RUNS = (RunStatus.READY, RunStatus.RUNNING, RunStatus.PAUSED)
FULFILLED_RUNS = (RunStatus.DONE, RunStatus.PASSED, RunStatus.SKIPPED)

_R = RunStatus
RUNS = Machine(
    name="stage",
    statuses=RunStatus,
    owners={
        _R.READY: Owner.BENCH,
        _R.RUNNING: Owner.BENCH,
        _R.PAUSED: Owner.BENCH,
        _R.DONE: Owner.NOBODY,
        _R.PASSED: Owner.NOBODY,
        _R.FAILED: Owner.BENCH,
        _R.SKIPPED: Owner.NOBODY,
        _R.VOID: Owner.NOBODY,
    },
    sentences={
        _R.READY: "Next at the bench.",
        _R.RUNNING: "At the bench now.",
        _R.PAUSED: "Resting at the bench.",
        _R.DONE: "Done.",
        _R.PASSED: "Examined and passed.",
        _R.FAILED: "Being perfected.",
        _R.SKIPPED: "Not needed for this piece.",
        _R.VOID: "Being perfected.",
    },
    moves={
        ("start", _R.READY): _R.RUNNING,
        ("pause", _R.RUNNING): _R.PAUSED,
        ("resume", _R.PAUSED): _R.RUNNING,
        # Given into other hands, it rests until they take it up.
        ("hand_over", _R.RUNNING): _R.PAUSED,
        ("hand_over", _R.PAUSED): _R.PAUSED,
        ("finish", _R.RUNNING): _R.DONE,
        ("pass", _R.RUNNING): _R.PASSED,
        ("fail", _R.RUNNING): _R.FAILED,
        ("skip", _R.READY): _R.SKIPPED,
        ("cancel", _R.READY): _R.VOID,
        ("cancel", _R.RUNNING): _R.VOID,
        ("cancel", _R.PAUSED): _R.VOID,
        ("void", _R.DONE): _R.VOID,
        ("void", _R.PASSED): _R.VOID,
        ("void", _R.SKIPPED): _R.VOID,
        # Taken back within seconds, as long as nothing followed.
        ("undo_start", _R.RUNNING): _R.READY,
        ("undo_pause", _R.PAUSED): _R.RUNNING,
        ("undo_resume", _R.RUNNING): _R.PAUSED,
        ("undo_hand_over_running", _R.PAUSED): _R.RUNNING,
        ("undo_hand_over_paused", _R.PAUSED): _R.PAUSED,
        ("undo_finish", _R.DONE): _R.RUNNING,
        ("undo_pass", _R.PASSED): _R.RUNNING,
        ("undo_fail", _R.FAILED): _R.RUNNING,
        ("undo_skip", _R.SKIPPED): _R.READY,
        # Decided otherwise before work went on: what was taken back further stands again.
        ("uncancel", _R.VOID): _R.READY,
        ("unvoid_done", _R.VOID): _R.DONE,
        ("unvoid_passed", _R.VOID): _R.PASSED,
        ("unvoid_skipped", _R.VOID): _R.SKIPPED,
    },
)
