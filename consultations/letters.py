"""Puts news of an appointment into the outbox, for one reader on their own clock."""

import base64
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from atelier.house.models import House
from atelier.journal import outbox
from consultations.ics import Method, calendar_file
from consultations.links import changeable_until, manage_address, own_address
from consultations.meetings import meeting_for_client, meeting_for_staff, number_of
from consultations.models import Appointment
from consultations.news import BOOKED, News
from consultations.preparation import lines_of
from consultations.readers import Reader, client_of, companions_of
from consultations.times import said, said_briefly, said_to
from orders.discretion import sender_of, subject_of


def write(
    appointment: Appointment,
    reader: Reader,
    news: News,
    *,
    key: str,
    at: datetime | None = None,
    before: datetime | None = None,
    more: Mapping[str, object] | None = None,
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
) -> None:
    """Tell `reader` the `news`; `key` makes it one mail, whoever asks again.

    Who has no address is not written to: the advisor reads it to them.
    `at` is the start to speak of where that is not the appointment's; `before` the one it replaces.
    """
    if not reader.email:
        return
    starts_at = at or appointment.starts_at
    facts = _facts(appointment, reader, news, starts_at) | {
        "before": before and f"{before.astimezone(reader.zone):%A %-d %B %Y, %H:%M}",
        **(more or {}),
    }
    template = "consultations/mail/" + _template(appointment, reader)
    outbox.post(
        news.kind,
        to=reader.email,
        subject=_subject(appointment, reader, news, starts_at),
        text=render_to_string(f"{template}.txt", facts),
        html=render_to_string(f"{template}.html", facts),
        dedup_key=f"{news.kind}:{appointment.public_id}:{reader.key}:{key}",
        commission_id=appointment.commission_id,
        sender_name=_sender(appointment, reader),
        secrets=_secrets(appointment, reader, news),
        attachments=_files(appointment, reader, news.method),
        due_at=due_at,
        useful_until=useful_until,
    )


def spoken_facts(appointment: Appointment) -> dict[str, object]:
    """Return what a client would read of it, for whoever tells them by telephone."""
    return _facts(appointment, client_of(appointment), BOOKED, appointment.starts_at)


def take_back(appointment: Appointment, reader: Reader, news: News) -> list[str]:
    """Take back this news where it has not left yet; return the keys nobody can have read."""
    prefix = f"{news.kind}:{appointment.public_id}:{reader.key}:"
    return [key.removeprefix(prefix) for key in outbox.withdraw(dedup_prefix=prefix)]


def is_quiet(appointment: Appointment, reader: Reader) -> bool:
    """Tell whether this reader's screen must not give a surprise away."""
    commission = appointment.commission
    return bool(reader.is_client and commission and commission.is_surprise)


def _template(appointment: Appointment, reader: Reader) -> str:
    if is_quiet(appointment, reader):
        return "quiet"
    return "client" if reader.is_client else "staff"


def _subject(appointment: Appointment, reader: Reader, news: News, starts_at: datetime) -> str:
    words = news.to_client if reader.is_client else news.to_staff
    said_so = words.format(
        when=said_briefly(starts_at, reader.zone), client=_on_one_line(appointment.client.name)
    )
    quiet = appointment.commission if reader.is_client else None
    return subject_of(quiet, said_so) if quiet else said_so


def _sender(appointment: Appointment, reader: Reader) -> str:
    quiet = appointment.commission if reader.is_client else None
    return sender_of(quiet) if quiet else House.current().name


def _facts(
    appointment: Appointment, reader: Reader, news: News, starts_at: datetime
) -> dict[str, object]:
    shared: dict[str, object] = {
        "house": House.current(),
        "commission": appointment.commission,
        "appointment": appointment,
        "reader": reader,
        "news": news,
        "sender": _sender(appointment, reader),
        "when": said_to(starts_at, reader.zone, reader.other_zone),
        "minutes": int((appointment.ends_at - appointment.starts_at) / timedelta(minutes=1)),
    }
    own = _for_client if reader.is_client else _for_staff
    return shared | own(appointment, reader, news)


def _for_client(appointment: Appointment, reader: Reader, news: News) -> dict[str, object]:
    until = changeable_until(appointment)
    advisors = [appointment.advisor, *companions_of(appointment)]
    return {
        "opening": news.opening,
        "meeting": meeting_for_client(appointment, House.current()),
        "advisors": " and ".join(str(advisor) for advisor in advisors),
        "until": said(until, reader.zone) if until > timezone.now() else "",
        "page": own_address(appointment),
        "book_page": settings.SITE_URL + reverse("my:book"),
    }


def _for_staff(appointment: Appointment, reader: Reader, news: News) -> dict[str, object]:
    page = reverse("admin:appointment", args=[appointment.public_id])
    return {
        "opening": news.staff_opening.format(client=appointment.client.name),
        "meeting": meeting_for_staff(appointment, House.current()),
        "advisor": appointment.advisor,
        "companions": " and ".join(str(each) for each in companions_of(appointment)),
        "to_prepare": lines_of(appointment.to_prepare),
        "to_ring": _to_ring(appointment, reader),
        "page": f"{settings.SITE_URL}{page}",
    }


def _to_ring(appointment: Appointment, reader: Reader) -> str:
    """Return the number by which the advisor tells a client whom no mail reaches."""
    leads = reader.user_id == appointment.advisor_id
    return number_of(appointment) if leads and not appointment.client.email else ""


def _secrets(appointment: Appointment, reader: Reader, news: News) -> dict[str, str]:
    """Return what fills `[[manage]]`; a surprise stays behind the sign-in."""
    if not reader.is_client or news.is_over or is_quiet(appointment, reader):
        return {}
    return {"manage": manage_address(appointment)}


def _files(appointment: Appointment, reader: Reader, method: Method | None) -> list[dict[str, str]]:
    if method is None:
        return []
    content = calendar_file(appointment, method, reader=reader)
    return [
        {
            "name": "appointment.ics",
            "type": f"text/calendar; method={method.value}",
            "base64": base64.b64encode(content).decode(),
        }
    ]


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
