"""What Celery beat starts, and when. Each entry calls one app's task.

Tasks find their own work in Postgres, so a lost or doubled tick loses and doubles nothing.
"""

from typing import Any


def _every(seconds: float, task: str) -> dict[str, Any]:
    """One entry; a tick nobody took before the next one is dropped, so none pile up."""
    return {"task": task, "schedule": float(seconds), "options": {"expires": seconds}}


BEAT: dict[str, dict[str, Any]] = {
    "send-waiting-messages": _every(15, "journal.send_waiting"),
    "prepare-received-pictures": _every(30, "pictures.prepare"),
    "clear-the-quarantine": _every(6 * 3600, "pictures.clear_quarantine"),
    "clear-orphaned-files": _every(6 * 3600, "files.clear_orphans"),
    "measure-solids": _every(60, "orders.measure_solids"),
    "read-the-metal-feed": _every(3600, "materials.read_metal_feed"),
    "expire-quotes": _every(3600, "orders.expire_quotes"),
    "check-metal": _every(600, "orders.check_metal"),
    "remind-of-payments": _every(3600, "orders.remind_payments"),
    "mail-payment-papers": _every(60, "orders.mail_papers"),
    "send-reminders": _every(30, "consultations.send_reminders"),
    "offer-freed-times": _every(60, "consultations.offer_freed"),
    "release-holds": _every(30, "consultations.release_holds"),
    "expire-invitations": _every(600, "consultations.expire_invitations"),
    "issue-serials": _every(30, "ownership.issue_serials"),
    "print-certificates": _every(30, "ownership.print_certificates"),
    "refresh-jobs": _every(30, "production.refresh_jobs"),
    "forget-check-counts": _every(3600, "ownership.forget_check_counts"),
}

# A committed event of this kind starts this task at once; the sweep above catches lost messages.
WAKES: dict[str, str] = {
    "appointment.cancelled": "consultations.offer_freed",
    "hold.released": "consultations.offer_freed",
    "waiting.declined": "consultations.offer_freed",
    "waiting.left": "consultations.offer_freed",
    "picture.received": "pictures.prepare",
    "mesh.added": "orders.measure_solids",
    "metal_prices.imported": "orders.check_metal",
    "change.sent": "production.refresh_jobs",
    "change.signed": "production.refresh_jobs",
    "change.declined": "production.refresh_jobs",
    "change.withdrawn": "production.refresh_jobs",
    "promise.moved": "production.refresh_jobs",
    "inscription.opened": "ownership.issue_serials",
    "certificate.issued": "ownership.print_certificates",
    "payment.recorded": "orders.mail_papers",
    "payment.reversed": "orders.mail_papers",
    "payment.paid_back": "orders.mail_papers",
    "instalment.paid": "production.refresh_jobs",
    "instalment.reopened": "production.refresh_jobs",
}


def quickened(entries: dict[str, dict[str, Any]], ceiling: float | None) -> dict[str, Any]:
    """Return `entries` with no interval longer than `ceiling` seconds; None leaves them."""
    if ceiling is None:
        return entries
    return {
        name: entry | {"schedule": min(entry["schedule"], ceiling)}
        for name, entry in entries.items()
    }
