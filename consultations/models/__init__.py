"""The diary: when and where people can be met, who is booked, and what was said."""

from consultations.models.advisors import Advisor
from consultations.models.appointments import (
    Appointment,
    AppointmentQuerySet,
    AppointmentReceipt,
    Caller,
    Companion,
    Reminder,
)
from consultations.models.busy import BusyTime, Hold
from consultations.models.drafts import RecordDraft
from consultations.models.feeds import CalendarFeed
from consultations.models.hours import AdvisorHours, DateOverride, PlaceHours
from consultations.models.offers import Invitation, SlotOffer, WaitingListEntry
from consultations.models.places import Place, Room
from consultations.models.rules import Advising, BookingRules, Topic
from consultations.models.tasks import FollowUp
from consultations.models.written import WrittenConsultation

__all__ = [
    "Advisor",
    "AdvisorHours",
    "Advising",
    "Appointment",
    "AppointmentQuerySet",
    "AppointmentReceipt",
    "BookingRules",
    "BusyTime",
    "CalendarFeed",
    "Caller",
    "Companion",
    "DateOverride",
    "FollowUp",
    "Hold",
    "Invitation",
    "Place",
    "PlaceHours",
    "RecordDraft",
    "Reminder",
    "Room",
    "SlotOffer",
    "Topic",
    "WaitingListEntry",
    "WrittenConsultation",
]
