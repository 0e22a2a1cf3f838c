"""Suppliers with everything that came from them, their own words, and metal by the lot."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, DateField, Model, Q, QuerySet, Value
from django.http import HttpRequest
from unfold.admin import TabularInline
from unfold.decorators import display

from atelier.house.models import House
from atelier.materials.admin.links import page_link
from atelier.materials.admin.papers import PaperAdmin, paper_link
from atelier.materials.models import Memo, MetalLot, Stone, Supplier, SupplierStatement
from atelier.materials.models.suppliers import STATEMENT_NOTICE, StatementQuerySet
from atelier.people.admin.records import RecordAdmin


class _Shown(TabularInline):
    """Rows that are read here and written on pages of their own."""

    extra = 0
    can_delete = False
    hide_title = True

    @display(description="Open")
    def page(self, record: Model) -> str:
        """The way to its own page."""
        return page_link(record)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """On its own page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """On its own page."""
        return False


class StatementInline(_Shown):
    """What the supplier declared."""

    model = SupplierStatement
    fields = ("page", "wording", "valid_until", "percent", "on_file")
    readonly_fields = ("page", "on_file")
    verbose_name_plural = "Statements, word for word"

    @display(description="PDF")
    def on_file(self, statement: SupplierStatement) -> str:
        """The paper itself."""
        return paper_link(statement)


class LotInline(_Shown):
    """Metal delivered."""

    model = MetalLot
    fields = ("page", "grams", "received_on", "invoice_number")
    readonly_fields = ("page",)
    verbose_name_plural = "Metal lots"


class MemoInline(_Shown):
    """Stones lent."""

    model = Memo
    fields = ("page", "issued", "due", "insured_value")
    readonly_fields = ("page",)
    verbose_name_plural = "Memos"


class StoneInline(_Shown):
    """Stones bought."""

    model = Stone
    fields = ("page", "invoice_number", "invoice_date")
    readonly_fields = ("page",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Stone]:
        """Read the variety its name says."""
        return super().get_queryset(request).select_related("variety")

    verbose_name_plural = "Stones bought"


@admin.register(Supplier)
class SupplierAdmin(RecordAdmin):
    """Dealers, refiners and casters the house buys from."""

    list_display = ("name", "email", "phone", "statements_now", "active")
    list_filter = ("is_active",)
    search_fields = ("name", "email")
    inlines = (StatementInline, LotInline, MemoInline, StoneInline)
    fields = (("name", "is_active"), ("email", "phone"), "address", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Supplier]:
        """Count the statements in force beside each."""
        today = House.current().today()
        ends = Q(statements__valid_until__isnull=True) | Q(statements__valid_until__gte=today)
        in_force = Count("statements", filter=ends & Q(statements__dated__lte=today))
        return super().get_queryset(request).annotate(in_force=in_force)

    @display(description="Statements in force")
    def statements_now(self, supplier: Supplier) -> str:
        """How many, or none."""
        return str(supplier.in_force or "None")  # type: ignore[attr-defined]

    @display(description="We buy", label={"Active": "success", "No longer": "info"})
    def active(self, supplier: Supplier) -> str:
        """Whether the house still buys there."""
        return "Active" if supplier.is_active else "No longer"


class ForceFilter(admin.SimpleListFilter):
    """Whether a statement still backs what is bought today."""

    title = "in force"
    parameter_name = "force"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """The two."""
        return [("now", "In force"), ("ending", "Ends within a month")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to one of them."""
        today = House.current().today()
        statements: StatementQuerySet = queryset  # type: ignore[assignment]
        if self.value() == "now":
            return statements.in_force(today)
        if self.value() == "ending":
            return statements.ending_by(today + STATEMENT_NOTICE, today)
        return queryset


@admin.register(SupplierStatement)
class SupplierStatementAdmin(PaperAdmin):
    """A supplier's own words: added, never changed and never deleted."""

    list_display = ("supplier", "about", "share", "dated", "standing")
    list_filter = (ForceFilter, "about")
    list_select_related = ("supplier",)
    search_fields = ("supplier__name", "wording", "reference")
    autocomplete_fields = ("supplier",)
    fields = (
        ("supplier", "about"),
        "wording",
        ("scope", "percent"),
        ("dated", "valid_until", "reference"),
        "paper",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[SupplierStatement]:
        """Read the house's day once, for all of them."""
        today = Value(House.current().today(), DateField())
        return super().get_queryset(request).annotate(today=today)

    def get_fields(self, request: HttpRequest, obj: SupplierStatement | None = None) -> Any:
        """Show the paper that came with it, instead of a place for another."""
        fields = super().get_fields(request, obj)
        return [*fields[:-1], "on_file"] if obj else fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The link is no field."""
        return ("on_file",) if obj else ()

    def has_change_permission(
        self, request: HttpRequest, obj: SupplierStatement | None = None
    ) -> bool:
        """A new wording is a new statement."""
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: SupplierStatement | None = None
    ) -> bool:
        """What was declared stays declared."""
        return False

    @display(description="Recycled", ordering="percent")
    def share(self, statement: SupplierStatement) -> str:
        """The share a metal's statement names."""
        return f"{statement.percent.normalize():f} %" if statement.percent else ""

    @display(
        description="Valid",
        ordering="valid_until",
        label={"now": "success", "ending": "warning", "over": "info", "later": "info"},
    )
    def standing(self, statement: SupplierStatement) -> tuple[str, str]:
        """In force, near its end or over."""
        today, end = statement.today, statement.valid_until  # type: ignore[attr-defined]
        until = f"until {end:%-d %b %Y}" if end else "without an end"
        if not statement.covers(today):
            over = statement.dated <= today
            return ("over", f"Ended {end:%-d %b %Y}") if over else ("later", "Not yet in force")
        if end and end <= today + STATEMENT_NOTICE:
            return "ending", f"Ends {end:%-d %b %Y}"
        return "now", f"In force {until}"


@admin.register(MetalLot)
class MetalLotAdmin(RecordAdmin):
    """Metal as it was delivered."""

    list_display = ("number", "alloy", "supplier", "grams", "received_on", "recycled", "pieces")
    list_filter = ("alloy", "supplier")
    search_fields = ("number", "invoice_number", "supplier__name")
    autocomplete_fields = ("supplier", "alloy", "statement")
    date_hierarchy = "received_on"
    fields = (
        ("number", "alloy"),
        ("supplier", "statement"),
        ("grams", "received_on", "invoice_number"),
        "note",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[MetalLot]:
        """Read statement and number of pieces beside each lot."""
        lots: Any = super().get_queryset(request)
        return lots.with_evidence().annotate(used=Count("jobs"))

    @display(description="Statement", label={"none": "warning", "proven": "success"})
    def recycled(self, lot: MetalLot) -> tuple[str, str]:
        """What it says of recycled content."""
        if lot.statement is None or lot.statement.percent is None:
            return "none", "No recycled statement"
        return "proven", f"{lot.statement.percent.normalize():f} % recycled"

    @display(description="Pieces cast")
    def pieces(self, lot: MetalLot) -> int:
        """How many jobs name it."""
        return lot.used  # type: ignore[attr-defined]
