"""Addresses of slow work."""

from django.urls import path

from cdd_network import job_views

urlpatterns = [
    path("jobs/", job_views.jobs, name="jobs"),
    path("jobs/<int:pk>/", job_views.job, name="job"),
    path("jobs/<int:pk>/retry/", job_views.job_retry, name="job_retry"),
]
