"""The accounts that hold consultations, as the diary's lists show them."""

from atelier.people.models import User


class Advisor(User):
    """An account of somebody who holds consultations: a face of `User`, without a table."""

    class Meta:
        proxy = True
        ordering = ["name"]
