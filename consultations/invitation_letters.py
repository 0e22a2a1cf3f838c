"""What a client is told of times proposed to them, and their advisor when nobody chose."""

from django.conf import settings
from django.urls import reverse

from atelier.house.models import House
from atelier.journal import outbox
from atelier.people.models import Channel
from consultations.models import Invitation
from consultations.times import said, said_briefly, said_to, zone_of_advisor, zone_of_client
from consultations.writing import to_client


def tell_invited(invitation: Invitation) -> None:
    """Propose the times, on the client's clock and on the advisor's where it differs."""
    zone, other = zone_of_client(invitation.client), zone_of_advisor(invitation.advisor)
    _write(
        invitation,
        "invitation.sent",
        subject="Times for your consultation",
        button="Choose a time",
        times=[", ".join(said_to(start, zone, other)) for start in invitation.starts],
        until=said(invitation.expires_at, zone),
    )


def tell_withdrawn(invitation: Invitation) -> None:
    """Say that the times are no longer offered."""
    _write(
        invitation,
        "invitation.withdrawn",
        subject="The times we offered you",
        button="See other times",
        page="/my/consultations/book/",
    )


def tell_expired(invitation: Invitation) -> None:
    """Tell the advisor that the times have passed and nobody chose."""
    zone = zone_of_advisor(invitation.advisor)
    times = "\n".join(said_briefly(start, zone) for start in invitation.starts)
    page = reverse("admin:people_client_change", args=[invitation.client_id])
    outbox.post(
        "invitation.expired",
        to=invitation.advisor.email,
        subject=f"{invitation.client} chose none of the times",
        text=f"{invitation.client} chose none of the times you offered:\n\n{times}\n\n"
        f"{settings.SITE_URL}{page}\n",
        dedup_key=f"invitation.expired:{invitation.public_id}",
        commission_id=invitation.commission_id,
        sender_name=House.current().name,
    )


def _write(
    invitation: Invitation,
    kind: str,
    *,
    subject: str,
    button: str,
    page: str = "",
    **context: object,
) -> None:
    page = page or f"/my/invitations/{invitation.public_id}/"
    to_client(
        invitation.client,
        kind,
        commission=invitation.commission,
        subject=subject,
        template=f"consultations/mail/{kind.replace('.', '_')}.txt",
        context={
            "address": f"{settings.SITE_URL}{page}",
            "invitation": invitation,
            "how": Channel(invitation.channel).label.lower(),
            **context,
        },
        dedup_key=f"{kind}:{invitation.public_id}",
        button=button,
    )
