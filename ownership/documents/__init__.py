"""Documents the house signs."""

from ownership.documents.certificate import certificate_pdf

__all__ = ["certificate_pdf"]
