"""Every address of the house, face by face."""

from django.contrib import admin
from django.urls import include, path

from atelier import health
from consultations.feed_views import feed
from orders.views import cards

handler500 = "atelier.errors.server_error"

urlpatterns = [
    path("healthz", health.process),
    path("readyz", health.ready),
    path("", include("atelier.portal.urls")),
    path("request/", include("orders.urls")),
    path("payments/stripe/", cards.stripe, name="stripe"),
    path("calendar/<str:token>.ics", feed, name="calendar_feed"),
    path("my/appointments/", include("consultations.urls")),
    path("my/", include("atelier.portal.my.urls")),
    path("bench/", include("production.urls")),
    path("accounts/", include("atelier.people.urls")),
    path("", include("ownership.urls")),
    path("admin/", admin.site.urls),
]
