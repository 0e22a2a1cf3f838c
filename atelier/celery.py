"""The Celery application: reminders, mails, pictures and serial numbers."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.settings")

app = Celery("atelier")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("atelier.pulse:Pulse")


@setup_logging.connect
def _log_as_django_does(**_: object) -> None:
    """Keep Celery from setting up logging of its own."""
