"""Addresses of activities, summaries and photographs."""

from django.urls import path

from reports.views import activity, event, photos
from reports.views.summaries import desk
from reports.views.summary_edit import summary_edit

urlpatterns = [
    path("activities/", activity.activities, name="activities"),
    path("activities/<int:pk>/", activity.activity, name="activity"),
    path("events/<int:pk>/", event.event, name="event"),
    path("activities/<int:pk>/summary/", desk.begin, name="summary_begin"),
    path("summaries/<int:pk>/", desk.show, name="summary"),
    path("summaries/<int:pk>/edit/", summary_edit, name="summary_edit"),
    path("summaries/<int:pk>/submit/", desk.submit, name="summary_submit"),
    path("summaries/<int:pk>/return/", desk.give_back, name="summary_return"),
    path("summaries/<int:pk>/accept/", desk.accept, name="summary_accept"),
    path("summaries/<int:pk>/reopen/", desk.reopen, name="summary_reopen"),
    path("summaries/<int:pk>/receipt/", desk.receipt, name="summary_receipt"),
    path("summaries/<int:pk>/versions/", desk.versions, name="summary_versions"),
    path("summaries/<int:pk>/photos/", photos.summary_photos, name="summary_photos"),
    path("summaries/<int:pk>/photos/add/", photos.photo_add, name="photo_add"),
    path("summaries/<int:pk>/photos/save/", photos.photo_save, name="photo_save"),
    path("photos/<int:pk>.jpg", photos.photo_image, name="photo_image"),
    path("photos/<int:pk>-small.jpg", photos.photo_small, name="photo_small"),
]
