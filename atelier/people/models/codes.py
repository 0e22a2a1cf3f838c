"""One-time codes and secret links, stored only as hashes."""

from django.db import models

from atelier.people.models.users import User


class EmailedCode(models.Model):
    """A short code mailed to confirm one binding act, e.g. approving one version of one quote.

    `purpose` names the act and its object ("approve:<uuid>"); five wrong tries spend it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=120)
    code_hash = models.CharField(max_length=128)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["user", "purpose", "-created_at"], name="code_lookup")]

    def __str__(self) -> str:
        return f"{self.purpose} for {self.user}"


class SecretLink(models.Model):
    """A link that opens one thing to look at: 256-bit token, kept as SHA-256, expiring, revocable.

    The first visit swaps it for a session limited to `purpose` and `subject_id`.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "subject_id"], name="link_of_subject")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject_id}"
