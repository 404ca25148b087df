"""The address of home, which gathers from every app."""

from django.urls import path

from reports.views import home

urlpatterns = [path("", home.home, name="home")]
