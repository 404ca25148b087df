"""Addresses of the QR for the wall and the screen."""

from django.urls import path

from reports.views import posters

urlpatterns = [
    path("events/<int:pk>/qr/", posters.event_qr, name="event_qr"),
    path("events/<int:pk>/posters/<slug:key>.pdf", posters.poster_pdf, name="poster_pdf"),
]
