"""Every test gets a media folder of its own."""

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """An empty media folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
