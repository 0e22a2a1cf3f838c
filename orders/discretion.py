"""Surprise mode: what a mail may show on somebody's screen before it is opened."""

from atelier.house.models import House
from orders.models import Commission

NEUTRAL_SUBJECT = "A note for you"


def sender_of(commission: Commission) -> str:
    """Return the name a mail comes from; a surprise shows only the house's initials."""
    name = House.current().name
    if not commission.is_surprise:
        return name
    return "".join(word[0] for word in name.split())


def subject_of(commission: Commission, subject: str) -> str:
    """Return `subject`, or a neutral one while the piece is a surprise."""
    return NEUTRAL_SUBJECT if commission.is_surprise else subject
