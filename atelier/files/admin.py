"""Every paper and solid that came in, to be read; its page of origin hands it out."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from unfold.decorators import display

from atelier.files.models import FileKind, StoredFile
from atelier.journal.admin import ReadOnlyAdmin


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    """What was uploaded, by whom and when, with the hash that proves it is the same still."""

    list_display = ["original_name", "chip", "length", "uploaded_by", "created_at"]
    list_filter = ["kind"]
    search_fields = ["original_name", "uploaded_by", "sha256"]
    ordering = ["-created_at"]
    fields = [("original_name", "chip"), ("uploaded_by", "created_at"), "length", "sha256"]
    readonly_fields = ["chip", "length"]

    @display(
        description="Kind",
        ordering="kind",
        label={FileKind.PDF: "info", FileKind.STL: "warning", FileKind.GLB: "success"},
    )
    def chip(self, stored: StoredFile) -> tuple[str, str]:
        """What the first bytes said it is."""
        return stored.kind, stored.kind.upper()

    @display(description="Size", ordering="size")
    def length(self, stored: StoredFile) -> str:
        """Bytes, as people say them."""
        return filesizeformat(stored.size)
