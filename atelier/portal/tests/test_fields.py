"""What a form says of its fields."""

from django import forms

from atelier.portal.templatetags.atelier_forms import is_optional


class _Asked(forms.Form):
    size = forms.CharField(required=False, widget=forms.TextInput(attrs={"data-either": ""}))
    words = forms.CharField(required=False)
    name = forms.CharField()


def test_only_what_may_be_left_empty_is_called_optional():
    form = _Asked()
    assert [field.name for field in form if is_optional(field)] == ["words"]
