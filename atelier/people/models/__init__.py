"""People of the house and the ways they prove who they are."""

from atelier.people.models.clients import Channel, Client
from atelier.people.models.codes import EmailedCode, SecretLink
from atelier.people.models.jewellers import Jeweller, PinLock, Tablet
from atelier.people.models.users import StaffMember, User

__all__ = [
    "Channel",
    "Client",
    "EmailedCode",
    "Jeweller",
    "PinLock",
    "SecretLink",
    "StaffMember",
    "Tablet",
    "User",
]
