"""What a client asks for, what the house offers, and what both agreed."""

from orders.models.changes import (
    Cancellation,
    CancellationTier,
    ChangeLine,
    ChangeOrder,
    ChangeSignature,
)
from orders.models.commissions import Commission, CommissionPicture, Message
from orders.models.payments import Checkout, Instalment, Payment, PaymentPlan, ProviderEvent
from orders.models.pieces import CommissionStone, Piece
from orders.models.proofs import StoneProof
from orders.models.quotes import Approval, OptionStone, Quote, QuoteLine, QuoteOption
from orders.models.revisions import Pin, Remark, Revision, RevisionApproval, RevisionFile
from orders.models.waivers import ReportWaiver

__all__ = [
    "Approval",
    "Cancellation",
    "CancellationTier",
    "ChangeLine",
    "ChangeOrder",
    "ChangeSignature",
    "Checkout",
    "Commission",
    "CommissionPicture",
    "CommissionStone",
    "Instalment",
    "Message",
    "OptionStone",
    "Payment",
    "PaymentPlan",
    "Piece",
    "Pin",
    "ProviderEvent",
    "Quote",
    "QuoteLine",
    "QuoteOption",
    "Remark",
    "ReportWaiver",
    "Revision",
    "RevisionApproval",
    "RevisionFile",
    "StoneProof",
]
