"""`manage.py fonts`: cut the typefaces into build/fonts/."""

from django.conf import settings
from django.core.management.base import BaseCommand

from atelier.portal.fonts import cut_fonts


class Command(BaseCommand):
    """Cuts both typefaces to the letters the house writes with; a repeat does nothing."""

    help = __doc__
    # It makes the very folder whose absence the checks would warn of.
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        """Cut, and say what each weighs."""
        for path in cut_fonts(settings.FONTS_DIR):
            self.stdout.write(f"{path.name}: {path.stat().st_size / 1024:.1f} kB")
