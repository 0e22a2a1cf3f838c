"""What a house starts with in the orders: ways to divide a price, tiers of a cancellation."""

from orders.reference import plans, tiers

__all__ = ["load"]


def load() -> None:
    """Give the house its plans and tiers once; what somebody edited stays as it is."""
    plans.load()
    tiers.load()
