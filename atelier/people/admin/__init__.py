"""People in the admin: clients, staff and accounts, jewellers and their PINs, tablets."""

from atelier.people.admin.clients import ClientAdmin
from atelier.people.admin.jewellers import JewellerAdmin, PinLockAdmin
from atelier.people.admin.tablets import TabletAdmin
from atelier.people.admin.users import StaffMemberAdmin, UserAdmin

__all__ = [
    "ClientAdmin",
    "JewellerAdmin",
    "PinLockAdmin",
    "StaffMemberAdmin",
    "TabletAdmin",
    "UserAdmin",
]
