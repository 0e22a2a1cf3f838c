"""Private calendar addresses by which an advisor's own calendar reads the diary."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class CalendarFeed(models.Model):
    """A secret address of one advisor's appointments; only its SHA-256 is stored.

    Making a new one ends the old: at most one of an advisor lives.
    """

    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["advisor"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_feed_one_living",
            )
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.advisor}"
