"""The metal ledger line by line, to search and to filter; its page adds it up."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import display

from atelier.office.admin.kept import ReadOnly
from production.models import Doubt, Weighing

COLOURS = {
    Doubt.RISE.value: "danger",
    Doubt.BETWEEN.value: "danger",
    Doubt.OVER.value: "warning",
    "well": "success",
    "kept": "info",
}


class ExplainedFilter(admin.SimpleListFilter):
    """What is still to be explained."""

    title = "explanation"
    parameter_name = "explained"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """The one question."""
        return [("no", "To explain")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Narrow the list to what home counts."""
        return queryset.to_explain() if self.value() == "no" else queryset  # type: ignore[attr-defined]


@admin.register(Weighing)
class WeighingAdmin(ReadOnly):
    """Weighed at the bench; a line opens its commission's page."""

    list_display = (
        "at",
        "job",
        "stage",
        "jeweller",
        "alloy",
        "grams",
        "lemel",
        "unaccounted",
        "standing",
        "explanation",
    )
    list_filter = (
        ExplainedFilter,
        "doubt",
        "alloy",
        "jeweller",
        "run__stage__number",
        ("at", RangeDateFilter),
    )
    list_filter_submit = True
    list_select_related = ("job", "run__stage", "jeweller", "alloy")
    search_fields = ("job__envelope", "job__commission__reference", "jeweller__name")
    search_help_text = "Envelope, reference or name"
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Weighing]:
        """Leave out what was taken back."""
        return super().get_queryset(request).filter(is_void=False)

    def change_view(
        self, request: HttpRequest, object_id: str, *args: object, **kw: object
    ) -> HttpResponse:
        """Open the commission's page, where the line stands among the others."""
        found = Weighing.objects.select_related("job__commission")
        weighing = get_object_or_404(found, pk=object_id)
        place = [weighing.job.commission.reference, "production"]
        return HttpResponseRedirect(reverse("admin:commission", args=place))

    @display(description="Stage", ordering="run__stage__number")
    def stage(self, weighing: Weighing) -> str:
        """Where."""
        return str(weighing.run.stage)

    @display(description="In → out, g")
    def grams(self, weighing: Weighing) -> str:
        """As weighed."""
        return f"{weighing.grams_in} → {weighing.grams_out}"

    @display(description="Standing", label=COLOURS)
    def standing(self, weighing: Weighing) -> tuple[str, str]:
        """Usual, explained, or what is wrong."""
        if not weighing.doubt:
            return "well", "Usual"
        if weighing.explained_at:
            return "kept", f"{weighing.get_doubt_display()}, explained"
        return weighing.doubt, weighing.get_doubt_display()
