"""What a client asks for, what the house offers, and what both agreed."""

from orders.models.commissions import Commission, CommissionPicture, Message
from orders.models.pieces import CommissionStone, Piece
from orders.models.quotes import Approval, Quote, QuoteLine, QuoteOption

__all__ = [
    "Approval",
    "Commission",
    "CommissionPicture",
    "CommissionStone",
    "Message",
    "Piece",
    "Quote",
    "QuoteLine",
    "QuoteOption",
]
