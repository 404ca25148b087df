"""Addresses of the BPM sheet."""

from django.urls import path

from reports.views import bpm

urlpatterns = [
    path("events/<int:pk>/bpm/", bpm.event_bpm, name="event_bpm"),
    path("events/<int:pk>/bpm/undo/", bpm.event_bpm_undo, name="event_bpm_undo"),
]
