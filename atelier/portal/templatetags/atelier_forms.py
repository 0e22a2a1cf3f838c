"""What the crispy pack in templates/atelier/ asks of a field."""

from django import forms, template
from django.forms.boundfield import BoundField

register = template.Library()
_SHORT = (forms.NumberInput, forms.DateInput, forms.TimeInput)


@register.filter
def many_choices(field: BoundField) -> bool:
    """Tell whether the choices are many enough to stand in two columns."""
    return len(field.field.choices) > 4  # type: ignore[attr-defined]


@register.filter
def is_short(field: BoundField) -> bool:
    """Tell whether a number or a date is asked for: a short field says so by its width."""
    return isinstance(field.field.widget, _SHORT)


@register.filter
def first_id(field: BoundField) -> str:
    """Return the id an error's link jumps to: a group's first choice, else the field itself."""
    if isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return str(field.id_for_label or field.auto_id)


@register.filter
def has_default(field: BoundField) -> bool:
    """Tell whether a choice always has an answer, such as "Advise me": it is never left open."""
    choices = getattr(field.field, "choices", None)
    return choices is not None and field.value() is not None


@register.filter
def is_optional(field: BoundField) -> bool:
    """Tell whether a field may be left empty: one with `data-either` needs it or another."""
    either = "data-either" in field.field.widget.attrs
    return not (field.field.required or either or has_default(field))
