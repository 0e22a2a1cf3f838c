"""Papers about goods."""

from atelier.materials.documents.evaluation import evaluation_pdf
from atelier.materials.documents.receipt import receipt_pdf

__all__ = ["evaluation_pdf", "receipt_pdf"]
