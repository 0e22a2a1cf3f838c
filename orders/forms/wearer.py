"""Step 1: the wearer and the occasion."""

from orders.forms.fields import ChoiceCards, Tick
from orders.forms.step import StepForm
from orders.models.commissions import Occasion, Wearer


class WearerForm(StepForm):
    """Who will wear it, why now, and whether they must not know."""

    wearer = ChoiceCards(
        label="It is",
        choices=Wearer.choices,
        error_messages={"required": "Please tell us who will wear it."},
    )
    occasion = ChoiceCards(
        label="Is there an occasion?",
        choices=Occasion.choices,
        error_messages={"required": "Please choose one; “just because” is a good reason too."},
    )
    is_surprise = Tick(
        label="It is a surprise",
        help_text="The subject of our mails will then name neither the piece nor the house.",
    )
