"""The six steps of a request, one question each; it starts with the wearer, not the ring."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from orders.models import Commission


class Step(StrEnum):
    """A step, named as in its address."""

    WEARER = "wearer"
    LEVEL = "level"
    INSPIRATION = "inspiration"
    MATERIALS = "materials"
    BUDGET = "budget"
    REVIEW = "review"

    @property
    def number(self) -> int:
        """Its place, counted from 1."""
        return list(Step).index(self) + 1

    @property
    def short(self) -> str:
        """Its name in the list of steps."""
        return _WORDS[self].short

    @property
    def question(self) -> str:
        """The one question it asks."""
        return _WORDS[self].question

    @property
    def following(self) -> Step:
        """The next step; the last one follows itself."""
        return list(Step)[min(self.number, len(Step) - 1)]

    @property
    def previous(self) -> Step | None:
        """The step before, if there is one."""
        return list(Step)[self.number - 2] if self.number > 1 else None


@dataclass(frozen=True)
class _Words:
    short: str
    question: str


_WORDS = {
    Step.WEARER: _Words("The wearer", "Who will wear it?"),
    Step.LEVEL: _Words("The level", "How far would you like to go?"),
    Step.INSPIRATION: _Words("Inspiration", "What do you have in mind?"),
    Step.MATERIALS: _Words("Materials", "What should it be made of?"),
    Step.BUDGET: _Words("Budget and date", "What would you like to spend, and by when?"),
    Step.REVIEW: _Words("Review", "Is this what you wish for?"),
}


def first_unfinished(commission: Commission) -> Step:
    """Return the first step of a draft that has no answer yet; the review once all have."""
    return list(Step)[min(commission.steps_done, len(Step) - 1)]


def is_open(commission: Commission, step: Step) -> bool:
    """Tell whether a draft has come as far as `step`; earlier answers may always be changed."""
    return step.number <= first_unfinished(commission).number
