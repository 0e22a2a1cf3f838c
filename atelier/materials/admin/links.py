"""From a row to the page of what it names."""

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html


def page_link(record: Model) -> str:
    """Return a link to a record's own page in the admin, named as it names itself."""
    meta = record._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    return format_html('<a class="text-primary-600 underline" href="{}">{}</a>', address, record)
