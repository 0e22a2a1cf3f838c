"""Hands a set paper out: to a browser, or with a letter."""

import base64

from django.http import HttpResponse


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return a PDF shown in the browser; `name` is what it is saved as, without an ending."""
    headers = {
        "Content-Disposition": f'inline; filename="{name}.pdf"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def attachment(content: bytes, name: str) -> dict[str, str]:
    """Return a PDF as `outbox.post` takes it; `name` is the file's, with its ending."""
    written = base64.b64encode(content).decode()
    return {"name": name, "type": "application/pdf", "base64": written}
