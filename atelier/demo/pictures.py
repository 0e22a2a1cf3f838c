"""Pictures in the demo's commissions: what clients sent, and what the bench showed them."""

from datetime import timedelta

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.demo.cast import Cast
from atelier.demo.clock import Clock, living_at
from atelier.demo.commissions import Script
from atelier.journal.actor import Actor
from atelier.people.actors import user_actor
from atelier.pictures.actions import receive
from atelier.pictures.models import Picture
from designs.models import Design
from orders.models import Commission, CommissionPicture
from orders.policies.sides import client_of
from production.models import RunPicture, StageRun
from production.statuses import RunStatus

INSPIRATION = ("AT-E01", "AT-R02", "AT-P03", "AT-O02")


def show_pictures(commission: Commission, script: Script, cast: Cast, clock: Clock) -> None:
    """Add the inspiration a bespoke client sent, and two released pictures from the bench."""
    if script.level == "bespoke" and script.reach != "draft":
        with living_at(clock.ago(script.days, 20, 10)):
            _inspire(commission, script)
    runs = StageRun.objects.filter(
        job__commission=commission, status__in=(RunStatus.DONE, RunStatus.PASSED)
    )
    for run in runs.filter(stage__number__in=(40, 80)).order_by("stage__number"):
        if run.ended_at:
            with living_at(run.ended_at + timedelta(minutes=5)):
                _show_bench(run, script, cast)


def _inspire(commission: Commission, script: Script) -> None:
    code = INSPIRATION[script.client % len(INSPIRATION)]
    picture = picture_of(
        code, f"inspiration-{script.client}.webp", user_actor(client_of(commission).account)
    )
    if picture:
        CommissionPicture.objects.create(
            commission=commission, picture=picture, caption="The feeling, not the ring itself"
        )


def _show_bench(run: StageRun, script: Script, cast: Cast) -> None:
    if not (script.design and run.jeweller):
        return
    caption = {40: "Filed and sanded by hand", 80: "The stones are in"}[run.stage.number]
    picture = picture_of(script.design, f"bench-{run.pk}.webp", cast.by)
    if picture:
        RunPicture.objects.create(
            run=run, picture=picture, caption=caption, released_at=run.ended_at
        )


def picture_of(code: str, name: str, by: Actor) -> Picture | None:
    """Take a drawing of the catalogue in as somebody's picture; None where there is none."""
    design = Design.objects.filter(code=code).first()
    drawn = design.picture_for() if design else None
    if drawn is None:
        return None
    path = settings.BASE_DIR / "static" / "designs" / f"{drawn.name}-{drawn.widths[-1]}.webp"
    upload = SimpleUploadedFile(name, path.read_bytes(), content_type="image/webp")
    return receive(upload, by=by)
