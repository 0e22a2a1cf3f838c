"""Records with a paper of their own: a PDF taken in with the form and handed out to staff."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from unfold.decorators import display
from unfold.widgets import UnfoldAdminFileFieldWidget

from atelier.files.models import FileKind
from atelier.files.receiving import receive_file
from atelier.files.responses import serve_file
from atelier.files.screening import UnusableFile, screen
from atelier.journal.actor import Actor
from atelier.people.actors import actor_of
from atelier.people.admin.records import RecordAdmin


class PaperForm(forms.ModelForm):
    """A record's form with a place for its PDF; what was typed stays when the file is refused."""

    by: Actor
    paper = forms.FileField(
        label="PDF",
        required=False,
        help_text="Up to 20 MB. It takes the place of the one there is.",
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": "application/pdf"}),
    )

    def clean_paper(self) -> UploadedFile | None:
        """Refuse beside the field what is no PDF."""
        paper = self.cleaned_data.get("paper")
        if paper:
            try:
                screen(paper, {FileKind.PDF})
            except UnusableFile as refused:
                raise ValidationError(str(refused)) from refused
        return paper

    def save(self, commit: bool = True) -> Any:
        """Keep the file, then the record that links to it."""
        if paper := self.cleaned_data.get("paper"):
            self.instance.document = receive_file(paper, kinds={FileKind.PDF}, by=self.by)
        return super().save(commit)


def paper_form(request: HttpRequest, form: type[PaperForm] = PaperForm) -> type[PaperForm]:
    """Return the form as this person's, for the journal."""
    return type(form.__name__, (form,), {"by": actor_of(request)})


def paper_link(record: Model | None) -> str:
    """Return a link that saves the record's PDF, or that there is none."""
    document = getattr(record, "document", None)
    if record is None or record.pk is None or document is None:
        return "None yet"
    address = reverse(f"admin:materials_{record._meta.model_name}_paper", args=[record.pk])
    return format_html('<a class="text-primary-600 underline" href="{}">{}</a>', address, document)


class PaperAdmin(RecordAdmin):
    """A record whose page takes a PDF, and whose PDF whoever may see the record may have."""

    form = PaperForm

    def get_form(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Let the form know whose it is."""
        options["form"] = paper_form(request, options.get("form") or self.form)
        return super().get_form(request, *args, **options)

    def get_urls(self) -> list[URLPattern]:
        """Add the PDF's own address."""
        name = f"materials_{self.model._meta.model_name}_paper"
        view = self.admin_site.admin_view(self.paper_page)
        return [path("<int:pk>/paper/", view, name=name), *super().get_urls()]

    def paper_page(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Hand the PDF to somebody who may see its record."""
        record = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        if record.document is None:
            raise Http404("There is no PDF.")
        return serve_file(record.document)

    @display(description="PDF on file")
    def on_file(self, record: Model) -> str:
        """The one there is."""
        return paper_link(record)
