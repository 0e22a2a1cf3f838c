"""The base of every list of reference records."""

from typing import Any

from django.db import models
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from atelier.journal.record import record
from atelier.people.actors import actor_of


class RecordAdmin(ModelAdmin):
    """Records an owner edits: each change is told to the journal with the fields it touched.

    Django's admin already saves inside one transaction, so a change and its event are one.
    """

    list_per_page = 50
    show_full_result_count = False
    warn_unsaved_form = True

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool
    ) -> None:
        """Save, and write down who changed which fields."""
        super().save_model(request, obj, form, change)
        self._tell(request, obj, "changed" if change else "added", fields=form.changed_data)

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool
    ) -> None:
        """Save the rows below a record, and write down that they changed."""
        super().save_formset(request, form, formset, change)
        if formset.has_changed():
            self._tell(request, form.instance, "changed", fields=[formset.prefix])

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Delete, and write down what was deleted."""
        self._tell(request, obj, "deleted")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Delete one by one, so that each is written down."""
        for obj in queryset:
            self.delete_model(request, obj)

    def _tell(self, request: HttpRequest, obj: models.Model, what: str, **data: Any) -> None:
        named: dict[str, Any] = {"record": str(obj._meta.verbose_name), "name": str(obj)}
        record(f"record.{what}", obj, by=actor_of(request), **named, **data)
