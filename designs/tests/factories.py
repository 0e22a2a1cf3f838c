"""The catalogue for tests."""

from atelier.materials.tests.factories import load_materials
from designs.models import Design
from designs.reference import load


def load_designs() -> None:
    """Load the reference data and the whole catalogue."""
    load_materials()
    load()


def make_design(code: str = "AT-E01", **over: object) -> Design:
    """Return a design of the catalogue, loading it first, with fields changed."""
    if not Design.objects.filter(code=code).exists():
        load_designs()
    Design.objects.filter(code=code).update(**over)
    return Design.objects.get(code=code)
