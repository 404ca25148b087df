"""Addresses of an event's budget."""

from django.urls import path

from projects.views import budget

urlpatterns = [
    path("events/<int:pk>/budget/", budget.event_budget, name="event_budget"),
    path("events/<int:pk>/budget/edit/", budget.event_budget_edit, name="event_budget_edit"),
]
