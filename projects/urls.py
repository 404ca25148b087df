"""Addresses of the district's work: the gate, the days, the plan."""

from django.urls import include, path

from projects.views import allocations, days, province_day
from projects.views.plan_edit import plan_edit
from projects.views.plans import desk

urlpatterns = [
    path("rounds/<int:pk>/province-day/", province_day.province_day, name="province_day"),
    path("events/<int:pk>/day/", province_day.province_day_edit, name="province_day_edit"),
    path("chosen/<int:pk>/", allocations.chosen, name="chosen"),
    path("chosen/<int:pk>/allocation/", allocations.allocation_new, name="allocation_new"),
    path("activities/<int:pk>/allocation/", allocations.allocation_edit, name="allocation_edit"),
    path("activities/<int:pk>/days/", days.activity_days, name="activity_days"),
    path("activities/<int:pk>/plan/", desk.begin, name="plan_begin"),
    path("plans/<int:pk>/", desk.show, name="plan"),
    path("plans/<int:pk>/edit/", plan_edit, name="plan_edit"),
    path("plans/<int:pk>/submit/", desk.submit, name="plan_submit"),
    path("plans/<int:pk>/return/", desk.give_back, name="plan_return"),
    path("plans/<int:pk>/accept/", desk.accept, name="plan_accept"),
    path("plans/<int:pk>/reopen/", desk.reopen, name="plan_reopen"),
    path("plans/<int:pk>/receipt/", desk.receipt, name="plan_receipt"),
    path("plans/<int:pk>/versions/", desk.versions, name="plan_versions"),
    path("", include("projects.public_urls")),
    path("", include("projects.budget_urls")),
    path("", include("projects.timetable_urls")),
    path("", include("projects.survey_urls")),
    path("", include("projects.people_urls")),
    path("", include("projects.follow_up_urls")),
]
