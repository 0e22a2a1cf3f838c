"""The papers of the workshop."""

from production.documents.envelope import Format, envelope_pdf

__all__ = ["Format", "envelope_pdf"]
