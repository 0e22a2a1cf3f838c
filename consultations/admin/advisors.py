"""When an advisor can be met and what they take: their week, special days and rules on one page."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from unfold.admin import StackedInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminURLInputWidget

from atelier.people.admin.records import RecordAdmin
from atelier.people.models import Channel
from consultations.admin.outside import TellsOutside
from consultations.admin.overrides import OverrideInline
from consultations.admin.weeks import WEEK_FIELDS, HoursInline, WeekForm, said_waiting, said_week
from consultations.availability import Slot, free_slots
from consultations.availability.rules import advising_of
from consultations.availability.spans import Span, merged
from consultations.availability.windows import days_between
from consultations.models import Advising, Advisor, AdvisorHours, BookingRules, Topic
from consultations.times import zone_of_advisor

_WEEK = timedelta(days=6)
# The least demanding first: by telephone or video no room is needed.
_SHOWN_BY = (Channel.PHONE, Channel.VIDEO, Channel.IN_PERSON)


class AdvisingForm(forms.ModelForm):
    """What they take, ticked."""

    channels = forms.MultipleChoiceField(
        choices=Channel.choices,
        initial=Channel.values,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    topics = forms.ModelMultipleChoiceField(
        queryset=Topic.objects.all(),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text="None ticked: every topic.",
    )
    video_link = forms.URLField(
        required=False,
        assume_scheme="https",
        widget=UnfoldAdminURLInputWidget,
        help_text="Their own room; empty: the template.",
    )

    class Meta:
        model = Advising
        labels: ClassVar = {
            "is_open": "Open to clients",
            "daily_cap": "At most in a day",
            "minimum_notice_hours": "Notice, in hours",
            "buffer_minutes": "Free on each side, in minutes",
        }
        fields = (
            "channels",
            "topics",
            "is_open",
            "introduction",
            "daily_cap",
            "minimum_notice_hours",
            "buffer_minutes",
            "video_link",
        )


class AdvisingInline(StackedInline):
    """How they take consultations; what is left empty follows the house's rules."""

    model = Advising
    form = AdvisingForm
    extra = 1
    max_num = 1
    can_delete = False
    verbose_name = "what they take"
    verbose_name_plural = "what they take: what is left empty follows the house's rules"
    fields = (
        ("channels", "topics"),
        ("is_open", "introduction"),
        ("daily_cap", "minimum_notice_hours"),
        ("buffer_minutes", "video_link"),
    )


class AdvisorHoursInline(HoursInline):
    """When they can be met, on their own clock."""

    model = AdvisorHours
    fields = ("weekday", "opens", "closes", "place", "valid_from", "valid_until")


class AdvisorForm(WeekForm):
    """The same hours on several days; the account itself is changed in its own list."""

    class Meta:
        model = Advisor
        fields: tuple[str, ...] = ()


@admin.register(Advisor)
class AdvisorAdmin(TellsOutside, RecordAdmin):
    """Everybody who holds consultations; who that is, the list of staff says."""

    form = AdvisorForm
    list_display = ("name", "week", "taken", "open_to_clients")
    search_fields = ("name", "email")
    inlines = (AdvisorHoursInline, AdvisingInline, OverrideInline)
    readonly_fields = ("clock", "next_week")
    fieldsets = ((None, {"fields": ["clock", "next_week"]}), WEEK_FIELDS)

    class Media:
        css: ClassVar = {"all": ["css/diary-admin.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        """Advisors alone, with everything the list says, in one further query."""
        those = super().get_queryset(request).filter(is_active=True, staff__is_advisor=True)
        return those.select_related("staff", "advising").prefetch_related("advisor_hours")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Advisors are made in the list of staff."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account is closed, not deleted."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Leave the account as it is: only the rows below belong to this page."""

    def save_related(self, request: HttpRequest, form: Any, *args: Any) -> None:
        """Save the rows, then add the week."""
        super().save_related(request, form, *args)
        if waiting := form.add_week(form.instance.advisor_hours):
            messages.warning(request, said_waiting(waiting))

    @display(description="Hours")
    def week(self, advisor: Advisor) -> str:
        """The week in a line."""
        return said_week(advisor.advisor_hours.all()) or "As the places are open"

    @display(description="Takes")
    def taken(self, advisor: Advisor) -> str:
        """The channels."""
        channels = advising_of(advisor).channels
        return ", ".join(Channel(each).label for each in channels) or "Nothing at present"

    @display(description="Booked by clients", boolean=True)
    def open_to_clients(self, advisor: Advisor) -> bool:
        """Whether clients may book with them directly."""
        return advising_of(advisor).is_open

    @display(description="Their clock")
    def clock(self, advisor: Advisor) -> str:
        """The zone in which their hours are read."""
        return zone_of_advisor(advisor).key.replace("_", " ")

    @display(description="Free in the coming week")
    def next_week(self, advisor: Advisor) -> str:
        """What is left of their hours, day by day, as it was last saved."""
        return render_to_string("admin/consultations/free_week.html", {"days": free_week(advisor)})


def free_week(advisor: Advisor) -> list[tuple[date, list[str]]]:
    """Return the free stretches of the next seven days, on the advisor's clock."""
    takes = advising_of(advisor).channels
    channel = next((each for each in _SHOWN_BY if each in takes), None)
    if channel is None:
        return []
    zone = zone_of_advisor(advisor)
    today = timezone.now().astimezone(zone).date()
    slots = free_slots(
        channel=channel,
        span=(today, today + _WEEK),
        zone=zone,
        advisors=[advisor],
        minutes=BookingRules.current().step_minutes,
        for_client=False,
    )
    days: dict[date, list[str]] = {day: [] for day in days_between(today, today + _WEEK)}
    for begins, ends in merged(seconds(slot) for slot in slots):
        first, last = (datetime.fromtimestamp(edge, zone) for edge in (begins, ends))
        days[first.date()].append(f"{first:%H:%M} to {last:%H:%M}")
    return list(days.items())


def seconds(slot: Slot) -> Span:
    """Return a slot as the seconds it lasts."""
    return int(slot.starts_at.timestamp()), int(slot.ends_at.timestamp())
