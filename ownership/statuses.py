"""The life of a serial number."""

from django.db.models import TextChoices

from atelier.journal.transitions import Machine, Owner


class SerialStatus(TextChoices):
    """reserved → inscribed → active, or void."""

    RESERVED = "reserved", "Reserved"
    INSCRIBED = "inscribed", "Inscribed, to be read back"
    ACTIVE = "active", "Active"
    VOID = "void", "Void"


_S = SerialStatus
SERIALS = Machine(
    name="serial number",
    statuses=SerialStatus,
    owners={
        _S.RESERVED: Owner.BENCH,
        _S.INSCRIBED: Owner.BENCH,
        _S.ACTIVE: Owner.NOBODY,
        _S.VOID: Owner.NOBODY,
    },
    sentences={
        _S.RESERVED: "Your piece has its number.",
        _S.INSCRIBED: "Your piece's number has been inscribed and is being read back.",
        _S.ACTIVE: "Your piece's number is its record of ownership.",
        _S.VOID: "This number is no longer in use.",
    },
    moves={
        ("inscribe", _S.RESERVED): _S.INSCRIBED,
        ("activate", _S.INSCRIBED): _S.ACTIVE,
        ("void", _S.RESERVED): _S.VOID,
        ("void", _S.INSCRIBED): _S.VOID,
    },
)
