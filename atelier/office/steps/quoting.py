"""The steps towards an offer, and away from it."""

from django.urls import reverse

from atelier.office.steps.standing import Standing, Step, do_address
from orders.statuses import COMMISSIONS, CommissionStatus


def quote_step(standing: Standing) -> Step | None:
    """Return the way to the quote: to go on with it, to write it, or to issue it again."""
    if standing.draft:
        url = reverse("admin:quote", args=[standing.draft.public_id])
        return Step("Continue the quote", url, "Two to four options, then send.")
    if COMMISSIONS.allows("prepare_quote", standing.commission.status) or (
        standing.commission.status == CommissionStatus.QUOTING
    ):
        if standing.moved:
            page = reverse("admin:quote", args=[standing.moved.public_id])
            return Step("Re-issue the quote", page, "Its metal moved before it was answered.")
        label = "Write a new version" if standing.quotes else "Write the quote"
        url = do_address(standing.commission, "quote")
        return Step(label, url, "Prepare two to four options.", posts=True)
    return None


def decline_step(standing: Standing) -> Step | None:
    """Return the way to decline, while that may still be done."""
    if not COMMISSIONS.allows("decline", standing.commission.status):
        return None
    url = reverse("admin:decline", args=[standing.commission.reference])
    return Step("Decline this commission", url)
