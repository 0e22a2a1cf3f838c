"""Materials for tests: the reference data, and stones in anybody's hands."""

from atelier.materials.models import Cut, Stone, StoneVariety
from atelier.materials.models.stones import Title
from atelier.materials.reference import load


def load_materials() -> None:
    """Load the whole reference data of the trade."""
    load()


def make_stone(variety: str = "sapphire", cut: str = "oval", **over: object) -> Stone:
    """Make an atelier's stone of a variety; loads the reference data when it is missing."""
    if not StoneVariety.objects.exists():
        load_materials()
    fields = {
        "title": Title.ATELIER,
        "variety": StoneVariety.objects.get(code=variety),
        "cut": Cut.objects.get(code=cut),
    }
    return Stone.objects.create(**fields | over)
