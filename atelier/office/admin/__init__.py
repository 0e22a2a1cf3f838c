"""Commissions and quotes, composed of all stages, and the house; the apps bring their own."""

from atelier.office.admin.bench import HelpCallAdmin, OwnerReviewAdmin
from atelier.office.admin.commissions import CommissionAdmin
from atelier.office.admin.house import HouseAdmin
from atelier.office.admin.metal import WeighingAdmin
from atelier.office.admin.payments import PaymentAdmin, ProviderEventAdmin
from atelier.office.admin.plans import PaymentPlanAdmin
from atelier.office.admin.quotes import QuoteAdmin
from atelier.office.admin.serials import CertificateAdmin, SerialAdmin
from atelier.office.admin.tiers import CancellationTierAdmin
from atelier.office.admin.waiting import InvitationAdmin, WaitingListAdmin
from atelier.office.admin.written import FollowUpAdmin, WrittenConsultationAdmin

__all__ = [
    "CancellationTierAdmin",
    "CertificateAdmin",
    "CommissionAdmin",
    "FollowUpAdmin",
    "HelpCallAdmin",
    "HouseAdmin",
    "InvitationAdmin",
    "OwnerReviewAdmin",
    "PaymentAdmin",
    "PaymentPlanAdmin",
    "ProviderEventAdmin",
    "QuoteAdmin",
    "SerialAdmin",
    "WaitingListAdmin",
    "WeighingAdmin",
    "WrittenConsultationAdmin",
]
