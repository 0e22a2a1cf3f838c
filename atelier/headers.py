"""What a browser is told about every page: where it may load from, and what it may not do."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

_CLOSED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    # blob: shows a picture that was just chosen, before it is sent.
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
# The admin's theme computes expressions in the page and styles it inline.
_LOOSER = {
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    # A mail is read in a frame in which nothing runs.
    "frame-src": "'self'",
}
_PERMISSIONS = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


def _policy(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def also_to(response: HttpResponse, hosts: Iterable[str]) -> HttpResponse:
    """Let the forms of this one page lead to these hosts too, and return it."""
    places = " ".join(["'self'", *(f"https://{host}" for host in sorted(hosts))])
    response.headers["Content-Security-Policy"] = _policy(_CLOSED | {"form-action": places})
    return response


PAGES, ADMIN = _policy(_CLOSED), _policy(_CLOSED | _LOOSER)


def headers(get_response: Handler) -> Handler:
    """Return the middleware; what a view has set itself (an upload's sandbox) stays."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        policy = ADMIN if request.path.startswith("/admin/") else PAGES
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response

    return respond
