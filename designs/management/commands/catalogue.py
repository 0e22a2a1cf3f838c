"""Loads the catalogue this project draws itself."""

from django.core.management.base import BaseCommand

from designs.loading import load
from designs.models import Design


class Command(BaseCommand):
    """`manage.py catalogue`: for the demo, and for a house that wants to begin with it."""

    help = "Load the drawn designs that are missing; what somebody edited stays as it is."

    def handle(self, *args: object, verbosity: int = 1, **options: object) -> None:
        """Load, and say how many designs there are now."""
        load()
        if verbosity:
            self.stdout.write(f"The catalogue holds {Design.objects.count()} designs.")
