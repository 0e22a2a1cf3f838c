"""The papers an order gives out: offers, agreements, changes and settlements."""

from orders.documents.agreement import agreement_pdf
from orders.documents.change import change_pdf
from orders.documents.quote import quote_pdf
from orders.documents.settlement import settlement_pdf

__all__ = ["agreement_pdf", "change_pdf", "quote_pdf", "settlement_pdf"]
