"""Addresses of the office's own page: its letterhead and its signatories."""

from django.urls import path

from cdd_network import office_views

urlpatterns = [
    path("office/", office_views.office, name="office"),
    path("office/emblem/", office_views.office_emblem, name="office_emblem"),
    path("office/signatories/new/", office_views.signatory_new, name="signatory_new"),
    path("office/signatories/<int:pk>/", office_views.signatory_edit, name="signatory_edit"),
]
