"""The client's own appointments."""

from django.urls import path

from consultations import views

app_name = "consultations"
urlpatterns = [
    path("<uuid:public_id>.ics", views.calendar, name="calendar"),
]
