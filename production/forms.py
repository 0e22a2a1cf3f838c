"""What a tap sends with it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from atelier.materials.goods import Checked
from atelier.materials.models import Stone
from atelier.people.models import Jeweller
from production.actions.pictures import Mark
from production.models import About, HelpCall, ReasonCode, StageRun
from production.policies.runs import gate_lines
from production.reasons import reasons_of
from production.rework import SetStones
from production.statuses import WaitsFor


class TapForm(forms.Form):
    """What every update of a tablet carries.

    `after` is the UUID of the update before it, where the tablet made both without having heard
    from the house: it builds on what that one leaves, not on what the screen showed.
    """

    uuid = forms.UUIDField()
    after = forms.UUIDField(required=False)
    base_version = forms.IntegerField(min_value=0)
    run = forms.IntegerField(required=False)
    device_time = forms.DateTimeField(required=False)
    badge = forms.CharField(required=False)


class PlainForm(forms.Form):
    """A tap that says all by itself."""

    def __init__(self, data: Any = None, files: Any = None, *, run: StageRun | None = None) -> None:
        super().__init__(data, files)
        self.run = run


class WeightsForm(PlainForm):
    """Grams in and out; required where the stage weighs."""

    weight_in = forms.DecimalField(min_value=0, max_digits=8, decimal_places=3, required=False)
    weight_out = forms.DecimalField(min_value=0, max_digits=8, decimal_places=3, required=False)
    scrap = forms.DecimalField(min_value=0, max_digits=8, decimal_places=3, required=False)
    lemel = forms.DecimalField(min_value=0, max_digits=8, decimal_places=3, required=False)
    added = forms.DecimalField(min_value=0, max_digits=8, decimal_places=3, required=False)
    weights_confirmed = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both weights where metal is removed."""
        given = self.cleaned_data
        weighs = self.run is not None and self.run.stage.weighs
        if weighs and not (given.get("weight_in") and given.get("weight_out")):
            raise forms.ValidationError("Please give both weights, in and out, in grams.")
        return given


class ChecksForm(PlainForm):
    """The gate's checks that were ticked."""

    def clean(self) -> dict[str, Any]:
        """Keep the gate's own lines, in its order."""
        ticked = self.data.getlist("checks") if hasattr(self.data, "getlist") else []
        lines = gate_lines(self.run.stage) if self.run else []
        return {"checks": [line for line in lines if line in ticked]}


class MarkedPicture(PlainForm):
    """A picture with a defect marked in per cent of its sides, where one is given."""

    picture = forms.FileField(required=False)
    mark_x = forms.IntegerField(min_value=0, max_value=100, required=False)
    mark_y = forms.IntegerField(min_value=0, max_value=100, required=False)

    def mark(self) -> Mark | None:
        """Return where the defect is, when both sides were given."""
        x, y = self.cleaned_data["mark_x"], self.cleaned_data["mark_y"]
        return None if x is None or y is None else Mark(x, y)


class FailForm(MarkedPicture):
    """Why a gate is failed."""

    reason = forms.ModelChoiceField(
        ReasonCode.objects.none(),
        to_field_name="code",
        error_messages={"required": "Please choose a reason."},
    )
    note = forms.CharField(required=False, max_length=1000)
    piece = forms.CharField(required=False, max_length=80)
    set_stones = forms.ChoiceField(choices=[("", ""), *SetStones.choices], required=False)

    def __init__(self, data: Any = None, files: Any = None, *, run: StageRun | None = None) -> None:
        super().__init__(data, files, run=run)
        if run is not None:
            codes = [reason.code for reason in reasons_of(run.stage)]
            known = ReasonCode.objects.filter(code__in=codes)
            self.fields["reason"].queryset = known  # type: ignore[attr-defined]


class ProveForm(PlainForm):
    """What was found of a stone: ct, mm, its report and inscription, its microphoto."""

    stone = forms.IntegerField()
    carats = forms.DecimalField(min_value=0, max_digits=7, decimal_places=3, required=False)
    length = forms.DecimalField(min_value=0, max_digits=5, decimal_places=2, required=False)
    width = forms.DecimalField(min_value=0, max_digits=5, decimal_places=2, required=False)
    depth = forms.DecimalField(min_value=0, max_digits=5, decimal_places=2, required=False)
    inscription = forms.CharField(required=False, max_length=60)
    report_number = forms.CharField(required=False, max_length=40)
    picture = forms.FileField(required=False)
    is_alike = forms.ChoiceField(choices=[("yes", "Alike"), ("no", "Not alike")], required=False)

    def checked(self, stone: Stone) -> Checked:
        """Return it as it is compared with the record."""
        names = ("carats", "length", "width", "depth", "inscription")
        return Checked(stone, **{name: self.cleaned_data[name] for name in names})


class PictureForm(MarkedPicture):
    """A picture of the piece as it is now."""

    picture = forms.FileField(error_messages={"required": "Please take or choose a picture."})
    caption = forms.CharField(required=False, max_length=160)


class ReleaseForm(PlainForm):
    """One picture that the client may see."""

    picture = forms.IntegerField()


class NoteForm(PlainForm):
    """A word kept with the piece."""

    text = forms.CharField(
        max_length=1000, error_messages={"required": "Please write the note first."}
    )


class PauseForm(PlainForm):
    """What the piece waits for, where somebody says so."""

    waits_for = forms.ChoiceField(choices=[("", ""), *WaitsFor.choices], required=False)
    note = forms.CharField(required=False, max_length=200)


class HandOverForm(PlainForm):
    """Who goes on with the piece."""

    to = forms.ModelChoiceField(
        Jeweller.objects.filter(is_active=True),
        error_messages={"required": "Please choose who goes on with it."},
    )


class HelpForm(PlainForm):
    """What help is needed with."""

    about = forms.ChoiceField(choices=About.choices)


class CallForm(PlainForm):
    """Which call is answered."""

    call = forms.ModelChoiceField(HelpCall.objects.all())


def first_error(form: forms.Form) -> str:
    """Return the first thing to put right, as one sentence."""
    errors: Mapping[str, Any] = form.errors
    for messages in errors.values():
        return str(messages[0])
    return ""
