"""The list of commissions; one opens on its own page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from unfold.decorators import display

from atelier.journal.transitions import Owner
from atelier.office.admin.kept import Kept
from atelier.office.needs import BY_KEY, NEEDS
from orders.models import Commission
from orders.policies.quotes import today
from orders.statuses import COMMISSIONS, CommissionStatus

# Ours to move is amber, at the bench or with the client is green, ended is plain.
_TONES = {Owner.HOUSE: "warning", Owner.BENCH: "info", Owner.CLIENT: "info"}
_COLOURS = {status: _TONES.get(owner, "") for status, owner in COMMISSIONS.owners.items()}


class NeedFilter(admin.SimpleListFilter):
    """What needs somebody, by the same sets that home counts."""

    title = "what it needs"
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer every need."""
        return [(need.key, need.label) for need in NEEDS]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Commission]
    ) -> QuerySet[Commission]:
        """Narrow the list to one need."""
        need = BY_KEY.get(self.value() or "")
        return need.of(queryset, today()) if need else queryset


@admin.register(Commission)
class CommissionAdmin(Kept):
    """Every request that was sent; status moves only on the commission's own page."""

    list_display = (
        "reference",
        "client_name",
        "level_name",
        "piece_name",
        "standing",
        "whose_move",
        "requested_on",
        "promise",
        "advisor",
    )
    list_filter = (NeedFilter, "status", "level", "occasion", "advisor")
    list_filter_submit = False
    list_select_related = ("client__user", "advisor")
    search_fields = ("reference", "client__name", "client__user__email", "contact_name")
    search_help_text = "Reference, name or address"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Commission]:
        """Leave out what nobody has sent yet."""
        sent = super().get_queryset(request).exclude(status=CommissionStatus.DRAFT)
        return sent.prefetch_related("pieces__design")

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kw: Any
    ) -> HttpResponse:
        """Open the commission's own page instead of a form."""
        commission = get_object_or_404(Commission, pk=object_id)
        return redirect("admin:commission", reference=commission.reference)

    @display(description="Client", ordering="client__name")
    def client_name(self, commission: Commission) -> str:
        """Name of the client."""
        return str(commission.client)

    @display(description="Level", ordering="level")
    def level_name(self, commission: Commission) -> str:
        """One of the brief's three."""
        return commission.get_level_display() or "Not decided"

    @display(description="Piece")
    def piece_name(self, commission: Commission) -> str:
        """Design or kind of piece; a pair is named once."""
        pieces = list(commission.pieces.all())
        if not pieces:
            return ""
        name = str(pieces[0].design or pieces[0].get_piece_type_display())
        return f"{name}, a pair" if len(pieces) > 1 else name

    @display(
        description="Standing",
        ordering="status",
        label=_COLOURS,
    )
    def standing(self, commission: Commission) -> tuple[str, str]:
        """Status, in a colour and a word."""
        return commission.status, commission.get_status_display()

    @display(description="Whose move")
    def whose_move(self, commission: Commission) -> str:
        """House, client, bench or nobody."""
        return COMMISSIONS.owners[commission.status].value.capitalize()

    @display(description="Requested", ordering="requested_at")
    def requested_on(self, commission: Commission) -> str:
        """The day it came, on the house's clock."""
        at = commission.requested_at
        return date_format(timezone.localtime(at), "j M Y") if at else ""

    @display(description="Promised", ordering="promised_to")
    def promise(self, commission: Commission) -> str:
        """The promised range of days."""
        first, last = commission.promised_from, commission.promised_to
        return f"{first:%-d %b} to {last:%-d %b %Y}" if first and last else ""
