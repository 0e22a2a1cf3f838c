"""Jewellers, their PINs, and the locks that wrong PINs closed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from unfold.contrib.forms.widgets import ArrayWidget
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminPasswordWidget

from atelier.people.actors import actor_of
from atelier.people.admin.acts import act_page
from atelier.people.admin.records import RecordAdmin
from atelier.people.models import Jeweller, PinLock
from atelier.people.pins import LAST_FAILURE, set_pin, unlock_pin
from atelier.people.skills import Skill


class PinForm(forms.Form):
    """A new PIN, typed by the jeweller while staff look away."""

    pin = forms.CharField(
        label="New PIN",
        max_length=6,
        help_text="Six digits; no runs such as 123456 or 000000.",
        widget=UnfoldAdminPasswordWidget(
            attrs={"inputmode": "numeric", "autocomplete": "new-password", "autofocus": True}
        ),
    )


class JewellerForm(forms.ModelForm):
    """Skills as a list to choose from."""

    class Meta:
        model = Jeweller
        fields = ("name", "initials", "skills", "user", "may_release", "is_active")
        widgets = {"skills": ArrayWidget(choices=Skill.choices)}


@admin.register(Jeweller)
class JewellerAdmin(RecordAdmin):
    """Who works at the benches."""

    form = JewellerForm
    list_display = ("name", "initials", "trades", "has_pin", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name",)
    autocomplete_fields = ("user",)
    actions_detail = ("new_pin",)

    def has_delete_permission(self, request: HttpRequest, obj: Jeweller | None = None) -> bool:
        """Their work stays signed."""
        return False

    @display(description="Skills")
    def trades(self, jeweller: Jeweller) -> str:
        """What they can do, in words."""
        return ", ".join(Skill(skill).label for skill in jeweller.skills)

    @display(description="PIN", boolean=True)
    def has_pin(self, jeweller: Jeweller) -> bool:
        """Whether they can sign in."""
        return bool(jeweller.pin_hash)

    @action(description="Set a PIN", url_path="pin", permissions=["change"])
    def new_pin(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Ask for a new PIN and keep its hash."""
        jeweller = get_object_or_404(Jeweller, pk=object_id)

        def act(given: dict[str, Any]) -> str:
            set_pin(jeweller=jeweller, pin=given["pin"], by=actor_of(request))
            return f"{jeweller} has a new PIN."

        return act_page(
            self,
            request,
            jeweller,
            title=f"A new PIN for {jeweller}",
            sentence="The jeweller types it. Nobody can read it afterwards.",
            button="Set the PIN",
            form=PinForm(request.POST or None),
            act=act,
        )


@admin.register(PinLock)
class PinLockAdmin(RecordAdmin):
    """Wrong PINs of one person on one tablet."""

    list_display = ("jeweller", "tablet", "failures", "standing")
    list_select_related = ("jeweller", "tablet")
    fields = readonly_fields = ("jeweller", "tablet", "failures", "locked_until")
    actions_detail = ("unlock",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Written by wrong PINs."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PinLock | None = None) -> bool:
        """Unlocked, not deleted."""
        return False

    @display(description="Standing", label={"Open": "success", "Locked": "danger"})
    def standing(self, lock: PinLock) -> str:
        """Open or locked now."""
        waiting = lock.locked_until and lock.locked_until > timezone.now()
        return "Locked" if waiting or lock.failures >= LAST_FAILURE else "Open"

    @action(description="Unlock", url_path="unlock", permissions=["change"])
    def unlock(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Let the jeweller try again on that tablet."""
        lock = get_object_or_404(PinLock.objects.select_related("jeweller", "tablet"), pk=object_id)

        def act(given: dict[str, Any]) -> str:
            unlock_pin(lock=lock, by=actor_of(request))
            return f"{lock.jeweller} may try again on {lock.tablet}."

        return act_page(
            self,
            request,
            lock,
            title=f"Unlock {lock.jeweller} on {lock.tablet}",
            sentence=f"{lock.failures} wrong PINs. Speak with {lock.jeweller} before you unlock.",
            button="Unlock",
            act=act,
        )
