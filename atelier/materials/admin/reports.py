"""Laboratory reports: on the stone's page, and to be found by number."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from unfold.admin import StackedInline
from unfold.decorators import display

from atelier.materials.admin.papers import PaperAdmin, PaperForm, paper_form, paper_link
from atelier.materials.matching import is_compared, mismatches
from atelier.materials.models import LaboratoryReport, Stone

_FIELDS = [
    ("laboratory", "number"),
    ("kind", "date"),
    ("carats", "inscription"),
    ("length", "width", "depth"),
    "findings",
    ("paper", "on_file"),
    "agreement",
]


def agreement_of(report: LaboratoryReport) -> tuple[str, str]:
    """Return a word about report and stone, and its key for the chip's colour."""
    if mismatches(report, report.stone):
        return "differs", "Differs from the stone"
    if is_compared(report, report.stone):
        return "agrees", "Agrees with the stone"
    return "open", "Not compared: weigh the stone"


_CHIPS = {"differs": "danger", "agrees": "success", "open": "info"}


class ReportInline(StackedInline):
    """The reports of one stone, each held against what was weighed and measured here."""

    model = LaboratoryReport
    form = PaperForm
    extra = 0
    fields = _FIELDS
    readonly_fields = ("on_file", "agreement")
    verbose_name_plural = "Laboratory reports"

    def get_formset(self, request: HttpRequest, obj: Stone | None = None, **options: Any) -> Any:
        """Let the form know whose it is."""
        return super().get_formset(request, obj, form=paper_form(request), **options)

    @display(description="PDF on file")
    def on_file(self, report: LaboratoryReport) -> str:
        """The one there is."""
        return paper_link(report)

    @display(description="Report and stone")
    def agreement(self, report: LaboratoryReport) -> str:
        """Every measure in which they disagree, or that they agree."""
        if report.pk is None:
            return "Compared once it is saved."
        return agreement_words(report)


def agreement_words(report: LaboratoryReport) -> str:
    """Return the whole comparison, a line for each disagreement."""
    found = mismatches(report, report.stone)
    if not found:
        return agreement_of(report)[1] + "."
    lines = format_html_join("", "<li>{}</li>", ((line,) for line in found))
    return format_html('<ul class="text-red-700" role="alert">{}</ul>', lines)


@admin.register(LaboratoryReport)
class LaboratoryReportAdmin(PaperAdmin):
    """What laboratories wrote; a report reports and certifies nothing."""

    list_display = ("number", "laboratory", "of", "kind", "date", "chip")
    list_filter = ("laboratory", "kind")
    list_select_related = ("stone__variety",)
    search_fields = ("number", "inscription", "stone__owner__name")
    search_help_text = "Number, inscription or owner"
    fields = ["stone", *_FIELDS]
    readonly_fields = ("on_file", "agreement")
    autocomplete_fields = ("stone",)

    @display(description="Stone")
    def of(self, report: LaboratoryReport) -> str:
        """What it is about."""
        return str(report.stone)

    @display(description="Held against the stone", label=_CHIPS)
    def chip(self, report: LaboratoryReport) -> tuple[str, str]:
        """Whether they agree."""
        return agreement_of(report)

    @display(description="Report and stone")
    def agreement(self, report: LaboratoryReport) -> str:
        """The whole comparison."""
        return agreement_words(report) if report.pk else "Compared once it is saved."
