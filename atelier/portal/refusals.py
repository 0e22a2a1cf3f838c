"""Turns a refusal nobody caught into a kind page with its status."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from atelier.journal.refusals import Refusal

_HEADINGS = {
    403: "This door is closed to you",
    404: "This link is no longer open",
    409: "Somebody was here before",
    429: "A little too often",
}


class RefusalPages:
    """Middleware: a `Refusal` becomes `refusal.html`; every other error goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal with its sentence and its status."""
        if not isinstance(error, Refusal):
            return None
        heading = _HEADINGS.get(error.status, "That could not be done")
        context = {"heading": heading, "sentence": str(error), "status": f"Error {error.status}"}
        return render(request, "refusal.html", context, status=error.status)
