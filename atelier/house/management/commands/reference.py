"""Loads the reference data every house starts with."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.management.base import BaseCommand


def loaders() -> list[str]:
    """Return the `reference` module of each installed app that has one, lowest app first."""
    names = [f"{config.name}.reference" for config in apps.get_app_configs()]
    return [name for name in names if find_spec(name)]


class Command(BaseCommand):
    """`manage.py reference`: safe at every start, because `load()` never overwrites an edit."""

    help = "Load reference data where it is missing; what somebody edited stays as it is."

    def handle(self, *args: object, verbosity: int = 1, **options: object) -> None:
        """Call `load()` of every `reference` module."""
        names = loaders()
        for name in names:
            import_module(name).load()
        if verbosity:
            self.stdout.write(f"Reference data of {len(names)} rooms is in place.")
