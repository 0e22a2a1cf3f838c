"""The owner's own certificate."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ownership.models import Certificate


@login_required
@never_cache
@require_safe
def certificate_pdf(request: HttpRequest, public_id: str) -> FileResponse:
    """Serve the PDF to the piece's present owner; to anybody else it does not exist."""
    certificate = get_object_or_404(
        Certificate.objects.exclude(pdf=""),
        public_id=public_id,
        serial__owners__owner__user=request.user,
        serial__owners__until__isnull=True,
    )
    return FileResponse(
        certificate.pdf.open("rb"),
        as_attachment=True,
        filename=f"certificate-{certificate.serial}.pdf",
        content_type="application/pdf",
    )
