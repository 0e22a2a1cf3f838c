"""The papers of a commission: its offers, and the version that was agreed."""

from orders.documents.agreement import agreement_pdf
from orders.documents.quote import quote_pdf

__all__ = ["agreement_pdf", "quote_pdf"]
