"""Addresses of the district's work: the gate, the days, the plan."""

from django.urls import path

from projects.views import allocations, days, plans

urlpatterns = [
    path("chosen/<int:pk>/allocation/", allocations.allocation_new, name="allocation_new"),
    path("activities/<int:pk>/days/", days.activity_days, name="activity_days"),
    path("activities/<int:pk>/plan/", plans.plan_begin, name="plan_begin"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<int:pk>/submit/", plans.plan_submit, name="plan_submit"),
    path("plans/<int:pk>/return/", plans.plan_return, name="plan_return"),
    path("plans/<int:pk>/accept/", plans.plan_accept, name="plan_accept"),
    path("plans/<int:pk>/receipt/", plans.plan_receipt, name="plan_receipt"),
]
