"""A mail server of the tests' own."""

import pytest

from atelier.journal import tasks
from atelier.journal.tests.post_office import PostOffice


@pytest.fixture
def post_office(settings):
    """A listening mail server that keeps what it is given, used by Django's own SMTP backend."""
    with PostOffice() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 1
        settings.DEMO = False
        yield office


@pytest.fixture(autouse=True)
def _wakeful(monkeypatch):
    """No quiet time left over from another test."""
    monkeypatch.setattr(tasks, "_quiet_until", 0.0)
