"""Jobs that wait for their serial number, made with as few rows as the constraints allow."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from atelier.people.models import Client, Jeweller
from atelier.people.tests.factories import make_client
from orders.models import Approval, Commission, Piece, Quote, QuoteOption
from orders.statuses import CommissionStatus, QuoteStatus
from orders.tests.factories import make_alloy
from production.models import Job, JobStage, Stage, StageRun
from production.statuses import RunStatus


def make_approval(client: Client | None = None) -> Approval:
    """Make a commission in the workshop with the approval it is made from."""
    client = client or make_client()
    now = timezone.now()
    commission = Commission.objects.create(
        client=client,
        status=CommissionStatus.MAKING,
        requested_at=now,
        consent_at=now,
        contact_name=client.name,
    )
    Piece.objects.create(commission=commission, piece_type="ring")
    quote = Quote.objects.create(
        commission=commission,
        number=1,
        currency="USD",
        tax_name="Sales tax",
        tax_rate=Decimal("8.875"),
        sent_at=now,
        valid_until=now.date(),
    )
    option = QuoteOption.objects.create(
        quote=quote, position=1, title="In yellow gold", trade_off="Warmest", alloy=make_alloy()
    )
    # An offer takes no option once it left the house.
    quote.status = QuoteStatus.APPROVED
    quote.save(update_fields=["status"])
    return Approval.objects.create(
        commission=commission,
        quote=quote,
        option=option,
        frozen={},
        sha256="0" * 64,
        total=Decimal("1000.40"),
        signed_name=client.name,
        signed_by=client.account,
    )


def make_engraver(name: str = "Inès Valcourt") -> Jeweller:
    """Return an engraver."""
    jeweller, _ = Jeweller.objects.get_or_create(
        name=name, defaults={"initials": name[:2].upper(), "skills": ["engraver"]}
    )
    return jeweller


def make_job(client: Client | None = None, status: str = RunStatus.READY) -> Job:
    """Make a job whose inscription (stage 120) is open in `status`."""
    approval = make_approval(client)
    job = Job.objects.create(
        commission=approval.commission,
        approval=approval,
        due=date.today() + timedelta(days=7),
    )
    open_inscription(job, status)
    return job


def open_inscription(job: Job, status: str = RunStatus.READY) -> StageRun:
    """Open the job's inscription, as the bench does when the examination is passed."""
    stage = Stage.objects.filter(number=120).first() or Stage.objects.create(
        number=120,
        name="Inscription",
        client_name="Serial number inscribed",
        client_sentence="Your piece gets its number.",
        kind="inscription",
        skill="engraver",
        days_min=Decimal("0.25"),
        days_mode=Decimal("0.5"),
        days_max=Decimal("1"),
    )
    copy = JobStage.objects.create(
        job=job, stage=stage, number=120, name=stage.name, kind=stage.kind, skill=stage.skill
    )
    running = status == RunStatus.RUNNING
    return StageRun.objects.create(
        job=job,
        stage=copy,
        status=status,
        started_at=timezone.now() if running else None,
        jeweller=make_engraver() if running else None,
    )
