"""Addresses of an event's participants and of the check-in by the officer."""

from django.urls import path

from projects.views import people, people_checkin, people_many

EVENT = "events/<int:pk>/people/"
DAY = "events/<int:pk>/days/<int:number>/checkin/"

urlpatterns = [
    path(EVENT, people.people, name="people"),
    path(f"{EVENT}paste/", people_many.people_paste, name="people_paste"),
    path(f"{EVENT}import/", people_many.people_import, name="people_import"),
    path(f"{EVENT}known/", people.people_known, name="people_known"),
    path(f"{EVENT}restore/", people.person_restore, name="person_restore"),
    path(f"{EVENT}list.xlsx", people.people_workbook, name="people_workbook"),
    path(f"{EVENT}template.xlsx", people.people_template, name="people_template"),
    path(f"{EVENT}<int:number>/", people.person_edit, name="person_edit"),
    path(f"{EVENT}<int:number>/remove/", people.person_remove, name="person_remove"),
    path(DAY, people_checkin.checkin, name="checkin_day"),
    path(f"{DAY}tap/", people_checkin.checkin_tap, name="checkin_tap"),
    path(f"{DAY}all/", people_checkin.checkin_all, name="checkin_all"),
    path(f"{DAY}new/", people_checkin.checkin_new, name="checkin_new"),
]
