"""Every test that keeps files gets a media folder of its own."""

from atelier.files.tests.conftest import media

__all__ = ["media"]
