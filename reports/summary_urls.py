"""Addresses of activities, summaries and photographs."""

from django.urls import path

from reports.views import activity, photos, summaries

urlpatterns = [
    path("activities/", activity.activities, name="activities"),
    path("activities/<int:pk>/", activity.activity, name="activity"),
    path("activities/<int:pk>/summary/", summaries.summary_begin, name="summary_begin"),
    path("summaries/<int:pk>/", summaries.summary, name="summary"),
    path("summaries/<int:pk>/edit/", summaries.summary_edit, name="summary_edit"),
    path("summaries/<int:pk>/submit/", summaries.summary_submit, name="summary_submit"),
    path("summaries/<int:pk>/return/", summaries.summary_return, name="summary_return"),
    path("summaries/<int:pk>/accept/", summaries.summary_accept, name="summary_accept"),
    path("summaries/<int:pk>/receipt/", summaries.summary_receipt, name="summary_receipt"),
    path("summaries/<int:pk>/photos/", photos.summary_photos, name="summary_photos"),
    path("summaries/<int:pk>/photos/add/", photos.photo_add, name="photo_add"),
    path("photos/<int:pk>/caption/", photos.photo_caption, name="photo_caption"),
    path("photos/<int:pk>/move/", photos.photo_move, name="photo_move"),
    path("photos/<int:pk>/remove/", photos.photo_remove, name="photo_remove"),
    path("photos/<int:pk>.jpg", photos.photo_image, name="photo_image"),
]
