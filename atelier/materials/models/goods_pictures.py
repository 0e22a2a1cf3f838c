"""What goods looked like, from where they were photographed."""

from django.db import models

from atelier.materials.models.custody import ONE_THING, BroughtPiece
from atelier.materials.models.stones import Stone
from atelier.pictures.models import Picture


class PictureView(models.TextChoices):
    """From where goods were photographed."""

    FACE_UP = "face_up", "Face-up"
    PROFILE = "profile", "Profile"
    INSCRIPTION = "inscription", "Inscription or microphoto"
    DAMAGE = "damage", "Damage, marked"


class GoodsPicture(models.Model):
    """A picture of a stone or a brought piece; its `marks` point at damage."""

    stone = models.ForeignKey(
        Stone, null=True, blank=True, on_delete=models.PROTECT, related_name="pictures"
    )
    brought_piece = models.ForeignKey(
        BroughtPiece, null=True, blank=True, on_delete=models.PROTECT, related_name="pictures"
    )
    picture = models.OneToOneField(Picture, on_delete=models.PROTECT)
    view = models.CharField(max_length=12, choices=PictureView, default=PictureView.FACE_UP)
    note = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=ONE_THING, name="goods_picture_of_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.stone or self.brought_piece}, {self.get_view_display().lower()}"
