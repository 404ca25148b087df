"""Addresses of what is looked at months after the activity."""

from django.urls import path

from projects.views import follow_ups

urlpatterns = [
    path("follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path("activities/<int:pk>/follow/<int:months>/", follow_ups.follow_up, name="follow_up"),
]
