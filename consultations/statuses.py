"""The life of an appointment."""

from django.db.models import TextChoices

from atelier.journal.transitions import Machine, Owner


class AppointmentStatus(TextChoices):
    """booked → held, or called off."""

    BOOKED = "booked", "Booked"
    DONE = "done", "Held"
    CANCELLED = "cancelled", "Cancelled"
    NO_SHOW = "no_show", "Client did not come"


_A = AppointmentStatus
APPOINTMENTS = Machine(
    name="appointment",
    statuses=AppointmentStatus,
    owners={
        _A.BOOKED: Owner.HOUSE,
        _A.DONE: Owner.NOBODY,
        _A.CANCELLED: Owner.NOBODY,
        _A.NO_SHOW: Owner.HOUSE,
    },
    sentences={
        _A.BOOKED: "We look forward to speaking with you.",
        _A.DONE: "Thank you for your time with us.",
        _A.CANCELLED: "This appointment was cancelled.",
        _A.NO_SHOW: "We missed you. Let us find another time.",
    },
    moves={
        ("move", _A.BOOKED): _A.BOOKED,
        ("undo move", _A.BOOKED): _A.BOOKED,
        ("join", _A.BOOKED): _A.BOOKED,
        ("leave", _A.BOOKED): _A.BOOKED,
        ("record", _A.BOOKED): _A.DONE,
        ("cancel", _A.BOOKED): _A.CANCELLED,
        ("miss", _A.BOOKED): _A.NO_SHOW,
    },
)


class NextStep(TextChoices):
    """What the advisor proposes after a consultation."""

    QUOTE = "quote", "Prepare options"
    AGAIN = "again", "Meet again"
    DECLINE = "decline", "Decline the commission"
    WAIT = "wait", "The client will think about it"


class InvitationStatus(TextChoices):
    """open → booked, or closed."""

    OPEN = "open", "Waits for the client"
    BOOKED = "booked", "Booked"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"


_I = InvitationStatus
INVITATIONS = Machine(
    name="invitation",
    statuses=InvitationStatus,
    owners={
        _I.OPEN: Owner.CLIENT,
        _I.BOOKED: Owner.NOBODY,
        _I.WITHDRAWN: Owner.NOBODY,
        _I.EXPIRED: Owner.HOUSE,
    },
    sentences={
        _I.OPEN: "Please choose the time that suits you.",
        _I.BOOKED: "Your time is arranged.",
        _I.WITHDRAWN: "These times are no longer offered.",
        _I.EXPIRED: "These times have passed. Write to us and we will find others.",
    },
    moves={
        ("book", _I.OPEN): _I.BOOKED,
        ("withdraw", _I.OPEN): _I.WITHDRAWN,
        ("expire", _I.OPEN): _I.EXPIRED,
    },
)


class WaitingStatus(TextChoices):
    """waiting ↔ offered → booked, or off the list."""

    WAITING = "waiting", "Waiting"
    OFFERED = "offered", "A time is offered"
    BOOKED = "booked", "Booked"
    LEFT = "left", "Left the list"
    PASSED = "passed", "The days have passed"


_W = WaitingStatus
WAITING_LIST = Machine(
    name="place on the waiting list",
    statuses=WaitingStatus,
    owners={
        _W.WAITING: Owner.HOUSE,
        _W.OFFERED: Owner.CLIENT,
        _W.BOOKED: Owner.NOBODY,
        _W.LEFT: Owner.NOBODY,
        _W.PASSED: Owner.HOUSE,
    },
    sentences={
        _W.WAITING: "You are on the list. We write as soon as a time is free.",
        _W.OFFERED: "A time has become free. It is kept for you for a while.",
        _W.BOOKED: "Your time is arranged.",
        _W.LEFT: "You are no longer on the list.",
        _W.PASSED: "No time became free in those days. Write to us and we will find another way.",
    },
    moves={
        ("offer", _W.WAITING): _W.OFFERED,
        ("pass_over", _W.OFFERED): _W.WAITING,
        ("book", _W.OFFERED): _W.BOOKED,
        ("book", _W.WAITING): _W.BOOKED,
        ("leave", _W.WAITING): _W.LEFT,
        ("leave", _W.OFFERED): _W.LEFT,
        ("end", _W.WAITING): _W.PASSED,
    },
)


class SlotOfferStatus(TextChoices):
    """open → taken, declined or lapsed."""

    OPEN = "open", "Open"
    TAKEN = "taken", "Taken"
    DECLINED = "declined", "Declined"
    LAPSED = "lapsed", "Lapsed"


class WrittenStatus(TextChoices):
    """open → answered, or withdrawn."""

    OPEN = "open", "Being answered"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Withdrawn"


_T = WrittenStatus
WRITTEN = Machine(
    name="written consultation",
    statuses=WrittenStatus,
    owners={
        _T.OPEN: Owner.HOUSE,
        _T.ANSWERED: Owner.NOBODY,
        _T.WITHDRAWN: Owner.NOBODY,
    },
    sentences={
        _T.OPEN: "We are writing your answer.",
        _T.ANSWERED: "Your answer is here to read.",
        _T.WITHDRAWN: "This question was withdrawn.",
    },
    moves={
        ("answer", _T.OPEN): _T.ANSWERED,
        ("withdraw", _T.OPEN): _T.WITHDRAWN,
    },
)
