"""The lists of serial numbers and certificates; both are made only by their own actions."""

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from unfold.decorators import display

from atelier.office.admin.kept import ReadOnly
from ownership.models import Certificate, Ownership, Serial
from ownership.statuses import SerialStatus


@admin.register(Serial)
class SerialAdmin(ReadOnly):
    """Every number that was ever issued, with whoever owns its piece now."""

    list_display = ("text", "standing", "commission", "owner", "activated_at", "void_reason")
    list_filter = ("status", "year")
    list_select_related = ("job__commission__client",)
    search_fields = ("text", "job__commission__reference", "job__commission__client__name")
    search_help_text = "Number, reference or client"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Serial]:
        """Read the present owner of each in one more query."""
        now = Ownership.objects.filter(until__isnull=True).select_related("owner")
        return super().get_queryset(request).prefetch_related(Prefetch("owners", now))

    @display(
        description="Standing",
        ordering="status",
        label={
            SerialStatus.RESERVED: "warning",
            SerialStatus.INSCRIBED: "info",
            SerialStatus.ACTIVE: "success",
            SerialStatus.VOID: "danger",
        },
    )
    def standing(self, serial: Serial) -> tuple[str, str]:
        """Status, in a colour and a word."""
        return serial.status, serial.get_status_display()

    @display(description="Commission", ordering="job__commission__reference")
    def commission(self, serial: Serial) -> str:
        """Whose piece it was made for."""
        commission = serial.job.commission
        return f"{commission.reference} {commission.client}"

    @display(description="Owner now")
    def owner(self, serial: Serial) -> str:
        """Who owns the piece."""
        return next((str(each.owner) for each in serial.owners.all()), "")


@admin.register(Certificate)
class CertificateAdmin(ReadOnly):
    """Every certificate. Its code is known to the client alone."""

    list_display = ("serial", "client", "issued_at")
    list_select_related = ("serial__job__commission__client",)
    search_fields = ("serial__text", "serial__job__commission__client__name")
    search_help_text = "Number or client"
    fields = ("serial", "described", "issued_at")

    @display(description="Made for")
    def client(self, certificate: Certificate) -> str:
        """The client of its commission."""
        return str(certificate.serial.job.commission.client)
