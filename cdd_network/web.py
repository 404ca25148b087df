"""Addresses of the ground: signing in and out, the guide, the office."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from cdd_network import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("guide/", views.guide, name="guide"),
    path("healthz", login_not_required(views.healthy), name="healthy"),
    path("", include("cdd_network.office_urls")),
    path("", include("cdd_network.job_urls")),
    path("", include("cdd_network.programme_urls")),
]
