"""A custody receipt as PDF, set from its frozen words alone."""

from pathlib import Path

from atelier.materials.models import Receipt
from atelier.paper import typeset

_TEMPLATE = Path(__file__).with_name("receipt.typ")


def receipt_pdf(receipt: Receipt) -> bytes:
    """Return the PDF: the same bytes for ever, because nothing but `frozen` is read."""
    return typeset(_TEMPLATE, receipt.frozen | {"sha256": receipt.sha256})
