"""The catalogue: each design with its picture, its grams in every alloy, and what may change."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from unfold.dataclasses import UnfoldAction
from unfold.decorators import action, display

from atelier.materials.models import StoneVariety
from atelier.materials.weights import with_tolerance
from atelier.people.actors import actor_of
from atelier.people.admin.records import RecordAdmin
from designs.actions import offer_design, retire_design
from designs.forms import DesignForm
from designs.models import Design

_HOURS = "The house's time for one"


class OfferedFilter(admin.SimpleListFilter):
    """Offered or retired."""

    title = "offered"
    parameter_name = "offered"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """The two."""
        return [("yes", "Offered"), ("no", "Retired")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Design]) -> QuerySet[Design]:
        """Narrow to one of them."""
        if self.value() in ("yes", "no"):
            return queryset.filter(retired_at__isnull=self.value() == "yes")
        return queryset


@admin.register(Design)
class DesignAdmin(RecordAdmin):
    """A piece that can be made again; it is retired, never deleted, once somebody asked for it."""

    list_display = ("thumbnail", "name", "code", "worn_as", "metal", "weight", "sizes", "offered")
    list_display_links = ("thumbnail", "name")
    list_filter = (OfferedFilter, "piece_type", "family", "alloys", "stone_choices")
    list_select_related = ("default_alloy",)
    search_fields = ("name", "code", "story")
    form = DesignForm
    actions_submit_line = ("retire", "offer_again")
    readonly_fields = ("sheet", "drawn_stones", "drawn_measures")
    fieldsets = [
        (None, {"fields": ["sheet"]}),
        (
            "In the catalogue",
            {
                "fields": [
                    ("name", "code"),
                    ("piece_type", "family"),
                    "story",
                    "picture_alt",
                    ("weeks_min", "weeks_max", "order"),
                ]
            },
        ),
        (
            "What a client may change",
            {
                "fields": [
                    "default_alloy",
                    "alloys",
                    ("size_min_us", "size_max_us", "lengths_in"),
                    "stone_colours",
                    "cut_choices",
                ]
            },
        ),
        (
            _HOURS,
            {
                "fields": [
                    ("modelling_hours", "casting_hours", "bench_hours"),
                    ("setting_hours", "polishing_hours"),
                ],
                "description": "The price counts setting by the stone, from the settings' "
                "minutes; these setting hours are for the workshop's planning.",
            },
        ),
        (
            "As it is drawn",
            {
                "fields": [
                    "metal_volume",
                    ("reference_size_us", "volume_per_size"),
                    ("reference_length_in", "volume_per_inch"),
                    "drawn_stones",
                    "drawn_measures",
                ],
            },
        ),
    ]

    class Media:
        css = {"all": ("css/catalogue-admin.css",)}

    @display(description="")
    def thumbnail(self, design: Design) -> SafeString:
        """The design as it is shown first."""
        return render_to_string("admin/designs/thumbnail.html", {"design": design})

    @display(description="Piece", ordering="piece_type")
    def worn_as(self, design: Design) -> str:
        """What it is."""
        return design.get_piece_type_display()

    @display(description="Shown in", ordering="default_alloy__order")
    def metal(self, design: Design) -> str:
        """The alloy of the first picture."""
        return str(design.default_alloy)

    @display(description="Net weight", ordering="metal_volume")
    def weight(self, design: Design) -> str:
        """Grams in that alloy, at the reference size."""
        return f"{design.net_grams(design.default_alloy):.1f} g ± 10 %"

    @display(description="Sizes")
    def sizes(self, design: Design) -> str:
        """Ring sizes or chain lengths."""
        if design.size_min_us is not None and design.size_max_us is not None:
            return f"US {design.size_min_us.normalize():f} to {design.size_max_us.normalize():f}"
        return ", ".join(f"{length} in" for length in design.lengths_in)

    @display(description="", label={"Offered": "success", "Retired": "info"})
    def offered(self, design: Design) -> str:
        """Whether a client may choose it."""
        return "Retired" if design.retired_at else "Offered"

    @display(description="Picture and weight")
    def sheet(self, design: Design) -> SafeString:
        """The picture in each alloy with its grams; nothing for a design not yet saved."""
        rows = []
        if design.pk:
            for alloy in design.alloys.select_related("metal"):
                grams = design.net_grams(alloy)
                rows.append({"alloy": alloy, "grams": grams, "span": with_tolerance(grams)})
        return render_to_string("admin/designs/sheet.html", {"design": design, "rows": rows})

    @display(description="Stones")
    def drawn_stones(self, design: Design) -> SafeString:
        """Every stone the design holds, in mm."""
        return render_to_string("admin/designs/stones.html", {"design": design})

    @display(description="Measures, mm")
    def drawn_measures(self, design: Design) -> SafeString:
        """What the solid was drawn from."""
        return render_to_string("admin/designs/measures.html", {"design": design})

    def get_fieldsets(self, request: HttpRequest, obj: Design | None = None) -> Any:
        """Leave out the hours for who may only look: they are the form's, not the record's."""
        shown = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return shown
        return [each for each in shown if each[0] != _HOURS]

    def has_delete_permission(self, request: HttpRequest, obj: Design | None = None) -> bool:
        """A design is retired: orders were made from it."""
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Let the varieties follow from the stones' lines."""
        super().save_related(request, form, formsets, change)
        codes = {pair["variety"] for pair in form.instance.stone_colours}
        form.instance.stone_choices.set(StoneVariety.objects.filter(code__in=codes))

    def get_actions_submit_line(self, request: HttpRequest, object_id: int) -> list[UnfoldAction]:
        """Offer only the button that changes something."""
        is_offered = Design.objects.offered().filter(pk=object_id).exists()
        useful = "retire" if is_offered else "offer_again"
        found = super().get_actions_submit_line(request, object_id)
        return [one for one in found if one.action_name.endswith(f"_design_{useful}")]

    @action(description="Retire", permissions=["change"])
    def retire(self, request: HttpRequest, obj: Design) -> None:
        """Take it out of the catalogue; orders made from it stay."""
        retire_design(design=obj, by=actor_of(request))

    @action(description="Offer again", permissions=["change"])
    def offer_again(self, request: HttpRequest, obj: Design) -> None:
        """Put it back."""
        offer_design(design=obj, by=actor_of(request))
