"""A drawing as its client sees it: pictures with pins, what was said, papers; never a solid."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from atelier.files.models import FileKind, StoredFile
from atelier.portal.my.access import own_commission
from atelier.portal.my.forms import RemarkForm
from orders.models import Commission, Pin, Remark, Revision, RevisionFile
from orders.revisions import with_talk


@dataclass(frozen=True)
class Place:
    """One place of a drawing, a pin or the whole: what was said, and the form to say more."""

    said: list[Remark]
    form: forms.Form
    pin: Pin | None = None


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its numbered pins."""

    kept: RevisionFile
    places: list[Place]


def seen_revisions(commission: Commission) -> QuerySet[Revision]:
    """Return what the client was shown, newest first; drafts do not exist for them."""
    return commission.revisions.filter(shared_at__isnull=False).order_by("-number")


def own_drawing(request: HttpRequest, public_id: UUID, number: int) -> Revision:
    """Return one drawing of the client's own with all its page shows, or a 404."""
    commission = own_commission(request, public_id)
    drawing = get_object_or_404(with_talk(seen_revisions(commission)), number=number)
    drawing.commission = commission
    return drawing


def own_file(request: HttpRequest, public_id: UUID, file_id: UUID) -> StoredFile:
    """Return a paper or a model of a drawing the client was shown, or a 404."""
    commission = own_commission(request, public_id)
    shown = StoredFile.objects.filter(revisionfile__revision__in=seen_revisions(commission))
    return get_object_or_404(shown.exclude(kind=FileKind.STL), public_id=file_id)


def pin_of(drawing: Revision, chosen: str) -> Pin | None:
    """Return the pin a remark names, or None for the whole; a foreign one is a 404."""
    if not chosen.isdecimal():
        return None
    return get_object_or_404(Pin.objects.filter(file__revision=drawing), pk=int(chosen))


def pictures_of(drawing: Revision, typed: RemarkForm | None) -> list[ShownPicture]:
    """Return the pictures, each pin with its talk; `typed` is a remark that was refused."""
    return [
        ShownPicture(each, [_place(pin, typed) for pin in each.pins.all()])
        for each in drawing.files.all()
        if each.picture
    ]


def whole_of(drawing: Revision, typed: RemarkForm | None) -> Place:
    """Return what was said on the whole, with a form to say more."""
    mine = typed if typed and not typed.data.get("pin") else None
    form = mine or RemarkForm(auto_id="remark-%s")
    return Place(drawing.on_whole, form)  # type: ignore[attr-defined]


def papers_of(drawing: Revision) -> list[RevisionFile]:
    """Return the files to take away: papers and models to look at."""
    return [each for each in drawing.files.all() if each.file and each.is_for_client]


def _place(pin: Pin, typed: RemarkForm | None) -> Place:
    mine = typed if typed and typed.data.get("pin") == str(pin.pk) else None
    form = mine or RemarkForm(initial={"pin": pin.pk}, auto_id=f"remark-{pin.pk}-%s")
    return Place(list(pin.remarks.all()), form, pin)
