"""The admin site: the house's name and clock on it, and its own pages beside the lists."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from unfold.sites import UnfoldAdminSite

from atelier.house.models import House


class OfficeSite(UnfoldAdminSite):
    """Where the staff work. Lists are unfold's; the pages of the work are in `office.urls`."""

    index_template = "office/home.html"
    index_title = "Today"
    enable_nav_sidebar = True

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the house to what every page gets."""
        house = getattr(request, "house", None) or House.current()
        named = {"house": house, "site_title": house.name, "site_header": house.name}
        return super().each_context(request) | named

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Run every page on the house's clock; pages are drawn before the clock is put back."""
        guarded = super().admin_view(view, cacheable)

        @wraps(view)
        def on_house_time(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.house = House.current()  # type: ignore[attr-defined]
            with timezone.override(ZoneInfo(request.house.time_zone)):  # type: ignore[attr-defined]
                response = guarded(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    response.render()
            return response

        return on_house_time

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Answer "what needs me?"."""
        from atelier.office.home import home

        return super().index(request, home(request) | (extra_context or {}))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Put the pages of the work before the lists."""
        from atelier.office.urls import office_urls

        return [*office_urls(self), *super().get_urls()]
