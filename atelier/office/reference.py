"""The groups of staff a house starts with; their owner may change them, and who belongs to which.

What no group holds is the owner's alone: the house itself, accounts and groups, payment plans and
tiers of a cancellation, what becomes of a piece that failed three times, to let one go before it is
paid, to delete anything.
"""

from fnmatch import fnmatchcase

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from atelier.house.defaults import never_given

# Rights by name, as "app.right_model"; a star stands for anything.
_LOOK = (
    *("orders.view_*", "consultations.view_*", "production.view_*", "ownership.view_*"),
    *("designs.view_*", "materials.view_*", "pictures.view_*", "files.view_*"),
    *("people.view_client", "people.view_staffmember", "journal.view_*"),
)
_DIARY = tuple(
    f"consultations.{right}_{model}"
    for right in ("add", "change")
    for model in (
        *("appointment", "followup", "invitation", "waitinglistentry", "writtenconsultation"),
    )
)
_COMMISSIONS = ("orders.change_commission", "people.change_client")
_GOODS = (
    *("materials.add_receipt", "materials.add_custodymovement", "materials.add_incident"),
    "materials.change_stone",
)
_HOURS = tuple(
    f"consultations.*_{model}" for model in ("advisor", "advising", "advisorhours", "dateoverride")
)
ROLES = {
    "Advisors": (
        *(*_LOOK, *_DIARY, *_COMMISSIONS, *_GOODS),
        *("orders.change_quote", "orders.change_revision", "orders.add_payment"),
    ),
    "Client care": (*_LOOK, *_DIARY, *_COMMISSIONS, *_GOODS, *_HOURS, "orders.add_payment"),
    "Gemmologists": (*_LOOK, "materials.add_*", "materials.change_*"),
    "Workshop": (
        *(*_LOOK, *_DIARY, *_GOODS, "orders.change_commission"),
        *("production.add_*", "production.change_*"),
        *("people.*_jeweller", "people.*_tablet", "people.*_pinlock"),
    ),
    "Bookkeeping": (
        *(*_LOOK, "orders.change_commission", "orders.add_payment", "orders.reverse_payment"),
        *("materials.*_metalprice", "materials.*_stoneprice"),
    ),
}


@transaction.atomic
def load() -> None:
    """Make the groups this house was never given; one that was edited or deleted stays so."""
    fresh = never_given(Group, "name", rows=[{"name": name} for name in ROLES])
    for row in fresh:
        group = Group.objects.create(**row)
        group.permissions.set(rights_of(group.name))


def rights_of(role: str) -> list[Permission]:
    """Return the rights a role starts with; none of them deletes or decides an owner's review."""
    known = Permission.objects.exclude(codename__startswith="delete_")
    known = known.exclude(codename="change_ownerreview")
    return [
        right
        for right in known.select_related("content_type")
        if any(fnmatchcase(_name_of(right), pattern) for pattern in ROLES[role])
    ]


def _name_of(right: Permission) -> str:
    return f"{right.content_type.app_label}.{right.codename}"
