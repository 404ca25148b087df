"""Addresses of the programme's years and of their editor."""

from django.urls import path

from cdd_network import programme_views as views

urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<int:year>/", views.programme, name="programme"),
    path("programmes/<int:year>/rules/", views.programme_rules, name="programme_rules"),
    path("programmes/<int:year>/compare/", views.programme_compare, name="programme_compare"),
    path("programmes/<int:year>/copy/", views.programme_copy, name="programme_copy"),
    path("programmes/<int:year>/rename/", views.programme_rename, name="programme_rename"),
    path("programmes/<int:year>/open/", views.programme_open, name="programme_open"),
    path("programmes/<int:year>/close/", views.programme_close, name="programme_close"),
    path("programmes/<int:year>/<slug:key>/", views.programme_section, name="programme_section"),
]
