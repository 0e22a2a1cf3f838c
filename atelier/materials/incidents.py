"""What happened to goods in the house's care: told, never edited into their record."""

from decimal import Decimal

from django.db import transaction

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.materials import letters
from atelier.materials.custody import Thing, about, locked
from atelier.materials.models import Incident, IncidentOutcome
from atelier.materials.models.incidents import IncidentKind
from atelier.pictures.models import Picture


@transaction.atomic
def report_incident(
    *,
    thing: Thing,
    kind: str,
    what_happened: str,
    by: Actor,
    for_client: str = "",
    carats: Decimal | None = None,
    picture: Picture | None = None,
    commission_id: int | None = None,
) -> Incident:
    """Write down that goods were damaged, are missing or are not the same; the owner is mailed.

    `for_client` is what the client reads meanwhile; `carats` as weighed now. The same words sent
    twice are one incident. Raises `NotAllowed` for a client, `Refusal` without a story.
    """
    if by.kind == ActorKind.CLIENT:
        raise NotAllowed("Please tell the atelier: it writes down what happened.")
    words = what_happened.strip()
    if not words or kind not in IncidentKind.values:
        raise Refusal("Please say what happened.")
    thing = locked(thing)
    same = thing.incidents.filter(kind=kind, what_happened=words, outcome__isnull=True)
    if told := same.first():
        return told
    incident = Incident.objects.create(
        **about(thing),
        kind=kind,
        what_happened=words,
        for_client=for_client.strip(),
        carats=carats,
        picture=picture,
        commission_id=commission_id,
        by_name=by.name,
    )
    _tell("reported", incident, by)
    letters.tell_owner(incident)
    return incident


@transaction.atomic
def settle_incident(
    *, incident: Incident, outcome: str, by: Actor, for_client: str = ""
) -> IncidentOutcome:
    """Write how an incident ended, once; the client reads `for_client`, else the outcome.

    Raises `Conflict` when somebody settled it before.
    """
    if not by.is_house:
        raise NotAllowed("Only the atelier settles an incident.")
    if not outcome.strip():
        raise Refusal("Please say how it was settled.")
    Incident.objects.select_for_update(of=("self",), no_key=True).get(pk=incident.pk)
    if done := IncidentOutcome.objects.filter(incident=incident).first():
        raise Conflict(f"{done.by_name} has settled this already.")
    settled = IncidentOutcome.objects.create(
        incident=incident, outcome=outcome.strip(), for_client=for_client.strip(), by_name=by.name
    )
    _tell("settled", incident, by)
    return settled


def _tell(what: str, incident: Incident, by: Actor) -> None:
    about_it = {"incident": incident.get_kind_display().lower(), "thing": str(incident.thing)}
    record(f"incident.{what}", incident, by=by, commission_id=incident.commission_id, **about_it)
