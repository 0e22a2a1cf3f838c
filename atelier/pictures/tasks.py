"""The picture worker's tasks. Each finds its own work in Postgres."""

from celery import shared_task

from atelier.pictures import preparing, quarantine


@shared_task(name="pictures.prepare")
def prepare() -> None:
    """Prepare every waiting picture."""
    preparing.prepare_waiting()


@shared_task(name="pictures.clear_quarantine")
def clear_quarantine() -> None:
    """Delete stored files that no record knows."""
    quarantine.clear()
