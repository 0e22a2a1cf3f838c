"""The staff's own pages, inside the admin's name space."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from atelier.office.views import (
    appointment,
    booking,
    changes,
    commission,
    design,
    ending,
    goods,
    handing_back,
    incidents,
    lots,
    moves,
    options,
    papers,
    payments,
    quotes,
    receipts,
    receiving,
    week,
    words,
)

_ONE = "commissions/<str:reference>/"
_DRAWING = _ONE + "design/<int:number>/"
_APPOINTMENT = "appointments/<uuid:public_id>/"
_CLIENT = "clients/<uuid:public_id>/"
_QUOTE = "quotes/<uuid:public_id>/"
PAGES = (
    ("week/", week.week, "week"),
    ("day/", booking.advisor_day, "day"),
    ("pictures/<uuid:public_id>/<int:width>/", words.picture, "picture"),
    (_ONE + "book/", booking.book_page, "book"),
    (_ONE + "decline/", moves.decline, "decline"),
    (_ONE + "change/", changes.change_page, "change_add"),
    (_ONE + "changes/<int:number>/", changes.change_page, "change"),
    (_ONE + "changes/<int:number>/send/", changes.send, "change_send"),
    (_ONE + "changes/<int:number>/withdraw/", changes.withdraw, "change_withdraw"),
    (_ONE + "changes/<int:number>.pdf", changes.paper, "change_pdf"),
    (_ONE + "promise/", ending.promise_page, "promise"),
    (_ONE + "cancel/", ending.cancel_page, "cancel_piece"),
    (_ONE + "settlement.pdf", ending.settlement_paper, "settlement_pdf"),
    (_ONE + "do/<slug:verb>/", moves.do, "do"),
    (_ONE + "write/", words.write, "write"),
    (_ONE + "add-picture/", words.add_picture, "add_picture"),
    (_ONE + "release/<slug:source>/<int:pk>/", words.release, "release_picture"),
    (_ONE + "agreement.pdf", papers.agreement_paper, "agreement_pdf"),
    (_ONE + "lots/name/", lots.name, "lot_name"),
    (_ONE + "lots/<int:pk>/take-back/", lots.take_back, "lot_take_back"),
    (_ONE + "design/start/", design.start, "design_start"),
    (_DRAWING + "describe/", design.describe, "design_describe"),
    (_DRAWING + "add-file/", design.add_file, "design_add_file"),
    (_DRAWING + "files/<int:pk>/remove/", design.remove_file, "design_remove_file"),
    (_DRAWING + "files/<int:pk>/pin/", design.place_pin, "design_place_pin"),
    (_DRAWING + "pins/<int:pk>/move/", design.move_pin, "design_move_pin"),
    (_DRAWING + "pins/<int:pk>/remove/", design.remove_pin, "design_remove_pin"),
    (_DRAWING + "answer/", design.answer, "design_answer"),
    ("drawings/<uuid:public_id>/", design.file, "design_file"),
    (_ONE + "receive/", receiving.receive_page, "receive"),
    (_ONE + "hand-back/", handing_back.hand_back_page, "hand_back"),
    (_CLIENT + "receive/", receiving.receive_page, "receive_from"),
    (_CLIENT + "hand-back/", handing_back.hand_back_page, "hand_back_to"),
    ("goods/<uuid:public_id>/", goods.goods_page, "goods"),
    ("goods/<uuid:public_id>/move/", goods.move_page, "move_goods"),
    ("goods/<uuid:public_id>/picture/", goods.add_picture, "goods_picture"),
    ("goods/<uuid:public_id>/incident/", incidents.report_page, "report_incident"),
    ("incidents/<uuid:public_id>/", incidents.incident_page, "incident"),
    ("receipts/<uuid:public_id>/", receipts.receipt_page, "receipt"),
    ("receipts/<uuid:public_id>/receipt.pdf", receipts.receipt_document, "receipt_pdf"),
    (_ONE + "payments/record/", payments.record, "payment_record"),
    (_ONE + "payments/pay-back/", payments.back, "payment_back"),
    (_ONE + "payments/hand-over/", payments.hand_over, "payment_waive"),
    (_ONE + "payments/<uuid:public_id>/reverse/", payments.reverse, "payment_reverse"),
    ("payments/<uuid:public_id>/paper.pdf", payments.paper, "payment_paper"),
    (_ONE, commission.commission_page, "commission"),
    (_ONE + "<slug:section>/", commission.commission_page, "commission"),
    (_APPOINTMENT, appointment.appointment_page, "appointment"),
    (_APPOINTMENT + "move/", appointment.move_page, "move"),
    (_APPOINTMENT + "cancel/", appointment.cancel_page, "cancel"),
    (_APPOINTMENT + "missed/", appointment.missed, "missed"),
    (_QUOTE, quotes.quote_page, "quote"),
    (_QUOTE + "preview/", quotes.preview, "quote_preview"),
    (_QUOTE + "options.pdf", papers.quote_paper, "quote_pdf"),
    (_QUOTE + "send/", quotes.send, "quote_send"),
    (_QUOTE + "reissue/", quotes.reissue, "quote_reissue"),
    (_QUOTE + "reprice/", quotes.reprice, "quote_reprice"),
    (_QUOTE + "stones/<int:stone>/waive/", quotes.waive, "quote_waive"),
    (_QUOTE + "options/add/", options.option_page, "option_add"),
    (_QUOTE + "options/<int:pk>/", options.option_page, "option"),
    (_QUOTE + "options/<int:pk>/vary/<slug:thing>/", options.vary, "option_vary"),
    (_QUOTE + "options/<int:pk>/copy/", options.copy, "option_copy"),
    (_QUOTE + "options/<int:pk>/remove/", options.remove, "option_remove"),
    (_QUOTE + "totals/", options.totals, "option_totals"),
)


def office_urls(site: AdminSite) -> list[URLPattern]:
    """Return the pages of the work, each behind the admin's sign-in."""
    return [path(route, site.admin_view(view), name=name) for route, view, name in PAGES]
