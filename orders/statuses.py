"""The states of a commission and of a quote, whose move each is, and what a client reads."""

from django.db.models import TextChoices

from atelier.journal.transitions import Machine, Owner


class Level(TextChoices):
    """The brief's three levels of customisation."""

    GENERAL = "general", "General"
    MID = "mid", "Mid-level"
    BESPOKE = "bespoke", "Bespoke"


class CommissionStatus(TextChoices):
    """From a feeling to a piece in the client's hand."""

    DRAFT = "draft", "Being written"
    REQUESTED = "requested", "Received"
    CONSULTING = "consulting", "In consultation"
    QUOTING = "quoting", "Options being prepared"
    QUOTED = "quoted", "Options to compare"
    APPROVED = "approved", "Approved"
    MAKING = "making", "In the workshop"
    READY = "ready", "Finished"
    DELIVERED = "delivered", "Delivered"
    DECLINED = "declined", "Declined by the house"
    WITHDRAWN = "withdrawn", "Withdrawn"


_S = CommissionStatus
COMMISSIONS = Machine(
    name="commission",
    statuses=CommissionStatus,
    owners={
        _S.DRAFT: Owner.CLIENT,
        _S.REQUESTED: Owner.HOUSE,
        _S.CONSULTING: Owner.HOUSE,
        _S.QUOTING: Owner.HOUSE,
        _S.QUOTED: Owner.CLIENT,
        _S.APPROVED: Owner.HOUSE,
        _S.MAKING: Owner.BENCH,
        _S.READY: Owner.HOUSE,
        _S.DELIVERED: Owner.NOBODY,
        _S.DECLINED: Owner.NOBODY,
        _S.WITHDRAWN: Owner.NOBODY,
    },
    sentences={
        _S.DRAFT: "Your request is saved. Finish it whenever you like.",
        _S.REQUESTED: "We have your request and reply within one working day.",
        _S.CONSULTING: "We are looking forward to speaking with you.",
        _S.QUOTING: "We are preparing options for you to compare.",
        _S.QUOTED: "Your options are ready. Take your time, then choose one.",
        _S.APPROVED: "Thank you. We are opening your piece in the workshop.",
        _S.MAKING: "Your piece is at the bench.",
        _S.READY: "Your piece is finished. We will arrange how it comes to you.",
        _S.DELIVERED: "Your piece is with you. We stand behind it.",
        _S.DECLINED: "We could not take this on. Our reasons are in your messages.",
        _S.WITHDRAWN: "You withdrew this request. Nothing was made.",
    },
    moves={
        ("send", _S.DRAFT): _S.REQUESTED,
        ("consult", _S.REQUESTED): _S.CONSULTING,
        ("consult", _S.CONSULTING): _S.CONSULTING,
        ("consult", _S.QUOTING): _S.CONSULTING,
        ("consult", _S.QUOTED): _S.QUOTED,
        ("prepare_quote", _S.REQUESTED): _S.QUOTING,
        ("prepare_quote", _S.CONSULTING): _S.QUOTING,
        ("prepare_quote", _S.QUOTING): _S.QUOTING,
        ("prepare_quote", _S.QUOTED): _S.QUOTING,
        ("send_quote", _S.QUOTING): _S.QUOTED,
        ("close_quote", _S.QUOTED): _S.QUOTING,
        ("approve", _S.QUOTED): _S.APPROVED,
        ("make", _S.APPROVED): _S.MAKING,
        ("finish", _S.MAKING): _S.READY,
        ("deliver", _S.READY): _S.DELIVERED,
        ("decline", _S.REQUESTED): _S.DECLINED,
        ("decline", _S.CONSULTING): _S.DECLINED,
        ("decline", _S.QUOTING): _S.DECLINED,
        ("withdraw", _S.REQUESTED): _S.WITHDRAWN,
        ("withdraw", _S.CONSULTING): _S.WITHDRAWN,
        ("withdraw", _S.QUOTING): _S.WITHDRAWN,
        ("withdraw", _S.QUOTED): _S.WITHDRAWN,
    },
)


class QuoteStatus(TextChoices):
    """A version of the offer."""

    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    VIEWED = "viewed", "Viewed"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "Expired"
    SUPERSEDED = "superseded", "Superseded"


_Q = QuoteStatus
OPEN_QUOTES = (_Q.SENT, _Q.VIEWED)
QUOTES = Machine(
    name="quote",
    statuses=QuoteStatus,
    owners={
        _Q.DRAFT: Owner.HOUSE,
        _Q.SENT: Owner.CLIENT,
        _Q.VIEWED: Owner.CLIENT,
        _Q.APPROVED: Owner.NOBODY,
        _Q.DECLINED: Owner.HOUSE,
        _Q.EXPIRED: Owner.HOUSE,
        _Q.SUPERSEDED: Owner.NOBODY,
    },
    sentences={
        _Q.DRAFT: "We are preparing your options.",
        _Q.SENT: "Your options are ready to compare.",
        _Q.VIEWED: "Your options are ready to compare.",
        _Q.APPROVED: "You approved this version. It no longer changes.",
        _Q.DECLINED: "You declined this version. We will be in touch.",
        _Q.EXPIRED: "This version has expired, because metal prices move. Ask us for a fresh one.",
        _Q.SUPERSEDED: "A newer version replaces this one.",
    },
    moves={
        ("send", _Q.DRAFT): _Q.SENT,
        ("view", _Q.SENT): _Q.VIEWED,
        ("approve", _Q.SENT): _Q.APPROVED,
        ("approve", _Q.VIEWED): _Q.APPROVED,
        ("decline", _Q.SENT): _Q.DECLINED,
        ("decline", _Q.VIEWED): _Q.DECLINED,
        ("expire", _Q.SENT): _Q.EXPIRED,
        ("expire", _Q.VIEWED): _Q.EXPIRED,
        ("supersede", _Q.DRAFT): _Q.SUPERSEDED,
        ("supersede", _Q.SENT): _Q.SUPERSEDED,
        ("supersede", _Q.VIEWED): _Q.SUPERSEDED,
        ("supersede", _Q.EXPIRED): _Q.SUPERSEDED,
        ("supersede", _Q.DECLINED): _Q.SUPERSEDED,
    },
)
