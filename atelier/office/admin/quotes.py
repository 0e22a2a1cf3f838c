"""The list of quotes; one opens on the commission it belongs to."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from unfold.decorators import display

from atelier.office.admin.kept import Kept
from orders.models import Quote
from orders.statuses import QuoteStatus


@admin.register(Quote)
class QuoteAdmin(Kept):
    """Every version of every offer. Written and sent on its own page."""

    list_display = ("name", "client_name", "standing", "options_count", "sent_at", "valid_until")
    list_filter = ("status",)
    list_select_related = ("commission__client__user",)
    search_fields = ("commission__reference", "commission__client__name")
    search_help_text = "Reference or client"
    ordering = ("-created_at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        """Count the options in the same query."""
        return super().get_queryset(request).annotate(how_many=Count("options"))

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kw: Any
    ) -> HttpResponse:
        """Open the quote's own page instead of a form."""
        quote = get_object_or_404(Quote, pk=object_id)
        return redirect("admin:quote", public_id=quote.public_id)

    @display(description="Quote", ordering="commission__reference")
    def name(self, quote: Quote) -> str:
        """Reference and version."""
        return f"{quote.commission.reference}, version {quote.number}"

    @display(description="Client", ordering="commission__client__name")
    def client_name(self, quote: Quote) -> str:
        """Name of the client."""
        return str(quote.commission.client)

    @display(
        description="Standing",
        ordering="status",
        label={
            QuoteStatus.DRAFT: "warning",
            QuoteStatus.SENT: "info",
            QuoteStatus.VIEWED: "info",
            QuoteStatus.APPROVED: "success",
            QuoteStatus.DECLINED: "danger",
            QuoteStatus.EXPIRED: "danger",
            QuoteStatus.SUPERSEDED: "",
        },
    )
    def standing(self, quote: Quote) -> tuple[str, str]:
        """Status, in a colour and a word."""
        return quote.status, quote.get_status_display()

    @display(description="Options", ordering="how_many")
    def options_count(self, quote: Quote) -> int:
        """How many the client compares."""
        return quote.how_many  # type: ignore[attr-defined]
