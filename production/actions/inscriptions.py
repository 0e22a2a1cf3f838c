"""The last stage: the number is on the piece and a second person has read it."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.refusals import NotAllowed
from atelier.people.models import Jeweller
from production.actions.claims import claim
from production.actions.ends import go_on
from production.actions.moves import move
from production.models import StageKind, StageRun
from production.policies import runs as policies
from production.statuses import RUNS


@transaction.atomic
def pass_inscription(*, run: StageRun, second_reader: Jeweller, by: Actor) -> StageRun:
    """Pass the inscription, read back by `second_reader`, and finish the job.

    Raises `NotAllowed` when the reader is the engraver, `WrongState` when it is not in hand.
    """
    run = claim(run, None)
    policies.check_kind(run, StageKind.INSCRIPTION)
    RUNS.after("pass", run.status)
    if run.jeweller_id == second_reader.pk:
        raise NotAllowed("Nobody reads back their own inscription.")
    move(run, "pass", second_reader=second_reader)
    go_on(run, "stage.passed", by, second_reader=second_reader.name)
    return run
