"""A gemmologist's evaluation as a form; what does not add up is said beside its field."""

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from atelier.journal.refusals import Refusal
from atelier.materials.carats import estimate
from atelier.materials.findings import Findings, Judgement, check_brightness
from atelier.materials.models import LaboratoryReport, Stone, StoneVariety
from atelier.materials.models.evaluations import Instrument, Verdict
from atelier.materials.models.grades import Clarity, DiamondColour, FancyGrade
from atelier.materials.models.stones import Growth, Treatment
from atelier.office.forms.fields import number, words
from atelier.pictures.models import Picture

PLOT = "plot"
_SHARES = ("window", "extinction", "brilliance")
_REFRACTION = ("refractive_low", "refractive_high")
_AS_NAMED = (
    *("variety", "growth", "treatment", "filler", "observations", "length", "width", "depth"),
    *("colour", "tone", "saturation", "colour_grade", "fancy_grade", "clarity", "clarity_words"),
    *("setting_risks", "report", "inscription"),
)
_FROM_STONE = (
    *("variety", "growth", "treatment", "filler", "length", "width", "depth", "colour", "tone"),
    *("saturation", "colour_grade", "fancy_grade", "clarity"),
)


def _choice(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", "–"), *choices.choices], required=False, **more
    )


def _share(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=100)


class EvaluationForm(forms.Form):
    """What the instruments and the eye found, and the verdict; the pins are a form of their own."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    instruments = forms.MultipleChoiceField(
        label="Examined with", choices=Instrument, widget=forms.CheckboxSelectMultiple
    )
    refractive_low = number("Refractive index, lower", 4, 3)
    refractive_high = number("Refractive index, higher", 4, 3)
    observations = words("What they showed", 2000, 3)
    variety = forms.ModelChoiceField(
        label="Identity, as found", queryset=StoneVariety.objects.all()
    )
    growth = forms.ChoiceField(label="Growth", choices=Growth)
    treatment = forms.ChoiceField(label="Treatment", choices=Treatment)
    filler = words("Filler, where known", 40)
    length = number("Length, mm", 5, 2)
    width = number("Width, mm", 5, 2)
    depth = number("Depth, mm", 5, 2)
    carats = number("Weighed, ct", 7, 3)
    is_mounted = forms.BooleanField(
        label="It is mounted: estimate the weight from its measures", required=False
    )
    colour = words("Hue", 60)
    tone = words("Tone", 30)
    saturation = words("Saturation", 30)
    colour_grade = _choice("Grade, D to Z", DiamondColour)
    fancy_grade = _choice("Fancy grade", FancyGrade)
    clarity = _choice("Clarity grade", Clarity)
    clarity_words = words("Clarity in words", 200)
    window = _share("Window, %")
    extinction = _share("Extinction, %")
    brilliance = _share("Brilliance, %")
    setting_risks = words("Risks in setting it", 2000, 2)
    report = forms.ModelChoiceField(
        label="Laboratory report",
        required=False,
        queryset=LaboratoryReport.objects.none(),
        empty_label="None, or not here",
    )
    inscription = words("Inscription, as you read it", 40)
    verdict = forms.ChoiceField(label="Verdict", choices=Verdict, widget=forms.RadioSelect)
    because = words(
        "The conditions, or why not", 2000, 2, help_text="The client reads this on the paper."
    )
    for_client = words("In words for the client", 2000, 3)
    notes = words("For the house alone", 2000, 2)

    def __init__(self, *args: Any, stone: Stone, **kwargs: Any) -> None:
        kwargs["initial"] = _as_known(stone) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.stone = stone
        report = self.fields["report"]
        assert isinstance(report, forms.ModelChoiceField)
        report.queryset = stone.reports.all()
        self.sheets = {str(each.picture.public_id): each for each in _pictures(stone)}
        self.fields["sheet"] = forms.ChoiceField(
            label="The pins stand on",
            choices=[(PLOT, "The drawn plot"), *((key, str(each)) for key, each in _named(self))],
            initial=PLOT,
            required=False,
            widget=forms.RadioSelect,
        )

    def clean(self) -> dict[str, Any]:
        """Shares are three or none and make a whole; an index has both its figures."""
        cleaned = super().clean() or self.cleaned_data
        self._all_or_none(_SHARES, "Please give all three, or none.")
        self._all_or_none(_REFRACTION, "A stone that refracts singly has the same figure twice.")
        if not self.errors and cleaned["window"] is not None:
            self._check(check_brightness, "brilliance", *(cleaned[name] for name in _SHARES))
        if not self.errors:
            self._check(self.judgement().check, "because")
        return cleaned

    def _all_or_none(self, names: tuple[str, ...], sentence: str) -> None:
        given = [self.cleaned_data.get(name) is not None for name in names]
        if any(given) and not all(given):
            self.add_error(names[-1], sentence)

    def _check(self, check: Any, beside: str, *values: Any) -> None:
        try:
            check(*values)
        except Refusal as refused:
            self.add_error(beside, str(refused))

    def findings(self) -> Findings:
        """Return what was found."""
        values = self.cleaned_data
        return Findings(
            instruments=tuple(values["instruments"]),
            refraction=self._given(_REFRACTION),
            brightness=self._given(_SHARES),
            carats=None if values["is_mounted"] else values["carats"],
            carats_estimated=self._estimated() if values["is_mounted"] else None,
            **{name: values[name] for name in _AS_NAMED},
        )

    def judgement(self) -> Judgement:
        """Return the verdict."""
        names = ("verdict", "because", "for_client", "notes")
        return Judgement(**{name: self.cleaned_data.get(name, "") for name in names})

    def typed(self, data: QueryDict) -> dict[str, Any]:
        """Return what `data` holds of each field, sound or not."""
        fields = self.fields.items()
        return {name: each.widget.value_from_datadict(data, {}, name) for name, each in fields}

    def map_picture(self) -> Picture | None:
        """Return the picture the pins stand on; None for the drawn plot."""
        kept = self.sheets.get(self.cleaned_data["sheet"])
        return kept.picture if kept else None

    def _given(self, names: tuple[str, ...]) -> Any:
        found = tuple(self.cleaned_data[name] for name in names)
        return None if found[0] is None else found

    def _estimated(self) -> Decimal | None:
        values = self.cleaned_data
        sides = [values[name] for name in ("length", "width", "depth")]
        if not all(sides):
            return values["carats"]
        found = estimate(values["variety"], self.stone.cut, *sides)
        return found.carats if found else values["carats"]


def as_posted(words: Mapping[str, Sequence[str]]) -> QueryDict:
    """Return kept words as a form posts them."""
    data = QueryDict(mutable=True)
    for name, said in words.items():
        data.setlist(name, list(said))
    return data


def _as_known(stone: Stone) -> dict[str, Any]:
    known = {name: getattr(stone, name) for name in _FROM_STONE}
    return known | {
        "request_id": uuid.uuid4(),
        "is_mounted": stone.carats is None and stone.carats_estimated is not None,
        "report": stone.report,
    }


def _pictures(stone: Stone) -> Any:
    kept = stone.pictures.select_related("picture").prefetch_related("picture__renditions")
    return [each for each in kept if each.picture.renditions.all()]


def _named(form: EvaluationForm) -> list[tuple[str, str]]:
    return [
        (key, f"{each.get_view_display()}, picture {at}")
        for at, (key, each) in enumerate(form.sheets.items(), start=1)
    ]
