"""What is mailed of a consultation in writing: that a question is noted, and its answer."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from atelier.house.models import House
from atelier.journal import outbox
from consultations.models import WrittenConsultation
from orders import letters

_QUESTION, _ANSWER = "written.asked", "written.answered"


def tell_asked(written: WrittenConsultation) -> None:
    """Tell the client until when they hear, and the advisor that a question is theirs."""
    _to_client(written, _QUESTION, subject="Your question is with us", button="See your question")
    outbox.post(
        _QUESTION,
        to=written.advisor.email,
        subject=f"A question in writing from {written.client}",
        text=f"{written.client} asks, to be answered by {written.due_on:%A %-d %B %Y}:\n\n"
        f"{written.question}\n\n{settings.SITE_URL}{_staff_page(written)}\n",
        dedup_key=f"{_QUESTION}:{written.public_id}:advisor",
        commission_id=written.commission_id,
    )


def tell_answered(written: WrittenConsultation) -> None:
    """Send the answer, with the follow-ups the client may read."""
    _to_client(written, _ANSWER, subject="The answer to your question", button="Open your page")


def _to_client(written: WrittenConsultation, kind: str, *, subject: str, button: str) -> None:
    """Mail the client; about a commission by its own letters, which keep its secrets."""
    template = f"consultations/mail/{kind.replace('.', '_')}.txt"
    dedup_key, context = f"{kind}:{written.public_id}:client", _context(written)
    if written.commission is None:
        _post(written, kind, subject, template, context, button, dedup_key)
        return
    letters.to_client(
        written.commission,
        kind,
        subject=subject,
        template=template,
        context=context,
        dedup_key=dedup_key,
        button=button,
    )


def _post(
    written: WrittenConsultation,
    kind: str,
    subject: str,
    template: str,
    context: dict[str, object],
    button: str,
    dedup_key: str,
) -> None:
    house = House.current()
    shown = context | {"client": written.client, "sender": house.name}
    text = render_to_string(template, shown)
    outbox.post(
        kind,
        to=written.client.email,
        subject=subject,
        text=text,
        html=letters.in_frame(text, shown, button),
        dedup_key=dedup_key,
        sender_name=house.name,
    )


def _context(written: WrittenConsultation) -> dict[str, object]:
    return {
        "written": written,
        "advisor": written.advisor,
        "follow_ups": written.follow_ups.filter(is_shared=True),
        "address": f"{settings.SITE_URL}/my/consultations/written/{written.public_id}/",
    }


def _staff_page(written: WrittenConsultation) -> str:
    return reverse("admin:written", args=[written.public_id])
