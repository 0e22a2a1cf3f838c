"""What every test shares."""

import pytest


@pytest.fixture(autouse=True)
def _static_files_as_they_stand(settings):
    """Pages are tested without collecting static files first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
