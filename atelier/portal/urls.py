"""The client's pages: the open site, and what belongs to one client."""

from django.urls import include, path

app_name = "portal"
urlpatterns = [
    path("", include("atelier.portal.site.urls")),
]
