"""The design work of a few bespoke commissions: sketches, renders, a solid, and what was said."""

import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter

from atelier.demo.clock import Clock, living_at
from atelier.demo.commissions import Script
from atelier.demo.solids import band, opened
from atelier.journal.models import OutgoingMessage
from atelier.people.actors import user_actor
from atelier.people.models import User
from atelier.pictures import preparing
from designs.models import Design
from orders.actions import revisions
from orders.models import Commission, Revision
from orders.models.revisions import PinKind, RevisionKind
from orders.policies.sides import client_of

_D, _M, _N = PinKind.DIFFERENT, PinKind.MEASURE, PinKind.NOTE
_SKETCH, _RENDER, _CAD = RevisionKind.SKETCH, RevisionKind.RENDER, RevisionKind.CAD


@dataclass(frozen=True)
class Drawing:
    """One drawing as it is to be lived through, `days` after the request was sent.

    Pins are (x, y, kind, text) in per cent; `said` and `answered` stand on the first pin.
    """

    days: int
    kind: str
    design: str
    alloy: str
    title: str
    note: str = ""
    pins: tuple[tuple[int, int, str, str], ...] = ()
    said: str = ""
    answered: str = ""
    solid: bytes = b""
    is_shared: bool = True
    is_approved: bool = False


_GRANDMOTHER = (
    Drawing(4, _SKETCH, "AT-E01", "18KY", "First sketch",
            "Your emerald as we saw it together, held low by four flat claws.",
            ((44, 24, _N, "Your grandmother's emerald, 8 × 6 mm"),
             (57, 17, _D, "The claws become flat and wider, to cover the chip"),
             (62, 52, _M, "2.1 mm here")),
            "Will the chip really be hidden when I look from the side?",
            "Yes: the wider claw lies over it. We will show you under the loupe."),
    Drawing(6, _RENDER, "AT-E01", "18KY", "In yellow gold",
            "The stone sits 0.6 mm lower, and the shoulders are a little finer, as you asked.",
            ((57, 17, _N, "The claw over the chip, 1.4 mm wide"),
             (44, 40, _M, "5.2 mm from the finger to the top"),
             (50, 80, _D, "The inside will be rounder than the picture shows")),
            "I love it. Could the band be a little narrower towards the back?",
            solid=band(17.0, 2.4, 1.7)),
)  # fmt: skip
_RIVER = (
    Drawing(5, _RENDER, "AT-R01", "18KY", "Like a river stone",
            "The flat top is gone; nothing on it has an edge.",
            ((38, 38, _D, "The top will be domed, not flat"),
             (70, 52, _M, "1.9 mm at the thinnest")),
            "Exactly this. It should feel as if it had always been round.",
            is_approved=True),
)  # fmt: skip
_TYPING = (
    Drawing(4, _RENDER, "AT-E03", "18KW-PD", "With a halo",
            "The cushion in a halo, set as low as the stone allows.",
            ((42, 28, _N, "Sapphire, cushion, 6.5 mm"), (66, 50, _M, "1.8 mm")),
            is_approved=True),
    Drawing(30, _RENDER, "AT-E03", "18KY", "Without the stones in the band",
            "In yellow gold, and with a plain band, because you type all day.",
            ((76, 52, _D, "No stones here any more"), (42, 30, _N, "The halo stays")),
            "Yes, so much calmer."),
)  # fmt: skip
_QUIET = (
    Drawing(5, _SKETCH, "AT-E06", "18KY", "Low and quiet",
            "The emerald alone in the middle; the two small stones are only there to show scale.",
            ((48, 28, _D, "The emerald comes here, in a closed setting"),
             (70, 38, _D, "These two will not be there")),
            solid=band(16.51, 2.2, 1.7)),
)  # fmt: skip
_COAST = (
    Drawing(5, _CAD, "AT-W01", "PT950-RU", "The pair, first model",
            solid=opened(band(19.8, 5.0, 1.8), 4), is_shared=False),
)  # fmt: skip
_DRAWN: dict[tuple[int, str], tuple[Drawing, ...]] = {
    (0, "quoted"): _GRANDMOTHER,
    (3, "quoting"): _QUIET,
    (19, "making"): _RIVER,
    (31, "making"): _TYPING,
    (39, "consulting"): _COAST,
}


def draw(
    commission: Commission, script: Script, advisor: User, clock: Clock, *, from_day: int = 0
) -> None:
    """Live through the drawings of one commission, those of the first week or those after it.

    `from_day` tells them apart: what is drawn before the offer is approved is part of it.
    """
    week = 8
    for drawing in _DRAWN.get((script.client, script.reach), ()):
        if (drawing.days >= week) == (from_day >= week):
            _live(commission, drawing, script.days - drawing.days, advisor, clock)


def _live(commission: Commission, drawing: Drawing, days: int, advisor: User, clock: Clock) -> None:
    by = user_actor(advisor)
    with living_at(clock.ago(days, 15, 5)):
        revision = _written(commission, drawing, advisor)
    if not drawing.is_shared:
        return
    with living_at(clock.ago(days, 16, 40)):
        revision = revisions.share_revision(revision=revision, by=by)
    _talk(revision, drawing, days, advisor, clock)
    if drawing.is_approved:
        with living_at(clock.ago(days - 2, 20, 30)):
            _approve(revision)


def _written(commission: Commission, drawing: Drawing, advisor: User) -> Revision:
    by = user_actor(advisor)
    revision = revisions.start_revision(commission=commission, kind=drawing.kind, by=by)
    revision = revisions.describe_revision(
        revision=revision, kind=drawing.kind, title=drawing.title, note=drawing.note, by=by
    )
    upload = SimpleUploadedFile("front.webp", _picture(drawing))
    kept = revisions.add_file(revision=revision, upload=upload, caption="From the side", by=by)
    assert kept.picture is not None
    preparing.prepare(kept.picture)
    for x, y, kind, text in drawing.pins:
        at = Decimal(x), Decimal(y)
        revisions.place_pin(file=kept, x=at[0], y=at[1], kind=kind, text=text, by=by)
    if drawing.solid:
        # The worker measures it once the house is open: a child each would keep the door shut.
        upload = SimpleUploadedFile("band.stl", drawing.solid)
        revisions.add_file(revision=revision, upload=upload, caption="The band", by=by)
    return revision


def _talk(revision: Revision, drawing: Drawing, days: int, advisor: User, clock: Clock) -> None:
    user = client_of(revision.commission).account
    pin = revision.files.all()[0].pins.first()
    if drawing.said:
        with living_at(clock.ago(days - 1, 19, 20)):
            revisions.write_remark(
                revision=revision, pin=pin, body=drawing.said, by=user_actor(user), author=user,
                from_client=True,
            )  # fmt: skip
    if drawing.answered:
        with living_at(clock.ago(days - 2, 9, 35)):
            revisions.write_remark(
                revision=revision, pin=pin, body=drawing.answered, by=user_actor(advisor),
                author=advisor, from_client=False,
            )  # fmt: skip


def _approve(revision: Revision) -> None:
    client = client_of(revision.commission)
    by = user_actor(client.account, address="203.0.113.24")
    signed: dict[str, Any] = {"version": revision.version, "signed_name": client.name}
    revisions.send_revision_code(revision=revision, by=by, **signed)
    mails = OutgoingMessage.objects.filter(kind="code.sent", commission_id=revision.commission_id)
    code = mails.latest("created_at").secrets["code"]
    revisions.approve_revision(revision=revision, code=code, by=by, **signed)


def _picture(drawing: Drawing) -> bytes:
    """Return the catalogue's picture of a design; a sketch is drawn after it."""
    path = _path(drawing)
    if drawing.kind != _SKETCH:
        return path.read_bytes()
    with Image.open(path) as render, io.BytesIO() as kept:
        _sketched(render.convert("L")).save(kept, "WEBP", quality=88)
        return kept.getvalue()


def _path(drawing: Drawing) -> Path:
    design = Design.objects.get(code=drawing.design)
    alloy = design.alloys.get(code=drawing.alloy)
    drawn = design.picture_for(alloy)
    assert drawn is not None
    return settings.BASE_DIR / "static" / "designs" / f"{drawn.name}-{drawn.widths[-1]}.webp"


def _sketched(render: Image.Image) -> Image.Image:
    """Draw lines where light turns to shade: a grey picture divided by its own blur."""
    grey = numpy.asarray(render, float)
    blurred = numpy.asarray(render.filter(ImageFilter.GaussianBlur(9)), float)
    light = numpy.clip(grey / numpy.maximum(blurred, 1), 0, 1)[..., None] ** 4
    ink, paper = numpy.array([58, 50, 44]), numpy.array([250, 246, 238])
    return Image.fromarray((ink * (1 - light) + paper * light).astype("uint8"))
