"""The lists of commissions and quotes, composed of all stages; the apps bring their own."""

from atelier.office.admin.commissions import CommissionAdmin
from atelier.office.admin.quotes import QuoteAdmin

__all__ = ["CommissionAdmin", "QuoteAdmin"]
