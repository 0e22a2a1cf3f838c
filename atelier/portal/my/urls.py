"""The client's own pages."""

from django.urls import path

from atelier.portal.my.views import (
    appointments,
    approvals,
    booking,
    cancelling,
    changes,
    clock,
    commissions,
    consultations,
    design,
    holding,
    invitations,
    messages,
    moving,
    offers,
    papers,
    payments,
    pictures,
    stones,
    waiting,
    withdrawing,
    writing,
)

app_name = "my"

_OFFER = "<uuid:public_id>/offer/<int:number>/"
_DRAWING = "<uuid:public_id>/design/<int:number>/"
_OPTION = f"{_OFFER}<int:position>/"
_CHANGE = "<uuid:public_id>/changes/<int:number>/"
_MEETING = "appointments/<uuid:public_id>/"
_HELD = "consultations/held/<uuid:hold>/"

urlpatterns = [
    path("", commissions.commissions, name="commissions"),
    path("consultations/", consultations.consultations, name="consultations"),
    path("consultations/book/", booking.book, name="book"),
    path("consultations/book/times/", booking.times, name="book_times"),
    path(_HELD, holding.held, name="held"),
    path(f"{_HELD}release/", holding.release, name="release"),
    path("consultations/write/", writing.write, name="write"),
    path("consultations/written/<uuid:public_id>/", writing.written, name="written"),
    path("consultations/clock/", clock.clock, name="clock"),
    path("consultations/clock/device/", clock.device, name="device_clock"),
    path("invitations/<uuid:public_id>/", invitations.invitation, name="invitation"),
    path(_MEETING, appointments.appointment, name="appointment"),
    path(f"{_MEETING}booked/", appointments.booked, name="booked"),
    path(f"{_MEETING}move/", moving.move, name="appointment_move"),
    path(f"{_MEETING}move/<uuid:hold>/", moving.move_confirm, name="appointment_move_confirm"),
    path(
        f"{_MEETING}move/<uuid:hold>/release/",
        moving.move_release,
        name="appointment_move_release",
    ),
    path(f"{_MEETING}cancel/", appointments.leave, name="appointment_cancel"),
    path("consultations/waiting/", waiting.waiting, name="waiting"),
    path("consultations/waiting/<uuid:public_id>/leave/", waiting.leave, name="waiting_leave"),
    path("consultations/offered/<uuid:public_id>/", waiting.offered, name="offered"),
    path(
        "consultations/offered/<uuid:public_id>/decline/", waiting.decline, name="offered_decline"
    ),
    path("<uuid:public_id>/", commissions.commission, name="commission"),
    path("<uuid:public_id>/now/", commissions.commission_now, name="commission_now"),
    path("<uuid:public_id>/messages/", messages.messages, name="messages"),
    path("<uuid:public_id>/messages/read/", messages.read, name="read"),
    path("<uuid:public_id>/stones/", stones.stones, name="stones"),
    path("<uuid:public_id>/design/", design.newest, name="design"),
    path("<uuid:public_id>/design/files/<uuid:file_id>/", design.file, name="design_file"),
    path(_DRAWING, design.drawing, name="drawing"),
    path(f"{_DRAWING}approve/", design.approve, name="drawing_approve"),
    path(f"{_DRAWING}confirm/", design.confirm, name="drawing_confirm"),
    path(f"{_DRAWING}another-code/", design.another_code, name="drawing_another_code"),
    path(
        "<uuid:commission>/evaluations/<uuid:public_id>.pdf",
        stones.evaluation,
        name="evaluation",
    ),
    path("<uuid:commission>/receipts/<uuid:public_id>.pdf", stones.receipt, name="receipt"),
    path("<uuid:public_id>/payments/", payments.payments, name="payments"),
    path("<uuid:public_id>/payments/card/", payments.pay_by_card, name="pay_by_card"),
    path("<uuid:public_id>/payments/<str:number>.pdf", payments.paper, name="payment_paper"),
    path("<uuid:public_id>/withdraw/", withdrawing.withdrawing, name="withdraw"),
    path("<uuid:public_id>/approval/", approvals.approval, name="approval"),
    path("<uuid:public_id>/approval.pdf", papers.agreement_paper, name="approval_pdf"),
    path("<uuid:public_id>/changes/<int:number>.pdf", changes.paper, name="change_pdf"),
    path(_CHANGE, changes.change, name="change"),
    path(f"{_CHANGE}confirm/", changes.confirm, name="change_confirm"),
    path(f"{_CHANGE}another-code/", changes.another_code, name="change_code"),
    path(f"{_CHANGE}decline/", changes.decline, name="change_decline"),
    path("<uuid:public_id>/cancel/", cancelling.ask, name="cancel"),
    path("<uuid:public_id>/cancellation/", cancelling.settlement, name="cancellation"),
    path("<uuid:public_id>/cancellation.pdf", cancelling.paper, name="cancellation_pdf"),
    path(
        "<uuid:commission>/pictures/<uuid:public_id>/<int:width>/",
        pictures.picture,
        name="picture",
    ),
    path("<uuid:public_id>/offer/<int:number>.pdf", papers.offer_paper, name="offer_pdf"),
    path(_OFFER, offers.offer, name="offer"),
    path(f"{_OFFER}seen/", offers.seen, name="seen"),
    path(f"{_OFFER}decline/", offers.decline, name="decline"),
    path(_OPTION, approvals.choose, name="choose"),
    path(f"{_OPTION}confirm/", approvals.confirm, name="confirm"),
    path(f"{_OPTION}another-code/", approvals.another_code, name="another_code"),
]
