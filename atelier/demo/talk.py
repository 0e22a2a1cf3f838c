"""What the demo's clients and the house wrote to each other, by the commission's state."""

from datetime import datetime, timedelta

from atelier.demo.clock import Clock, living_at
from atelier.people.actors import user_actor
from atelier.people.models import User
from orders.actions.messages import mark_read, write_message
from orders.models import Commission
from orders.policies.sides import client_of

THREADS: dict[str, tuple[tuple[bool, str], ...]] = {
    "consulting": (
        (True, "Shall I bring the old rings along, or is a picture enough for the first visit?"),
        (False, "Please bring them. We weigh and photograph them in front of you, and you take "
         "them home again unless you decide otherwise."),
    ),
    "quoting": (
        (False, "Thank you for the conversation. Two stones are on their way to us for you to "
         "compare; you will have options to look at by the end of the week."),
        (True, "I am looking forward to it. The lower setting is the one I keep thinking about."),
    ),
    "quoted": (
        (True, "Could you tell me how the closed setting changes the way the stone looks?"),
        (False, "It takes a little light from the side and gives the edge full protection. For a "
         "stone worn every day that is the exchange we would make."),
        (True, "Thank you, that helps. I will decide this weekend."),
    ),
    "making": (
        (False, "Your piece is on the bench. We will show you pictures when there is something "
         "worth seeing."),
        (True, "How exciting. Please take all the time it needs."),
    ),
    "ready": (
        (False, "It is finished, and it is lovely. Would Thursday at four suit you to collect it?"),
        (True, "Thursday is perfect."),
    ),
    "delivered": (
        (True, "She has not taken it off since. Thank you, all of you."),
        (False, "That is the best thing to hear. We would like to see it once a year."),
    ),
}  # fmt: skip


def converse(commission: Commission, state: str, advisor: User, clock: Clock, days: float) -> None:
    """Write the thread of `state` from `days` ago on, a note a day.

    The last one waits unread in every sixth commission only.
    """
    thread = THREADS.get(state, ())
    for step, (from_client, body) in enumerate(thread):
        moment = clock.ago(max(days - step, 0), 19 if from_client else 10, 12 + step)
        author = client_of(commission).account if from_client else advisor
        with living_at(moment):
            by = user_actor(author)
            write_message(
                commission=commission, body=body, by=by, author=author, from_client=from_client
            )
        if step + 1 < len(thread) or commission.pk % 6:
            _read(commission, advisor, from_client, moment + timedelta(minutes=40))


def _read(commission: Commission, advisor: User, from_client: bool, moment: datetime) -> None:
    reader = advisor if from_client else client_of(commission).account
    with living_at(moment):
        mark_read(commission=commission, by=user_actor(reader), from_client=from_client)
