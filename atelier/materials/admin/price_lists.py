"""The form of a list of metal prices: a file, or rows pasted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextareaWidget

MOST_BYTES = 1024 * 1024
_EXAMPLE = "date;metal;price;unit;currency;source\n23 Nov 2026;Gold;4050,25;ozt;USD;Refiner"


class PriceListForm(forms.Form):
    """Either field will do; a file goes before what was pasted."""

    file = forms.FileField(
        label="CSV file",
        required=False,
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".csv,text/csv,text/plain"}),
    )
    rows = forms.CharField(
        label="Or the rows themselves",
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(
            attrs={"rows": 14, "placeholder": _EXAMPLE, "spellcheck": "false"}
        ),
    )

    def clean_file(self) -> str:
        """Return the file's text."""
        file = self.cleaned_data.get("file")
        return _text_of(file) if file else ""

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given = super().clean() or {}
        if not self.errors and not self.text.strip():
            raise ValidationError("Please choose a file or paste the rows.")
        return given

    @property
    def text(self) -> str:
        """The list, from wherever it came."""
        return self.cleaned_data.get("file") or self.cleaned_data.get("rows", "")


def _text_of(file: UploadedFile) -> str:
    """Read what spreadsheets write: UTF-8 with or without a mark, UTF-16 or Windows."""
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError("The file is larger than 1 MB. Please import it in parts.")
    content = file.read()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise ValidationError("This file is no list. Please save it as CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
