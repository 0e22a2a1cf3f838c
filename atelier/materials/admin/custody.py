"""Receipts, brought pieces and incidents: to find; what they say is written elsewhere, once."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.admin import ModelAdmin
from unfold.decorators import display

from atelier.materials.models import BroughtPiece, Evaluation, Incident, Intake, Receipt
from atelier.materials.models.custody import BroughtPieceQuerySet


class _Kept(ModelAdmin):
    """A list whose rows open pages of their own; nothing is edited."""

    list_per_page = 50
    show_full_result_count = False
    page_name = ""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An action writes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Append-only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Append-only."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Open the page of the one."""
        found = get_object_or_404(self.model, pk=object_id)
        return HttpResponseRedirect(reverse(self.page_name, args=[found.public_id]))


@admin.register(Receipt)
class ReceiptAdmin(_Kept):
    """Every paper both sides signed."""

    page_name = "admin:receipt"
    list_display = ("number", "kind", "client", "at", "received_by")
    list_filter = ("kind",)
    list_select_related = ("client",)
    search_fields = ("number", "client__name")
    search_help_text = "Number or client"
    date_hierarchy = "at"


class SignedFilter(admin.SimpleListFilter):
    """Whether both signed."""

    title = "signed"
    parameter_name = "signed"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """The two."""
        return [("no", "Not signed by both"), ("yes", "Signed by both")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list."""
        if self.value() in {"no", "yes"}:
            return queryset.filter(receipt__isnull=self.value() == "no")
        return queryset


@admin.register(Intake)
class IntakeAdmin(_Kept):
    """Receipts in the making: goods may lie in the house and nothing says so yet."""

    list_display = ("client", "stands", "begun_by", "begun_at", "changed_at")
    list_filter = (SignedFilter,)
    list_select_related = ("client__user", "begun_by", "receipt")
    search_fields = ("client__name", "receipt__number")
    search_help_text = "Client or receipt"

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Go on where it stands."""
        found = get_object_or_404(Intake, pk=object_id)
        step = "house" if found.read else "goods"
        return HttpResponseRedirect(reverse("admin:intake", args=[found.public_id, step]))

    @display(
        description="State",
        label={"Signed": "success", "The client signed": "danger", "Being written": "warning"},
    )
    def stands(self, intake: Intake) -> str:
        """Whose signature it waits for."""
        if intake.receipt_id:
            return "Signed"
        return "The client signed" if intake.read else "Being written"


@admin.register(Evaluation)
class EvaluationAdmin(_Kept):
    """What gemmologists found."""

    page_name = "admin:evaluation"
    list_display = ("stone", "number", "verdict", "by_name", "at")
    list_filter = ("verdict", "variety", "treatment")
    list_select_related = ("stone__variety",)
    search_fields = ("stone__owner__name", "by_name", "variety__name")
    search_help_text = "Client, gemmologist or variety"
    date_hierarchy = "at"


class SettledFilter(admin.SimpleListFilter):
    """Whether it ended."""

    title = "settled"
    parameter_name = "settled"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """The two."""
        return [("no", "To settle"), ("yes", "Settled")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list."""
        if self.value() in {"no", "yes"}:
            return queryset.filter(outcome__isnull=self.value() == "no")
        return queryset


@admin.register(Incident)
class IncidentAdmin(_Kept):
    """What happened to goods in the house's care."""

    page_name = "admin:incident"
    list_display = ("happened", "kind", "at", "by_name", "state")
    list_filter = (SettledFilter, "kind")
    list_select_related = ("stone__variety", "brought_piece", "outcome")
    search_fields = ("what_happened", "stone__variety__name", "brought_piece__description")

    @display(description="What")
    def happened(self, incident: Incident) -> str:
        """The goods it happened to."""
        return str(incident.thing)

    @display(description="State", label={"Settled": "success", "To settle": "danger"})
    def state(self, incident: Incident) -> str:
        """Whether it ended."""
        return "Settled" if getattr(incident, "outcome", None) else "To settle"


class HeldFilter(admin.SimpleListFilter):
    """What the house answers for."""

    title = "in keeping"
    parameter_name = "care"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Held, or everything."""
        return [("held", "Held for a client")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list."""
        pieces = cast(BroughtPieceQuerySet, queryset)
        return pieces.held_for_clients() if self.value() == "held" else pieces


@admin.register(BroughtPiece)
class BroughtPieceAdmin(_Kept):
    """Finished pieces clients brought, and who holds them."""

    page_name = "admin:goods"
    list_display = ("description", "owner", "holder", "metal_grams", "stamps")
    list_filter = (HeldFilter,)
    list_select_related = ("owner",)
    search_fields = ("description", "owner__name", "stamps")

    def get_queryset(self, request: HttpRequest) -> QuerySet[BroughtPiece]:
        """Read the present holder beside each piece."""
        return cast(BroughtPieceQuerySet, super().get_queryset(request)).with_holder()

    @display(description="With")
    def holder(self, piece: BroughtPiece) -> str:
        """Who holds it now."""
        return piece.holder_now  # type: ignore[attr-defined]
