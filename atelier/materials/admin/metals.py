"""Metals, their prices and the alloys."""

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from unfold.decorators import action, display

from atelier.materials.admin.price_lists import PriceListForm
from atelier.materials.models import Alloy, Metal, MetalPrice
from atelier.materials.price_imports import BadList, Imported, import_prices
from atelier.materials.rounding import money
from atelier.materials.weights import price_per_gram
from atelier.materials.wording import metal_wording
from atelier.people.actors import actor_of
from atelier.people.admin.records import RecordAdmin

FAULTS_SHOWN = 50


@admin.register(Metal)
class MetalAdmin(RecordAdmin):
    """The four metals as they are traded, each with what an ounce costs today."""

    list_display = ("name", "code", "price_today", "source")
    search_fields = ("name", "code")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Metal]:
        """Read the newest price beside each metal."""
        newest = MetalPrice.objects.filter(metal=OuterRef("pk")).order_by("-at", "-pk")
        return (
            super()
            .get_queryset(request)
            .annotate(
                newest=Subquery(newest.values("per_ozt")[:1]),
                newest_currency=Subquery(newest.values("currency")[:1]),
                newest_source=Subquery(newest.values("source")[:1]),
            )
        )

    @display(description="Newest price of a troy ounce")
    def price_today(self, metal: Metal) -> str:
        """The newest price with its currency."""
        if metal.newest is None:  # type: ignore[attr-defined]
            return "None yet"
        return f"{metal.newest:,} {metal.newest_currency}"  # type: ignore[attr-defined]

    @display(description="Source")
    def source(self, metal: Metal) -> str:
        """Who says so."""
        return metal.newest_source or ""  # type: ignore[attr-defined]


@admin.register(MetalPrice)
class MetalPriceAdmin(RecordAdmin):
    """A price is added, never rewritten: earlier quotes were made on earlier ones."""

    list_display = ("metal", "price", "gram", "at", "source")
    list_filter = ("metal", "currency")
    list_select_related = ("metal",)
    search_fields = ("source",)
    date_hierarchy = "at"

    actions_list = ("import_list",)

    def has_change_permission(self, request: HttpRequest, obj: MetalPrice | None = None) -> bool:
        """A wrong price is answered by the right one."""
        return False

    @action(description="Import a list", url_path="import", permissions=["add"])
    def import_list(self, request: HttpRequest) -> HttpResponse:
        """Take prices from a CSV; what was typed stays until every row is good."""
        given = (request.POST, request.FILES) if request.method == "POST" else ()
        form, faults = PriceListForm(*given), []
        if form.is_valid():
            try:
                done = import_prices(text=form.text, by=actor_of(request))
            except BadList as bad:
                faults = bad.faults
                form = PriceListForm(initial={"rows": form.text})
            else:
                messages.success(request, _in_words(done))
                return redirect("admin:materials_metalprice_changelist")
        context = self.admin_site.each_context(request) | {
            "title": "Import metal prices",
            "form": form,
            "faults": faults[:FAULTS_SHOWN],
            "faults_left": max(0, len(faults) - FAULTS_SHOWN),
        }
        return render(request, "admin/materials/import_prices.html", context)

    @display(description="A troy ounce", ordering="per_ozt")
    def price(self, price: MetalPrice) -> str:
        """The price as quoted."""
        return f"{price.per_ozt:,} {price.currency}"

    @display(description="A gram")
    def gram(self, price: MetalPrice) -> str:
        """What it comes to for a gram of pure metal."""
        return f"{money(price_per_gram(price.per_ozt))} {price.currency}"


def _in_words(done: Imported) -> str:
    """Return "12 prices imported; 3 were on record already."."""
    if not done.added:
        return "Nothing was added: every price of the list was on record already."
    noun = "price" if done.added == 1 else "prices"
    known = f"; {done.known} on record already" if done.known else ""
    return f"{done.added} {noun} imported{known}."


@admin.register(Alloy)
class AlloyAdmin(RecordAdmin):
    """What a piece is cast in; density and fineness are the owner's to correct."""

    list_display = ("name", "code", "stamp", "fineness", "density", "in_words", "nickel", "offered")
    list_filter = ("is_offered", "metal", "colour", "contains_nickel")
    list_select_related = ("metal",)
    search_fields = ("name", "code")
    fieldsets = [
        (None, {"fields": [("name", "code"), ("metal", "colour"), ("is_offered", "order")]}),
        (
            "What it is",
            {"fields": [("fineness", "density"), ("stamp", "contains_nickel")]},
        ),
    ]

    @display(description="On a certificate")
    def in_words(self, alloy: Alloy) -> str:
        """The name the law wants."""
        return metal_wording(alloy)

    @display(description="Nickel", label={"Contains nickel": "warning"})
    def nickel(self, alloy: Alloy) -> str:
        """A word of warning, or nothing."""
        return "Contains nickel" if alloy.contains_nickel else ""

    @display(description="To clients", label={"Offered": "success", "Not offered": "info"})
    def offered(self, alloy: Alloy) -> str:
        """Whether a client may choose it."""
        return "Offered" if alloy.is_offered else "Not offered"
