"""`manage.py demo`: fills an empty house with the demo, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from atelier.demo import house


class Command(BaseCommand):
    """Loads the demo house; does nothing when it is there, and refuses outside the demo."""

    help = "Fill an empty house with the demo: people, sixty commissions, months of history."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and tell who may sign in where."""
        if not settings.DEMO:
            raise CommandError("This is not a demo: set DEMO=1 to load invented people.")
        if house.is_loaded():
            self.stdout.write("The demo house is there already.")
            return
        self.stdout.write(house.load())
