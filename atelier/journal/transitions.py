"""State machines as one table each: which event leads from which status to which.

Every status names its owner (whose move it is) and the sentence a client reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices

from atelier.journal.refusals import WrongState


class Owner(StrEnum):
    """Whose move it is."""

    CLIENT = "client"
    HOUSE = "house"
    BENCH = "bench"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Machine:
    """A state machine: `moves` maps (event, status) to the next status.

    `owners` and `sentences` must name every status; a machine that misses one does not start.
    """

    name: str
    statuses: type[TextChoices]
    owners: Mapping[str, Owner]
    sentences: Mapping[str, str]
    moves: Mapping[tuple[str, str], str]

    def __post_init__(self) -> None:
        every = set(self.statuses.values)
        for table in (self.owners, self.sentences):
            if set(table) != every:
                raise ValueError(f"{self.name}: {every ^ set(table)} named in only one table")
        if not set(self.moves.values()) | {status for _, status in self.moves} <= every:
            raise ValueError(f"{self.name}: a move names an unknown status")

    def allows(self, event: str, status: str) -> bool:
        """Tell whether `event` may happen to something in `status`."""
        return (event, status) in self.moves

    def after(self, event: str, status: str) -> str:
        """Return the status that `event` leads to.

        Raises `WrongState` when the table has no such move.
        """
        try:
            return self.moves[event, status]
        except KeyError:
            label = self.statuses(status).label.lower()
            raise WrongState(
                f"This {self.name} is “{label}”, so that step cannot be taken now.",
                event=event,
                status=status,
            ) from None
