"""The door of the admin: a password always, and a one-time password outside the demo."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


class AdminGate:
    """Sends staff who have not proven enough of themselves to the page where they can.

    An emailed code opens a client's pages and never the admin, whoever the account belongs to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through, redirect to what is missing, or refuse who is not staff."""
        if request.path.startswith(reverse("admin:index")):
            if request.user.is_authenticated and not request.user.is_staff:
                # Not even Django's own sign-in form, which knows no one-time passwords.
                raise PermissionDenied
            page = missing_proof(request)
            if page is not None:
                goal = urlencode({"next": _goal(request)})
                return HttpResponseRedirect(f"{reverse(page)}?{goal}")
        return self.get_response(request)


def missing_proof(request: HttpRequest) -> str | None:
    """Return the name of the page where the missing proof is given; None lets through."""
    if not request.user.is_authenticated:
        return "staff_login"
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    if methods and "password" not in methods:
        return "account_reauthenticate"
    if settings.STAFF_MFA_REQUIRED and "mfa" not in methods:
        return "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp"
    return None


def _goal(request: HttpRequest) -> str:
    login = request.path == reverse("admin:login")
    return request.GET.get("next", reverse("admin:index")) if login else request.get_full_path()
