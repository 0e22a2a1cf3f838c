"""A design as its owner edits it: stones and lengths in plain lines, hours one by one."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from atelier.materials.models import Alloy, StoneVariety
from designs.models import Design

STAGES = ("modelling", "casting", "bench", "setting", "polishing")


class StoneLinesField(forms.CharField):
    """One stone a line, as "sapphire: royal blue"; a variety is named by its code or its name."""

    widget = UnfoldAdminTextareaWidget

    def prepare_value(self, value: Any) -> Any:
        """Write the kept pairs as lines."""
        if not isinstance(value, list):
            return value
        return "\n".join(f"{pair['variety']}: {pair['colour']}" for pair in value)

    def clean(self, value: Any) -> list[dict[str, str]]:
        """Read the lines. Raises `ValidationError` naming the line that is not a stone."""
        known = self._known_varieties()
        pairs = []
        for line in super().clean(value).splitlines():
            name, _, colour = (part.strip() for part in line.partition(":"))
            if not name:
                continue
            if name.lower() not in known:
                raise forms.ValidationError(f"“{name}” is not one of our stone varieties.")
            pairs.append({"variety": known[name.lower()], "colour": colour})
        return pairs

    def _known_varieties(self) -> dict[str, str]:
        rows = StoneVariety.objects.values_list("code", "name")
        return {word.lower(): code for code, name in rows for word in (code, name)}


class LengthsField(forms.CharField):
    """Chain lengths in inches, as "16, 18, 20"."""

    widget = UnfoldAdminTextInputWidget

    def prepare_value(self, value: Any) -> Any:
        """Write the kept lengths with commas."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[int]:
        """Read the lengths, shortest first. Raises `ValidationError`."""
        words = super().clean(value).replace(",", " ").split()
        if not all(word.isdecimal() and 14 <= int(word) <= 36 for word in words):
            raise forms.ValidationError("Lengths are whole inches from 14 to 36.")
        return sorted({int(word) for word in words})


def _hours(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_digits=5,
        decimal_places=2,
        widget=UnfoldAdminDecimalFieldWidget,
    )


class DesignForm(forms.ModelForm):
    """The design's page. Which varieties it may hold follows from the stones' lines."""

    stone_colours = StoneLinesField(
        required=False,
        label="Stones a client may choose",
        help_text="One a line: sapphire: royal blue.",
    )
    lengths_in = LengthsField(required=False, label="Chain lengths, inches")
    modelling_hours = _hours("Modelling, hours")
    casting_hours = _hours("Casting, hours")
    bench_hours = _hours("At the bench, hours")
    setting_hours = _hours("Setting, hours")
    polishing_hours = _hours("Polishing, hours")

    class Meta:
        model = Design
        fields = "__all__"  # noqa: DJ007
        labels = {
            "picture_alt": "What the picture shows",
            "weeks_min": "Weeks, from",
            "weeks_max": "Weeks, to",
            "default_alloy": "Shown in",
            "alloys": "Offered in",
            "cut_choices": "Cuts that fit",
            "size_min_us": "Smallest, US",
            "size_max_us": "Largest, US",
            "metal_volume": "Metal, mm³",
            "reference_size_us": "At US size",
            "volume_per_size": "For each size more, mm³",
            "reference_length_in": "At inches",
            "volume_per_inch": "For each inch more, mm³",
        }
        help_texts = {
            "reference_size_us": "",
            "volume_per_size": "",
            "reference_length_in": "",
            "volume_per_inch": "",
        }
        widgets = {
            "alloys": UnfoldAdminCheckboxSelectMultipleWidget,
            "cut_choices": UnfoldAdminCheckboxSelectMultipleWidget,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Alloy.objects.filter(Q(is_offered=True) | Q(designs=self.instance.pk)).distinct()
        # Who may only look gets a form without them.
        for name in {"alloys", "default_alloy"} & set(self.fields):
            self.fields[name].queryset = offered  # type: ignore[attr-defined]
        for stage in STAGES:
            self.fields[f"{stage}_hours"].initial = self.instance.making_hours.get(stage, 0)

    def clean(self) -> dict[str, Any]:
        """Gather the hours, and keep the first alloy among those it is offered in."""
        cleaned = super().clean() or {}
        hours = {stage: cleaned.get(f"{stage}_hours") or Decimal(0) for stage in STAGES}
        self.instance.making_hours = {stage: float(spent) for stage, spent in hours.items()}
        default, alloys = cleaned.get("default_alloy"), cleaned.get("alloys")
        if default and alloys is not None and default not in alloys:
            self.add_error("alloys", f"{default}, the alloy it is shown in, must be among them.")
        return cleaned
