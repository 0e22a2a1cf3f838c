"""What can be told of an appointment, in the words of client and of staff."""

from dataclasses import dataclass

from consultations.ics import Method


@dataclass(frozen=True)
class News:
    """One thing to tell. `{when}` is said on the reader's clock, `{client}` is the client's name.

    `quiet` is all a client reads while the piece is a surprise. `method` is what the calendar file
    asks for; None: no file. `is_over` when nothing is left to come to.
    """

    kind: str
    to_client: str = ""
    opening: str = ""
    quiet: str = ""
    to_staff: str = ""
    staff_opening: str = ""
    method: Method | None = None
    is_over: bool = False


BOOKED = News(
    kind="appointment.booked",
    to_client="Your consultation on {when}",
    opening="Your consultation is arranged. We look forward to it.",
    to_staff="{client} on {when}",
    staff_opening="A consultation with {client} is in your diary.",
    quiet="Your appointment is arranged.",
    method=Method.REQUEST,
)
MOVED = News(
    kind="appointment.moved",
    to_client="Your consultation now takes place on {when}",
    opening="Your consultation was changed. This is how it stands now; your calendar file is "
    "attached again.",
    to_staff="Moved: {client}, now on {when}",
    staff_opening="The consultation with {client} was moved.",
    quiet="Your appointment was changed.",
    method=Method.REQUEST,
)
CANCELLED = News(
    kind="appointment.cancelled",
    to_client="Your consultation on {when} is cancelled",
    opening="Your consultation is cancelled. Whenever you like, we find another time.",
    to_staff="Cancelled: {client} on {when}",
    staff_opening="The consultation with {client} is cancelled: this time is yours again.",
    quiet="Your appointment is cancelled.",
    method=Method.CANCEL,
    is_over=True,
)
JOINED = News(
    kind="appointment.joined",
    to_staff="You join {client} on {when}",
    staff_opening="You join the consultation with {client}.",
    method=Method.REQUEST,
)
TAKEN_OVER = News(
    kind="appointment.taken_over",
    to_staff="{client} on {when}, now with you",
    staff_opening="The consultation with {client} is now yours.",
    method=Method.REQUEST,
)
LEFT = News(
    kind="appointment.left",
    to_staff="Without you: {client} on {when}",
    staff_opening="The consultation with {client} takes place without you: this time is yours.",
    method=Method.CANCEL,
    is_over=True,
)
SUMMARY = News(
    kind="appointment.recorded",
    to_client="What we spoke about on {when}",
    opening="Thank you for your time with us. This is what we agreed.",
    quiet="Thank you for your time. What we agreed is written down for you.",
    is_over=True,
)
REMINDERS = {
    "day": News(
        kind="appointment.reminder_day",
        to_client="Reminder: your consultation on {when}",
        opening="This is a reminder of your consultation.",
        to_staff="Reminder: {client} on {when}",
        staff_opening="This is a reminder of the consultation with {client}.",
        quiet="This is a reminder of your appointment.",
    ),
    "hour": News(
        kind="appointment.reminder_hour",
        to_client="Reminder: your consultation on {when}",
        opening="Your consultation begins soon.",
        to_staff="Reminder: {client} on {when}",
        staff_opening="The consultation with {client} begins soon.",
        quiet="Your appointment begins soon.",
    ),
}
