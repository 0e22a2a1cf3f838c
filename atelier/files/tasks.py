"""What is done with stored files now and then."""

from celery import shared_task

from atelier.files import orphans


@shared_task(name="files.clear_orphans")
def clear_orphans() -> None:
    """Delete stored files that no record knows."""
    orphans.clear()
