"""The sidebar, ordered by the work rather than by app."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Door:
    """One line of the sidebar: what it is called, its icon, its address, who may pass.

    `needs` is the permission to see what lies behind it.
    """

    title: str
    icon: str
    name: str
    needs: str = ""


def _list(title: str, icon: str, model: str) -> Door:
    app, _, name = model.partition(".")
    return Door(title, icon, f"admin:{app}_{name}_changelist", needs=f"{app}.view_{name}")


WORK = (
    Door("Today", "wb_twilight", "admin:index"),
    _list("Commissions", "diamond", "orders.commission"),
    Door("Consultations", "calendar_month", "admin:diary", needs="consultations.view_appointment"),
    _list("Waiting list", "hourglass_top", "consultations.waitinglistentry"),
    _list("Invitations", "event_available", "consultations.invitation"),
    _list("In writing", "edit_note", "consultations.writtenconsultation"),
    _list("Follow-ups", "task_alt", "consultations.followup"),
    _list("Quotes", "request_quote", "orders.quote"),
    _list("Workshop", "handyman", "production.job"),
    Door("Metal", "scale", "admin:metal", needs="production.view_weighing"),
    _list("Calls for help", "campaign", "production.helpcall"),
    _list("Third failures", "gavel", "production.ownerreview"),
    _list("Stones", "hexagon", "materials.stone"),
    _list("Clients", "group", "people.client"),
    _list("Designs", "draw", "designs.design"),
)
MATERIALS = (
    _list("Alloys", "layers", "materials.alloy"),
    _list("Metal prices", "trending_up", "materials.metalprice"),
    _list("Stone varieties", "interests", "materials.stonevariety"),
    _list("Stone prices", "sell", "materials.stoneprice"),
    _list("Cuts", "pentagon", "materials.cut"),
    _list("Settings", "settings_input_component", "materials.setting"),
    _list("Chains", "link", "materials.chainstyle"),
    _list("Chain lengths", "straighten", "materials.chainlength"),
    _list("Work by the hour", "schedule", "materials.operation"),
    _list("Services", "receipt", "materials.service"),
)
SOURCES = (
    _list("Suppliers", "storefront", "materials.supplier"),
    _list("Statements", "verified", "materials.supplierstatement"),
    _list("Metal lots", "package_2", "materials.metallot"),
    _list("Memos", "assignment_return", "materials.memo"),
    _list("Laboratory reports", "biotech", "materials.laboratoryreport"),
)
RECORDS = (
    _list("Receipts", "receipt_long", "materials.receipt"),
    _list("Receipts begun", "draft", "materials.intake"),
    _list("Brought pieces", "inventory_2", "materials.broughtpiece"),
    _list("Evaluations", "biotech", "materials.evaluation"),
    _list("Incidents", "report_problem", "materials.incident"),
    _list("Payments", "payments", "orders.payment"),
    _list("Card messages", "credit_card", "orders.providerevent"),
    _list("Serials", "tag", "ownership.serial"),
    _list("Certificates", "workspace_premium", "ownership.certificate"),
    _list("Mail", "mail", "journal.outgoingmessage"),
    _list("Pictures", "image", "pictures.picture"),
    _list("Files", "attach_file", "files.storedfile"),
    _list("History", "history", "journal.event"),
)
HOUSE = (
    _list("The house", "home", "house.house"),
    _list("Payment plans", "splitscreen", "orders.paymentplan"),
    _list("Cancellations", "do_not_disturb_on", "orders.cancellationtier"),
    _list("Staff", "badge", "people.staffmember"),
    _list("Accounts", "person", "people.user"),
    _list("Groups of staff", "groups", "auth.group"),
    _list("Jewellers", "construction", "people.jeweller"),
    _list("Tablets", "tablet", "people.tablet"),
    Door(
        "My calendar",
        "calendar_add_on",
        "admin:calendar_feed",
        needs="consultations.view_appointment",
    ),
    _list("Advisors' hours", "schedule", "consultations.advisor"),
    _list("Places and rooms", "meeting_room", "consultations.place"),
    _list("Special days", "event_busy", "consultations.dateoverride"),
    _list("Topics", "forum", "consultations.topic"),
    _list("Booking rules", "rule", "consultations.bookingrules"),
    _list("Stages", "route", "production.stage"),
    _list("Routes by kind", "alt_route", "production.route"),
    _list("Reason codes", "report", "production.reasoncode"),
)
GROUPS = (
    ("", WORK),
    ("Materials", MATERIALS),
    ("Suppliers", SOURCES),
    ("Records", RECORDS),
    ("House", HOUSE),
)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sidebar for unfold: only doors that exist and this person may open."""
    groups = []
    for title, doors in GROUPS:
        items = [item for door in doors if (item := _item(door, request))]
        if items:
            groups.append({"title": title, "collapsible": bool(title), "items": items})
    return groups


def _item(door: Door, request: HttpRequest) -> dict[str, Any] | None:
    if door.needs and not request.user.has_perm(door.needs):
        return None
    try:
        return {"title": door.title, "icon": door.icon, "link": reverse(door.name)}
    except NoReverseMatch:
        return None
