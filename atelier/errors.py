"""The page for what went wrong on our side."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# When to come back: a database that was restarted answers again by then, in seconds.
_RETRY_AFTER = "5"


def server_error(request: HttpRequest) -> HttpResponse:
    """Return 503 while the database is away, else 500.

    Neither page reads the database. Django calls this while it handles the exception, wherever
    below the middleware that was.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(
            render_to_string("503.html"), status=503, headers={"Retry-After": _RETRY_AFTER}
        )
    return HttpResponse(render_to_string("500.html"), status=500)
