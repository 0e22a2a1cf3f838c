"""What is one's own today: agreed with a client, promised in writing, not yet written down."""

from dataclasses import dataclass
from datetime import date

from atelier.office.spoken import still_shown
from atelier.people.models import User
from consultations.models import Appointment, FollowUp, WrittenConsultation


@dataclass(frozen=True)
class Yours:
    """One person's own; overdue first, since every list goes by its day."""

    follow_ups: list[FollowUp]
    written: list[WrittenConsultation]
    to_record: list[Appointment]

    @classmethod
    def of(cls, me: User, day: date) -> "Yours":
        """Read it in three queries; what was done a moment ago stays, with its undo."""
        mine = FollowUp.objects.of(me).due_by(day).filter(still_shown())
        asked = WrittenConsultation.objects.due_by(day).filter(advisor=me)
        unwritten = Appointment.objects.to_record().filter(advisor=me)
        return cls(
            list(mine.select_related("client", "assignee", "done_by")),
            list(asked.select_related("client")),
            list(unwritten.select_related("client")),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.follow_ups or self.written or self.to_record)
