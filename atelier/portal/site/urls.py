"""Addresses of the open site."""

from django.urls import path

from atelier.portal.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("levels/", views.levels, name="levels"),
    path("process/", views.process, name="process"),
    path("look.css", views.look, name="look"),
    path("contact/", views.contact, name="contact"),
    path("designs/", views.designs, name="designs"),
    path("designs/<slug:code>/", views.design, name="design"),
    path("designs/<slug:code>/price/", views.price, name="price"),
]
