"""Step 3: a design of ours, or the client's own story."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from designs.models import Design, PieceType
from orders.forms.fields import ChoiceCards, ModelCards, TextField, Tick
from orders.forms.step import StepForm
from orders.models import Commission
from orders.statuses import Level

STORY_LENGTH = 6000


class DesignForm(StepForm):
    """General and Mid-level: a design of ours, or our advice on one."""

    design = ModelCards(
        label="Choose a design",
        queryset=Design.objects.offered().select_related("default_alloy"),
        advise="Advise me on a design",
    )
    piece_type = forms.ChoiceField(
        label="If we may advise you: what kind of piece?",
        choices=[("", "Choose one"), *PieceType.choices],
        required=False,
    )
    story = TextField(
        label="Anything you would like us to know", required=False, max_length=STORY_LENGTH, rows=4
    )

    def remembered(self, commission: Commission) -> dict[str, Any]:
        """Return the design, or the kind of piece to advise on."""
        piece = commission.pieces.first()
        return {
            "design": piece.design_id if piece else None,
            "piece_type": piece.piece_type if piece and not piece.design_id else "",
            "story": commission.story,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for a design, or for the kind of piece we are to advise on."""
        if not self.cleaned_data.get("design") and not self.cleaned_data.get("piece_type"):
            self.add_error("design", "Please choose a design, or the kind of piece to advise on.")
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        """Return the story, and the design with its kind of piece."""
        design = self.cleaned_data["design"]
        kind = design.piece_type if design else self.cleaned_data["piece_type"]
        return {
            "story": self.cleaned_data["story"],
            "pieces": {"design": design, "piece_type": kind},
        }


class StoryForm(StepForm):
    """Bespoke: what it will be, and the story behind it; pictures come beside it."""

    piece_type = ChoiceCards(
        label="What will it be?",
        choices=PieceType.choices,
        error_messages={"required": "Please choose what it will be."},
    )
    story = TextField(
        label="Tell us about it",
        help_text="What it should recall, what you love, what you would never wear. "
        "There is no wrong way to put it.",
        required=False,
        max_length=STORY_LENGTH,
        rows=8,
    )
    rather_talk = Tick(label="I would rather tell you in person")

    def remembered(self, commission: Commission) -> dict[str, Any]:
        """Return the kind of piece and the story."""
        piece = commission.pieces.first()
        answered = commission.steps_done >= 3 and commission.level == Level.BESPOKE
        return {
            "piece_type": piece.piece_type if piece else "",
            "story": commission.story,
            "rather_talk": answered and not commission.story,
        }

    def clean_story(self) -> str:
        """Ask for a story, unless a picture tells it or the client would rather talk."""
        story = self.cleaned_data["story"]
        if not (story or self.data.get("rather_talk") or self._has_pictures()):
            raise ValidationError(
                "A line or two is enough. You may also add a picture, or tell us in person."
            )
        return story

    def answers(self) -> dict[str, Any]:
        """Return the story and the kind of piece; a new design has no design yet."""
        return {
            "story": self.cleaned_data["story"],
            "pieces": {"design": None, "piece_type": self.cleaned_data["piece_type"]},
        }

    def _has_pictures(self) -> bool:
        return bool(self.files) or self.commission.pictures.exists()
