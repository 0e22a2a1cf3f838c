"""Every picture that came in and what became of it, to be read."""

from django.contrib import admin
from unfold.decorators import display

from atelier.journal.admin import ReadOnlyAdmin
from atelier.pictures.models import Picture
from atelier.pictures.statuses import PictureStatus


@admin.register(Picture)
class PictureAdmin(ReadOnlyAdmin):
    """Which pictures are being prepared, which were refused, and why.

    The pictures themselves are seen on the page of what they belong to.
    """

    list_display = ["original_name", "chip", "uploaded_by", "measures", "refusal", "created_at"]
    list_filter = ["status"]
    search_fields = ["original_name", "uploaded_by"]
    ordering = ["-created_at"]
    fields = [
        ("original_name", "chip"),
        ("uploaded_by", "created_at"),
        ("measures", "attempts"),
        "refusal",
        "sha256",
    ]
    readonly_fields = ["chip", "measures"]

    @display(
        description="Status",
        label={
            PictureStatus.RECEIVED.label: "info",
            PictureStatus.READY.label: "success",
            PictureStatus.REFUSED.label: "danger",
        },
    )
    def chip(self, picture: Picture) -> str:
        """The status as a coloured word."""
        return PictureStatus(picture.status).label

    @display(description="Size")
    def measures(self, picture: Picture) -> str:
        """Width and height in px, once it was prepared."""
        return f"{picture.width} × {picture.height} px" if picture.width else "–"
