"""Who is called to a piece, and who answers."""

from atelier.journal.actor import Actor
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from production.models import About, HelpCall, Job
from production.statuses import JobStatus


def check_call(job: Job, about: str) -> None:
    """Raise a `Refusal` for a piece that is no longer made, or a call about nothing."""
    if job.status != JobStatus.OPEN:
        raise WrongState("This piece is no longer in the workshop.")
    if about not in About.values:
        raise Refusal("Please say what help is needed with.")


def check_answer(call: HelpCall, by: Actor, jeweller: Jeweller | None) -> None:
    """Raise `NotAllowed` unless this is the house, a bench lead, or whoever called."""
    if jeweller is None and by.is_house:
        return
    if jeweller is None or not may_answer(call, jeweller):
        raise NotAllowed("A bench lead answers a call for help.")


def may_answer(call: HelpCall, jeweller: Jeweller) -> bool:
    """Tell whether the button belongs on this jeweller's screen."""
    return Skill.BENCH_LEAD in jeweller.skills or call.jeweller_id == jeweller.pk
