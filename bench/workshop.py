"""A workshop to measure: one tablet, one jeweller with every trade, and open jobs on every stage.

Not a measurement itself.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID


class Workshop:
    """Jobs at all twelve stages, and one in hand at the first that is finished again and again."""

    def __init__(self, tablet: Any, job: Any, hand: Any, templates: list[Any]) -> None:
        """Keep the parts that `open` made."""
        self.tablet, self.sign_in = tablet
        self.job, self.hand, self.templates = job, hand, templates
        self.television, self.etag = _screen()[1], ""

    @classmethod
    def open(cls) -> "Workshop":
        """Make one job at each stage, and one in hand."""
        from production.tests.factories import make_crew, make_hand, make_job, play_to

        crew = make_crew()
        templates = [make_job() for _ in range(12)]
        for number, job in enumerate(templates, start=1):
            play_to(job, number * 10, crew)
        hand = make_hand(*crew.keys() - {"second setter"})
        return cls(_tablet(hand), make_job(), hand, templates)

    def grow_to(self, jobs: int) -> None:
        """Copy the jobs of every stage, each of its own commission, until `jobs` are open."""
        from django.db import connection

        from production.models import Job

        missing = jobs - Job.objects.in_the_workshop().count()
        for number, job in enumerate(self.templates):
            share = missing // 12 + (number < missing % 12)
            _copy(job, share)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def take_up(self) -> None:
        """Lay the finished stage back into the jeweller's hands."""
        from django.utils import timezone

        from production.models import StageRun

        self.sign_in()
        first, *later = StageRun.objects.filter(job=self.job).order_by("stage__number")
        StageRun.objects.filter(pk__in=[run.pk for run in later]).delete()
        StageRun.objects.filter(pk=first.pk).update(
            status="running", jeweller=self.hand, started_at=timezone.now(), ended_at=None
        )
        self.job.refresh_from_db()
        self.run = first

    def finish(self, update: UUID) -> None:
        """Finish the stage as the tablet's queue does."""
        self.post(f"/bench/j/{self.job.envelope}/do/finish/", update)

    def post(self, address: str, update: UUID) -> None:
        """Send the form of a tap."""
        carried = {"uuid": update, "base_version": self.job.version, "run": self.run.pk}
        accept, plain = {"Accept": "application/json"}, "application/x-www-form-urlencoded"
        body = urlencode(carried)
        _expect(self.tablet.post(address, body, plain, secure=True, headers=accept), 200)

    def change(self) -> None:
        """Let something have changed at the bench, for whoever looks next."""
        from production.live import tell_tablets

        tell_tablets()

    def look(self) -> None:
        """Read the wall board."""
        answer = self.television.get("/bench/board/now/", secure=True)
        self.etag = _expect(answer, 200).headers["ETag"]

    def poll(self) -> None:
        """Ask for the wall board again; a minute that turned reads it once more."""
        known = {"If-None-Match": self.etag}
        answer = self.television.get("/bench/board/now/", secure=True, headers=known)
        if answer.status_code != 304:
            self.look()


def _expect(answer: Any, status: int) -> Any:
    if answer.status_code != status:
        raise RuntimeError(f"{answer.status_code}: {answer.content[:300]!r}")
    return answer


def _screen() -> tuple[Any, Any]:
    """Return an enrolled screen, and the browser on it."""
    from django.conf import settings
    from django.test import Client

    from atelier.journal.actor import Actor
    from atelier.people.tablets import COOKIE, begin_enrolment, enrol
    from atelier.people.tests.factories import make_tablet

    screen, token = enrol(code=begin_enrolment(tablet=make_tablet(), by=Actor.system()))
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.cookies[COOKIE] = token
    return screen, client


def _tablet(hand: Any) -> tuple[Any, Any]:
    """Return a tablet's browser, and how its jeweller signs in, again after five idle minutes."""
    from django.http import HttpResponse

    from atelier.people.models import PinLock
    from production.bench import badges

    screen, client = _screen()
    # As the PIN leaves it.
    PinLock.objects.create(jeweller=hand, tablet=screen)

    def sign_in() -> None:
        signed = HttpResponse()
        badges.let_in(signed, hand, screen)
        client.cookies[badges.COOKIE] = signed.cookies[badges.COOKIE].value

    return client, sign_in


def _copy(job: Any, times: int) -> None:
    """Copy a job's commission, the job, its open stage and run, `times` times, in SQL."""
    from django.db import connection

    from orders.models import Commission
    from production.models import Job, JobStage, StageRun

    run = StageRun.objects.still_open().get(job=job)
    new = {"reference": [_code() for _ in range(times)], "public_id": [_id() for _ in range(times)]}
    envelopes = [_code() for _ in range(times)]
    with connection.cursor() as cursor:
        commissions = _rows(cursor, Commission, job.commission_id, **new)
        jobs = _rows(cursor, Job, job.pk, commission_id=commissions, envelope=envelopes)
        stages = _rows(cursor, JobStage, run.stage_id, job_id=jobs)
        _rows(cursor, StageRun, run.pk, job_id=jobs, stage_id=stages)


def _rows(cursor: Any, model: Any, pk: int, **new: list[Any]) -> list[int]:
    """Copy one row as often as there are `new` values of its columns; return the copies' keys."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(
        f'{"new" if field.column in new else "old"}."{field.column}"' for field in fields
    )
    kinds = {field.column: field.db_type(cursor.db) for field in fields}
    lists = ", ".join(f"%s::{kinds[column].partition('(')[0]}[]" for column in new)
    columns = ", ".join(f'"{column}"' for column in new)
    table = model._meta.db_table
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} old,"  # noqa: S608
        f" unnest({lists}) AS new({columns}) WHERE old.id = %s RETURNING id",
        [*new.values(), pk],
    )
    return [row[0] for row in cursor.fetchall()]


def _code() -> str:
    from production.models.jobs import new_envelope_code

    return new_envelope_code()


def _id() -> str:
    import uuid

    return str(uuid.uuid4())
