"""What happened to goods, and how it was settled."""

from django import forms

from atelier.materials.models.custody import IncidentKind, PictureView


class IncidentForm(forms.Form):
    """What happened; the record of the goods stays as it is."""

    kind = forms.ChoiceField(label="What went wrong", choices=IncidentKind, widget=forms.RadioSelect)
    what_happened = forms.CharField(
        label="What happened",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Who, when, where, and how it was noticed. Only the house reads this.",
    )
    carats = forms.DecimalField(
        label="Weighed now, ct", required=False, min_value=0, max_digits=7, decimal_places=3
    )
    for_client = forms.CharField(
        label="What the client reads meanwhile",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Once you have spoken with them. Empty: nothing until it is settled.",
    )
    picture = forms.FileField(label="Picture", required=False)


class OutcomeForm(forms.Form):
    """How it ended; written once."""

    outcome = forms.CharField(
        label="How it was settled", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    for_client = forms.CharField(
        label="In words for the client",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Empty: they read the words above.",
    )


class GoodsPictureForm(forms.Form):
    """A picture of goods; damage carries a mark, in per cent of the picture's sides."""

    picture = forms.FileField(label="Picture", help_text="JPEG, PNG, WebP or HEIC, up to 20 MB.")
    view = forms.ChoiceField(label="From where", choices=PictureView)
    note = forms.CharField(label="Note", max_length=160, required=False)
    mark_x = forms.DecimalField(
        label="Mark, % from the left", required=False, min_value=0, max_value=100, decimal_places=2
    )
    mark_y = forms.DecimalField(
        label="Mark, % from the top", required=False, min_value=0, max_value=100, decimal_places=2
    )

    def clean(self) -> dict[str, object]:
        """A mark has two figures."""
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("mark_x") is None) != (cleaned.get("mark_y") is None):
            self.add_error("mark_y", "A mark has two figures.")
        return cleaned
