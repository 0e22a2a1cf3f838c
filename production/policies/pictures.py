"""Who may let a client see a picture from the bench."""

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.models import Jeweller
from atelier.pictures.statuses import PictureStatus
from production.models import RunPicture


def check_release(taken: RunPicture, by: Actor) -> None:
    """Raise unless staff, or a jeweller whom the house trusts with it, release a ready picture."""
    if not (by.is_house or _is_trusted(by)):
        raise NotAllowed("Staff release pictures to the client, and jewellers who may.")
    if taken.picture.status == PictureStatus.REFUSED:
        raise WrongState("This picture could not be read, so nobody can see it.")


def can_release(taken: RunPicture, by: Actor) -> bool:
    """Tell whether the button belongs beside this picture."""
    try:
        check_release(taken, by)
    except Refusal:
        return False
    return taken.released_at is None


def _is_trusted(by: Actor) -> bool:
    trusted = Jeweller.objects.filter(pk=by.jeweller_id or 0, is_active=True, may_release=True)
    return by.kind == ActorKind.JEWELLER and trusted.exists()
