"""What is typed at the public check and beside a laser."""

from django import forms


class CheckForm(forms.Form):
    """A serial number and the code on its certificate."""

    serial = forms.CharField(
        label="Serial number",
        max_length=24,
        help_text="Inscribed inside your piece, for example MT26-00042-1.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label="Certificate code",
        max_length=16,
        help_text="Eight letters and digits, printed on the certificate.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ReadBackForm(forms.Form):
    """What a second person reads on the piece at 10×."""

    read = forms.CharField(
        label="Type what you read on the piece",
        max_length=24,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
    )
