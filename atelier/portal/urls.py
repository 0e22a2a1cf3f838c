"""The client's pages: the open site, and what belongs to one client."""

from django.urls import include, path

from atelier.portal.my.views import entering

app_name = "portal"
urlpatterns = [
    path("appointments/<str:token>/", entering.enter, name="appointment_link"),
    path("", include("atelier.portal.site.urls")),
]
