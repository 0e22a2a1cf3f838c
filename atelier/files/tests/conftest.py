"""Every test gets a media folder of its own."""

import resource
from contextlib import contextmanager

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """An empty media folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def little_room():
    """A stretch in which no file can grow beyond a few bytes, as on a full disk."""

    @contextmanager
    def stretch(size: int):
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return stretch
