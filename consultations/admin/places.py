"""Where clients are received: a place with its rooms, its week and its special days on one page."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest
from unfold.admin import TabularInline
from unfold.decorators import display

from atelier.people.admin.records import RecordAdmin
from consultations.admin.inputs import Named
from consultations.admin.outside import TellsOutside
from consultations.admin.overrides import OverrideInline
from consultations.admin.weeks import WEEK_FIELDS, HoursInline, WeekForm, said_waiting, said_week
from consultations.models import Place, PlaceHours, Room


class PlaceForm(WeekForm):
    """A place, and the same hours on several of its days."""

    class Meta:
        model = Place
        fields = ("name", "address", "directions", "time_zone", "is_active")


class RoomInline(Named, TabularInline):
    """Its rooms; one consultation at a time each."""

    model = Room
    extra = 0
    hide_title = True
    fields = ("name", "is_active")


class PlaceHoursInline(HoursInline):
    """When it receives clients."""

    model = PlaceHours
    fields = ("weekday", "opens", "closes", "valid_from", "valid_until")


@admin.register(Place)
class PlaceAdmin(TellsOutside, RecordAdmin):
    """The places of the house."""

    form = PlaceForm
    list_display = ("name", "room_names", "week", "is_active")
    search_fields = ("name",)
    inlines = (RoomInline, PlaceHoursInline, OverrideInline)
    fieldsets = (
        (None, {"fields": [("name", "is_active"), "address", "directions", "time_zone"]}),
        WEEK_FIELDS,
    )

    class Media:
        css: ClassVar = {"all": ["css/diary-admin.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        """With rooms and hours, in two further queries whatever the number of places."""
        return super().get_queryset(request).prefetch_related("rooms", "hours")

    def save_related(self, request: HttpRequest, form: Any, *args: Any) -> None:
        """Save the rows, then add the week."""
        super().save_related(request, form, *args)
        if waiting := form.add_week(form.instance.hours):
            messages.warning(request, said_waiting(waiting))

    @display(description="Rooms")
    def room_names(self, place: Place) -> str:
        """Those in use."""
        return ", ".join(room.name for room in place.rooms.all() if room.is_active)

    @display(description="Hours")
    def week(self, place: Place) -> str:
        """The week in a line."""
        return said_week(place.hours.all())


@admin.register(Room)
class RoomAdmin(RecordAdmin):
    """Where consultations are held."""

    list_display = ("name", "place", "is_active")
    list_select_related = ("place",)
    list_filter = ("place", "is_active")
