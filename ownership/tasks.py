"""Issues the numbers and prints the certificates that are due, whoever lost the message."""

import logging

from celery import shared_task

from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal
from ownership.actions.certificates import print_certificate
from ownership.actions.serials import issue_serial
from ownership.models import Certificate
from ownership.queries import certificates_to_print, jobs_awaiting_serial
from ownership.verification import forget_old_counts

log = logging.getLogger(__name__)


@shared_task(name="ownership.issue_serials", acks_late=True, reject_on_worker_lost=True)
def issue_serials() -> None:
    """Give every job whose inscription is open, and that has no number, its own."""
    by = Actor.system("Serial numbers")
    for job_id in jobs_awaiting_serial():
        try:
            issue_serial(job_id=job_id, by=by)
        except Refusal as refusal:
            log.info("no serial for job %s: %s", job_id, refusal)


@shared_task(name="ownership.print_certificates", acks_late=True, reject_on_worker_lost=True)
def print_certificates() -> None:
    """Print every certificate that has no PDF yet."""
    for certificate in Certificate.objects.filter(pk__in=certificates_to_print()):
        print_certificate(certificate=certificate, by=Actor.system("Certificates"))


@shared_task(name="ownership.forget_check_counts")
def forget_check_counts() -> None:
    """Forget who used the public check more than an hour ago."""
    forget_old_counts()
