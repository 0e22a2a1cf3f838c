"""Two who wait for an advisor in the week of his absence."""

from atelier.demo.cast import Cast
from atelier.demo.clock import Clock, living_at
from atelier.people.actors import user_actor
from atelier.people.models import Channel
from consultations.actions.waiting import join_waiting_list
from consultations.models import DateOverride


def furnish_waiting(cast: Cast, clock: Clock) -> None:
    """Let the demo's client and another wait for somebody who is at the stone fair."""
    away = DateOverride.objects.filter(advisor__isnull=False).select_related("advisor")[0]
    claire, daniel, *_ = cast.clients
    for client, ago in ((daniel, 4), (claire, 2)):
        with living_at(clock.ago(ago, 11)):
            join_waiting_list(
                client=client,
                channel=Channel.VIDEO,
                advisor=away.advisor,
                earliest_on=away.starts_on,
                latest_on=away.ends_on,
                by=user_actor(client.account),
            )
