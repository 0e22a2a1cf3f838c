"""Where the public check, the certificates and the inscription stand."""

from django.urls import path

from ownership.views.certificates import certificate_pdf
from ownership.views.inscription import (
    inscribe,
    inscribe_now,
    inscribed,
    misplaced,
    read_back,
    start,
)
from ownership.views.verify import verify

app_name = "ownership"

urlpatterns = [
    path("verify/", verify, name="verify"),
    path("my/certificates/<uuid:public_id>/", certificate_pdf, name="certificate"),
    path("bench/inscription/<slug:envelope>/", inscribe, name="inscribe"),
    path("bench/inscription/<slug:envelope>/now/", inscribe_now, name="inscribe_now"),
    path("bench/inscription/<slug:envelope>/start/", start, name="start"),
    path("bench/inscription/<slug:envelope>/inscribed/", inscribed, name="inscribed"),
    path("bench/inscription/<slug:envelope>/read-back/", read_back, name="read_back"),
    path("bench/inscription/<slug:envelope>/misplaced/", misplaced, name="misplaced"),
]
