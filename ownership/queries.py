"""What is still to be done, asked of Postgres."""

from django.db.models import Exists, OuterRef

from ownership.models import Certificate, Serial
from ownership.statuses import SerialStatus
from production.models import StageKind, StageRun
from production.statuses import OPEN_RUNS


def jobs_awaiting_serial() -> list[int]:
    """Return the keys of jobs whose inscription is open and that have no living number."""
    living = Serial.objects.exclude(status=SerialStatus.VOID).filter(job=OuterRef("job"))
    runs = StageRun.objects.filter(stage__kind=StageKind.INSCRIPTION, status__in=OPEN_RUNS)
    return list(runs.filter(~Exists(living)).order_by("ready_at").values_list("job_id", flat=True))


def certificates_to_print() -> list[int]:
    """Return the keys of certificates without a PDF."""
    return list(Certificate.objects.filter(pdf="").values_list("pk", flat=True))
