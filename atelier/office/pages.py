"""What every page of the work shares: who may open it, and how a refusal is said."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import resolve
from django.utils import timezone

from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.models import User

View = Callable[..., HttpResponseBase]


def page(
    request: HttpRequest, template: str, *, title: str, status: int = 200, **context: Any
) -> TemplateResponse:
    """Render a page of the admin site, with its sidebar and the house's name."""
    desk = {"title": title, "on_desk": True, "today": timezone.localdate()}
    everything = admin.site.each_context(request) | desk | context
    return TemplateResponse(request, template, everything, status=status)


def needs(*permissions: str) -> Callable[[View], View]:
    """Open a page only to staff with these permissions; others read who can help."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perms(permissions):
                return refused_page(request, _not_yours())
            try:
                return view(request, *args, **kwargs)
            except Refusal as refused:
                return refused_page(request, refused)

        guarded.needs = permissions  # type: ignore[attr-defined]
        return guarded

    return guard


def may_open(user: User, address: str) -> bool:
    """Tell whether the page at this address of the admin's asks for no right that `user` lacks."""
    view = resolve(urlsplit(address).path).func
    return bool(user.has_perms(getattr(view, "needs", ())))


def refused_page(request: HttpRequest, refused: Refusal) -> TemplateResponse:
    """Say a refusal on a page of its own, with its status."""
    return page(
        request,
        "office/refused.html",
        title="That could not be done",
        status=refused.status,
        sentence=str(refused),
    )


def staff_of(request: HttpRequest) -> User:
    """Return the account that is signed in; every page here asks for one."""
    return cast(User, request.user)


def say(request: HttpRequest, sentence: str) -> None:
    """Tell on the next page what was done."""
    messages.success(request, sentence)


def _not_yours() -> NotAllowed:
    return NotAllowed(
        "Your account does not open this page. Whoever keeps the accounts can change that."
    )
