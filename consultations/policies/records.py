"""What is written down of a consultation, and what is agreed there."""

from datetime import date

from atelier.journal.refusals import Refusal
from atelier.people.models import User
from consultations.policies.sides import check_works_here
from consultations.statuses import NextStep
from consultations.times import house_today


def check_next_step(step: str) -> None:
    """One of the steps an advisor can propose."""
    if step not in NextStep.values:
        raise Refusal("Please choose what happens next.")


def check_day_to_come(day: date) -> None:
    """A promise is for today or later, on the house's clock."""
    if day < house_today():
        raise Refusal("That day has passed. Please choose a later one.")


def check_task(what: str, assignee: User, due_on: date) -> None:
    """A task says what is to be done, by whom of the house, by which day."""
    if not what.strip():
        raise Refusal("Please say what is to be done.")
    check_works_here(assignee)
    check_day_to_come(due_on)
