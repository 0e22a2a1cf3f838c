"""Words and pictures for a client."""

from django import forms


class MessageForm(forms.Form):
    """A note the client reads on their page and is told of by mail."""

    body = forms.CharField(
        label="Your message",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PictureForm(forms.Form):
    """A sketch or a photograph; the client sees it only once it is released."""

    picture = forms.FileField(label="Picture", help_text="JPEG, PNG, WebP or HEIC, up to 20 MB.")
    caption = forms.CharField(label="Caption", max_length=160, required=False)


class DeclineForm(forms.Form):
    """Why the house cannot take a commission on."""

    reason = forms.CharField(
        label="Your reason, as the client will read it",
        help_text="It is sent as a message, with the news.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
