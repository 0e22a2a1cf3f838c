"""Addresses of the open site."""

from django.urls import path

from atelier.portal.site import views

urlpatterns = [
    path("", views.home, name="home"),
]
