"""Commissions and quotes, composed of all stages, and the house; the apps bring their own."""

from atelier.office.admin.commissions import CommissionAdmin
from atelier.office.admin.house import HouseAdmin
from atelier.office.admin.quotes import QuoteAdmin

__all__ = ["CommissionAdmin", "HouseAdmin", "QuoteAdmin"]
