"""Every test gets a media folder of its own, and may let its disk run full."""

from atelier.files.tests.conftest import little_room, media

__all__ = ["little_room", "media"]
