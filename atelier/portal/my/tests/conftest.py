"""The diary's fixed morning and its open house, for the pages that lead into it."""

from consultations.tests.conftest import house, morning

__all__ = ["house", "morning"]
