"""Step 2: how far the client would like to go."""

from typing import Any

from orders.forms.fields import ADVISE_ME, ChoiceCards
from orders.forms.step import StepForm
from orders.levels import suggest_level
from orders.models import Commission
from orders.statuses import Level

ADVISE_LEVEL = "advise"


class LevelForm(StepForm):
    """One of the three levels, or our advice."""

    level = ChoiceCards(
        label="Choose a level",
        choices=[*Level.choices, (ADVISE_LEVEL, ADVISE_ME)],
        error_messages={"required": "Please choose a level, or let us advise you."},
    )

    def remembered(self, commission: Commission) -> dict[str, Any]:
        """Return the level chosen before, else the one we suggest."""
        if commission.advise_level:
            return {"level": ADVISE_LEVEL}
        return {"level": commission.level or suggest_level(commission).level}

    def answers(self) -> dict[str, Any]:
        """Return the level to go on with: for "Advise me" the one we suggest."""
        chosen = self.cleaned_data["level"]
        advise = chosen == ADVISE_LEVEL
        level = suggest_level(self.commission).level if advise else chosen
        return {"level": level, "advise_level": advise}
