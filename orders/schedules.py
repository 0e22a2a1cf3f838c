"""How a price is divided: the house's plans, and the parts of one quote."""

from orders.models import PaymentPlan
from orders.models.quotes import default_schedule


def default_parts() -> list[dict[str, str]]:
    """Return the parts of the house's usual plan; half and half while it has none."""
    plan = PaymentPlan.objects.filter(is_default=True).first()
    return list(plan.parts) if plan else default_schedule()
