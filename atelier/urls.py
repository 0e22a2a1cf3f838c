"""Every address of the house, face by face."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("atelier.portal.urls")),
    path("admin/", admin.site.urls),
]
