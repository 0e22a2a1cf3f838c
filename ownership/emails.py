"""Mails about finished pieces."""

from django.template.loader import render_to_string

from atelier.house.models import House
from atelier.journal.models import OutgoingMessage
from atelier.journal.outbox import post
from orders.policies.sides import client_of
from ownership.models import Certificate, Serial


def post_certificate_ready(
    certificate: Certificate, serial: Serial, address: str
) -> OutgoingMessage:
    """Tell the owner that the certificate can be fetched after signing in; it is not attached.

    A surprise keeps a neutral subject.
    """
    house, commission = House.current(), serial.job.commission
    words = {"house": house, "commission": commission, "serial": serial, "address": address}
    subject = "A note from us" if commission.is_surprise else f"Your certificate, {serial.text}"
    return post(
        "certificate.ready",
        to=client_of(commission).email,
        subject=subject,
        text=render_to_string("ownership/mail/certificate_ready.txt", words),
        html=render_to_string("ownership/mail/certificate_ready.html", words),
        dedup_key=f"certificate.ready:{certificate.pk}",
        commission_id=commission.pk,
        sender_name=house.name,
    )
