"""Papers about goods."""

from atelier.materials.documents.receipt import receipt_pdf

__all__ = ["receipt_pdf"]
