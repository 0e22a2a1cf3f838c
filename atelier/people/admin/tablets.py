"""Shop tablets: enrolled with a code that is shown once, and revoked."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from unfold.decorators import action, display

from atelier.people.actors import actor_of
from atelier.people.admin.acts import act_page
from atelier.people.admin.records import RecordAdmin
from atelier.people.models import Tablet
from atelier.people.tablets import begin_enrolment, revoke


@admin.register(Tablet)
class TabletAdmin(RecordAdmin):
    """The tablets at the benches."""

    list_display = ("name", "station", "standing", "enrolled_at", "last_seen_at")
    search_fields = ("name", "station")
    readonly_fields = ("enrolled_at", "enrolled_by", "revoked_at", "last_seen_at")
    fields = (("name", "station"), ("enrolled_at", "enrolled_by"), ("revoked_at", "last_seen_at"))
    actions_detail = ("enrol", "take_away")

    def has_delete_permission(self, request: HttpRequest, obj: Tablet | None = None) -> bool:
        """What was done on it stays on record."""
        return False

    @display(description="Standing", label={"Enrolled": "success", "Revoked": "danger"})
    def standing(self, tablet: Tablet) -> str:
        """Enrolled, revoked or new."""
        if tablet.revoked_at:
            return "Revoked"
        return "Enrolled" if tablet.token_hash else "Not enrolled"

    @action(description="Enrol", url_path="enrol", permissions=["change"])
    def enrol(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Make the one-time code on POST, and show it this once."""
        tablet = get_object_or_404(Tablet, pk=object_id)
        if request.method == "POST":
            return self._show_code(
                request, tablet, begin_enrolment(tablet=tablet, by=actor_of(request))
            )
        return act_page(
            self,
            request,
            tablet,
            title=f"Enrol {tablet}",
            sentence="Have the tablet at hand: the code is shown once and works for 30 minutes.",
            button="Show me the code",
            act=lambda given: "",
        )

    @action(description="Revoke", url_path="revoke", permissions=["change"])
    def take_away(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Forget a lost tablet."""
        tablet = get_object_or_404(Tablet, pk=object_id)

        def act(given: dict[str, Any]) -> str:
            revoke(tablet=tablet, by=actor_of(request))
            return f"{tablet} is forgotten. It opens nothing any more."

        return act_page(
            self,
            request,
            tablet,
            title=f"Revoke {tablet}",
            sentence="Whoever holds it can no longer open the bench. It may be enrolled again.",
            button="Revoke it",
            act=act,
        )

    def _show_code(self, request: HttpRequest, tablet: Tablet, code: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": f"Enrol {tablet}",
            "code": code,
            "lan_page": settings.LAN_PAGE,
            "address": f"{settings.SITE_URL}{reverse('bench:enrol')}",
            "home": reverse("admin:people_tablet_change", args=[tablet.pk]),
        }
        response = render(request, "admin/people/enrolment.html", context)
        response["Cache-Control"] = "no-store"
        return response
