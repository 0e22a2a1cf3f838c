"""The same stone: what was weighed, measured and read before setting and at the hand-over."""

from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from atelier.people.models import Jeweller
from atelier.pictures.models import Picture
from orders.models.pieces import CommissionStone, CommissionStoneQuerySet


class ProofMoment(models.TextChoices):
    """When a stone is compared with its record."""

    SETTING = "setting", "Before it is set"
    HAND_OVER = "hand_over", "At the hand-over"


class StoneProof(models.Model):
    """A promised stone compared with its record, and in what they differ; append-only.

    Lengths in mm, weight in ct; what cannot be taken of a set stone is null. `picture` is the
    microphoto that was laid beside the intake's.
    """

    promise = models.ForeignKey(CommissionStone, on_delete=models.PROTECT, related_name="proofs")
    moment = models.CharField(max_length=10, choices=ProofMoment)
    carats = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    length = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    width = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    depth = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    inscription = models.CharField(max_length=60, blank=True)
    report_number = models.CharField(max_length=40, blank=True)
    picture = models.OneToOneField(Picture, null=True, blank=True, on_delete=models.PROTECT)
    differences = models.JSONField(default=list, blank=True)
    matches = models.BooleanField()
    jeweller = models.ForeignKey(
        Jeweller, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(matches=True, differences=[]) | (Q(matches=False) & ~Q(differences=[])),
                name="stone_proof_differs_in_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.promise}, {self.get_moment_display().lower()}"


def without_proof(promises: CommissionStoneQuerySet, moment: str, since: Any) -> Any:
    """Return those whose newest comparison since then did not find the one on record.

    What was found to differ after it had matched has to be compared again. `since` may be None.
    """
    proofs = StoneProof.objects.filter(promise=OuterRef("pk"), moment=moment)
    if since is not None:
        proofs = proofs.filter(at__gte=since)
    newest = Subquery(proofs.order_by("-id").values("matches")[:1])
    return promises.annotate(matched=Coalesce(newest, Value(False))).filter(matched=False)


def unproved(commission: str, moment: str, since: str = "") -> "models.QuerySet[CommissionStone]":
    """Return the living promises of an outer query's commission that no proof stands for.

    `since` is the outer query's path to the moment before which a proof counts no more.
    """
    living = CommissionStone.objects.living().filter(commission=OuterRef(commission))
    return without_proof(living, moment, OuterRef(OuterRef(since)) if since else None)
