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
    CANCELLED = "cancelled", "Cancelled"


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
        _S.CANCELLED: Owner.NOBODY,
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
        _S.CANCELLED: "This piece was cancelled. What was settled is on your page.",
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
        ("cancel", _S.APPROVED): _S.CANCELLED,
        ("cancel", _S.MAKING): _S.CANCELLED,
        ("cancel", _S.READY): _S.CANCELLED,
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


class RevisionStatus(TextChoices):
    """A state of the design."""

    DRAFT = "draft", "Being drawn"
    SHARED = "shared", "Shared"
    APPROVED = "approved", "Approved"
    SUPERSEDED = "superseded", "Superseded"


_R = RevisionStatus
REVISIONS = Machine(
    name="revision",
    statuses=RevisionStatus,
    owners={
        _R.DRAFT: Owner.HOUSE,
        _R.SHARED: Owner.CLIENT,
        _R.APPROVED: Owner.NOBODY,
        _R.SUPERSEDED: Owner.NOBODY,
    },
    sentences={
        _R.DRAFT: "We are drawing your piece.",
        _R.SHARED: "A new drawing is here for you. Tell us what you think, or approve it.",
        _R.APPROVED: "You approved this drawing. We make exactly this.",
        _R.SUPERSEDED: "A newer drawing replaces this one.",
    },
    moves={
        ("share", _R.DRAFT): _R.SHARED,
        ("approve", _R.SHARED): _R.APPROVED,
        ("supersede", _R.SHARED): _R.SUPERSEDED,
        ("supersede", _R.APPROVED): _R.SUPERSEDED,
    },
)


class ChangeStatus(TextChoices):
    """A change to what was agreed."""

    DRAFT = "draft", "Draft"
    SENT = "sent", "To be signed"
    SIGNED = "signed", "Signed"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Taken back"


_C = ChangeStatus
CHANGES = Machine(
    name="change order",
    statuses=ChangeStatus,
    owners={
        _C.DRAFT: Owner.HOUSE,
        _C.SENT: Owner.CLIENT,
        _C.SIGNED: Owner.NOBODY,
        _C.DECLINED: Owner.HOUSE,
        _C.WITHDRAWN: Owner.NOBODY,
    },
    sentences={
        _C.DRAFT: "We are preparing a change for you to look at.",
        _C.SENT: "A change waits for your signature; the work it touches waits with it.",
        _C.SIGNED: "You signed this change. It is part of what was agreed.",
        _C.DECLINED: "You declined this change. Your piece stays as agreed.",
        _C.WITHDRAWN: "We took this change back. Your piece stays as agreed.",
    },
    moves={
        ("send", _C.DRAFT): _C.SENT,
        ("sign", _C.SENT): _C.SIGNED,
        ("decline", _C.SENT): _C.DECLINED,
        ("withdraw", _C.DRAFT): _C.WITHDRAWN,
        ("withdraw", _C.SENT): _C.WITHDRAWN,
    },
)
