"""Who did it: the `by` of every action."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """On whose side somebody acts."""

    CLIENT = "client"
    STAFF = "staff"
    JEWELLER = "jeweller"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """A person or the system, as it is written into the journal.

    `user_id` and `jeweller_id` are primary keys where known, `address` an IP address.
    """

    kind: ActorKind
    name: str
    user_id: int | None = None
    jeweller_id: int | None = None
    address: str | None = None

    @property
    def is_house(self) -> bool:
        """Tell whether this is the house's staff, or its own software."""
        return self.kind in (ActorKind.STAFF, ActorKind.SYSTEM)

    @classmethod
    def system(cls, name: str = "Atelier") -> "Actor":
        """The software itself: beat, a worker, a migration."""
        return cls(kind=ActorKind.SYSTEM, name=name)
