"""When a design may be drawn, shared, spoken about and approved."""

from decimal import Decimal

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict, Refusal, WrongState
from atelier.pictures.statuses import PictureStatus
from orders.models import Commission, Pin, Revision, RevisionFile
from orders.policies.quotes import allowed
from orders.policies.sides import check_client, check_house
from orders.statuses import REVISIONS, CommissionStatus, RevisionStatus

_S = CommissionStatus
DRAWN_IN = (_S.REQUESTED, _S.CONSULTING, _S.QUOTING, _S.QUOTED, _S.APPROVED, _S.MAKING)
SEEN = (RevisionStatus.SHARED, RevisionStatus.APPROVED)
MOST_FILES = 12
MOST_PINS = 20
LONGEST_REMARK = 2000


def check_design(commission: Commission) -> None:
    """Refuse design work where there is nothing to be made any more, or not yet.

    Raises `WrongState`.
    """
    if commission.status not in DRAWN_IN:
        label = commission.get_status_display().lower()
        raise WrongState(f"This commission is “{label}”, so its design no longer changes.")


def check_start(commission: Commission, by: Actor) -> None:
    """Refuse a new revision from anybody but the house, or past the making. Raises `Refusal`."""
    check_house(by)
    check_design(commission)


def check_draw(revision: Revision, by: Actor) -> None:
    """Refuse to change what the client has seen. Raises `Refusal`."""
    check_start(revision.commission, by)
    if revision.status != RevisionStatus.DRAFT:
        raise WrongState(
            f"Revision {revision.number} was shared. Begin a new one instead of changing it."
        )


def check_add_file(revision: Revision, by: Actor) -> None:
    """Refuse a file once it was shared, or more than a client would look at. Raises `Refusal`."""
    check_draw(revision, by)
    if revision.files.count() >= MOST_FILES:
        raise Refusal(f"A revision has at most {MOST_FILES} files.")


def check_pin(kept: RevisionFile, x: Decimal, y: Decimal, by: Actor) -> None:
    """Refuse a pin on what is no picture, or beside it. Raises `Refusal`."""
    check_draw(kept.revision, by)
    if kept.picture_id is None:
        raise Refusal("A pin points at a place on a picture; this file is none.")
    if not (0 <= x <= 100 and 0 <= y <= 100):
        raise Refusal("That place is beside the picture: both numbers lie between 0 and 100.")


def check_place(kept: RevisionFile, x: Decimal, y: Decimal, text: str, by: Actor) -> None:
    """Refuse one pin more than can be told apart, or one that says nothing. Raises `Refusal`."""
    check_pin(kept, x, y, by)
    if not text.strip():
        raise Refusal("Please write what the pin says.")
    if kept.pins.count() >= MOST_PINS:
        raise Refusal(f"A picture has at most {MOST_PINS} pins.")


def check_share(revision: Revision, note: str, by: Actor) -> None:
    """Refuse to share what a client could not look at. Raises `Refusal`."""
    check_start(revision.commission, by)
    REVISIONS.after("share", revision.status)
    files = list(revision.files.select_related("picture", "file"))
    if not any(each.is_for_client for each in files):
        raise Refusal("There is nothing to look at yet: add a picture, a PDF or a GLB.")
    for each in files:
        _check_picture(each)
    if revision.number > 1 and not note.strip():
        raise Refusal("Please write what changed; the client reads it first.")


def check_remark(
    revision: Revision, *, body: str, pin: Pin | None, by: Actor, from_client: bool
) -> None:
    """Refuse an empty remark, one from the wrong side or on an old drawing. Raises `Refusal`."""
    if from_client:
        check_client(revision.commission, by)
    else:
        check_house(by)
    if revision.status == RevisionStatus.DRAFT:
        raise WrongState("This revision has not been shared yet.")
    if from_client and revision.status == RevisionStatus.SUPERSEDED:
        raise Conflict("A newer drawing replaces this one. Please say it there.")
    if pin is not None and pin.file.revision_id != revision.pk:
        raise Refusal("This pin belongs to another drawing.")
    if not body.strip():
        raise Refusal("Please write a word or two.")
    if len(body) > LONGEST_REMARK:
        raise Refusal(f"That is longer than {LONGEST_REMARK} characters. Please say it in two.")


def check_approve(revision: Revision, *, version: int, by: Actor) -> None:
    """Refuse to approve anything but exactly the revision that was shown. Raises `Refusal`.

    A newer one that was shared meanwhile is a `Conflict`.
    """
    check_client(revision.commission, by)
    check_design(revision.commission)
    if revision.status == RevisionStatus.SUPERSEDED:
        raise Conflict(
            f"A newer drawing has replaced revision {revision.number} meanwhile."
            " Please look at it first."
        )
    REVISIONS.after("approve", revision.status)
    if revision.version != version:
        raise Conflict("This drawing changed while you were looking. Please look at it again.")


def can_start(commission: Commission, by: Actor) -> bool:
    """Tell whether `start_revision` would be let through."""
    return allowed(check_start, commission, by)


def can_draw(revision: Revision, by: Actor) -> bool:
    """Tell whether files and pins may still change."""
    return allowed(check_draw, revision, by)


def can_approve(revision: Revision, by: Actor) -> bool:
    """Tell whether the client can approve this revision as it stands."""
    return allowed(check_approve, revision, version=revision.version, by=by)


def can_remark(revision: Revision, by: Actor, *, from_client: bool) -> bool:
    """Tell whether a remark on this revision would be taken."""
    return allowed(check_remark, revision, body="…", pin=None, by=by, from_client=from_client)


def _check_picture(kept: RevisionFile) -> None:
    if kept.picture is None or kept.picture.status == PictureStatus.READY:
        return
    if kept.picture.status == PictureStatus.REFUSED:
        raise Refusal(f"“{kept}” could not be read. Remove it, or add it again.")
    raise WrongState(f"“{kept}” is still being prepared. Please try again in a moment.")
