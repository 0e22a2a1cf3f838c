"""The diary's lists: appointments, and who can be met when and where."""

from consultations.admin.advisors import AdvisorAdmin
from consultations.admin.appointments import AppointmentAdmin
from consultations.admin.overrides import DateOverrideAdmin
from consultations.admin.places import PlaceAdmin, RoomAdmin
from consultations.admin.rules import BookingRulesAdmin, TopicAdmin

__all__ = [
    "AdvisorAdmin",
    "AppointmentAdmin",
    "BookingRulesAdmin",
    "DateOverrideAdmin",
    "PlaceAdmin",
    "RoomAdmin",
    "TopicAdmin",
]
