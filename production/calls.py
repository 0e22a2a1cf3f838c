"""Calls for help as the bench reads them: on the piece's screen, and on every bench lead's."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from production.models import HelpCall, Job
from production.policies.calls import may_answer


@dataclass(frozen=True)
class Call:
    """One call that waits; `may_answer` when the reader may say that somebody comes."""

    call: HelpCall
    may_answer: bool
    uuid: UUID = field(default_factory=uuid4)


def calls_at(job: Job, reader: Jeweller) -> list[Call]:
    """Return the calls that wait at one piece; one query."""
    waiting = HelpCall.objects.unanswered().filter(job=job).select_related("jeweller")
    return [Call(each, may_answer(each, reader)) for each in waiting]


def calls_for(lead: Jeweller) -> list[Call]:
    """Return every call that waits, for a bench lead; nobody else is asked, and no query made."""
    if Skill.BENCH_LEAD not in lead.skills:
        return []
    waiting = HelpCall.objects.unanswered().exclude(jeweller=lead).order_by("id")
    return [Call(each, True) for each in waiting.select_related("jeweller", "job", "tablet")]
