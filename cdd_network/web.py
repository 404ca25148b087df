"""Addresses of the ground: signing in and out, the guide, the office."""

from django.urls import include, path

from cdd_network import health_views, views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-in/code/", views.SignInCode.as_view(), name="sign_in_code"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("guide/", views.guide, name="guide"),
    path("upkeep/", views.upkeep, name="upkeep"),
    path("healthz", health_views.healthy, name="healthy"),
    path("readyz", health_views.ready, name="ready"),
    path("robots.txt", health_views.robots, name="robots"),
    path("", include("cdd_network.own_urls")),
    path("", include("cdd_network.office_urls")),
    path("", include("cdd_network.accounts.urls")),
    path("", include("cdd_network.job_urls")),
    path("", include("cdd_network.programme_urls")),
]
