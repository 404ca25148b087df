"""Addresses of deadlines and of the calendar that carries them."""

from django.urls import path

from reports.views import calendar, deadlines

urlpatterns = [
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/<int:year>/new/", deadlines.deadline_new, name="deadline_new"),
    path(
        "deadlines/<int:year>/replace/<slug:key>/",
        deadlines.deadline_replace,
        name="deadline_replace",
    ),
    path("deadlines/<int:pk>/withdraw/", deadlines.deadline_withdraw, name="deadline_withdraw"),
    path("deadlines/<int:pk>/again/", deadlines.deadline_again, name="deadline_again"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/new/", calendar.calendar_new, name="calendar_new"),
    path("calendar/renew/", calendar.calendar_renew, name="calendar_renew"),
    path("calendar/end/", calendar.calendar_end, name="calendar_end"),
    path("ics/<token:token>.ics", calendar.calendar_feed, name="calendar_feed"),
]
