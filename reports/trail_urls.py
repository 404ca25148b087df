"""Addresses of the trail of acts and of the forms' versions."""

from django.urls import path

from reports.views import trail

urlpatterns = [
    path("history/", trail.trail, name="trail"),
    path("history/versions/<int:pk>/", trail.form_version, name="form_version"),
    path("history/versions/<int:pk>/restore/", trail.form_restore, name="form_restore"),
    path("history/<slug:kind>/<int:pk>/", trail.trail_of, name="trail_of"),
]
