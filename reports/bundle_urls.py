"""Addresses of bundles."""

from django.urls import path

from reports.views import bundles

urlpatterns = [
    path("bundles/", bundles.bundles, name="bundles"),
    path("bundles/make/", bundles.bundle_make, name="bundle_make"),
    path("bundles/<int:pk>/", bundles.bundle, name="bundle"),
    path("bundles/<int:pk>/files/<slug:which>/", bundles.bundle_file, name="bundle_file"),
    path("bundles/<int:pk>/parts/<int:order>.pdf", bundles.bundle_part, name="bundle_part"),
    path("bundles/<int:pk>/forward/", bundles.bundle_forward, name="bundle_forward"),
    path("bundles/<int:pk>/forward/undo/", bundles.bundle_forward_undo, name="bundle_forward_undo"),
    path("bundles/<int:pk>/receive/", bundles.bundle_receive, name="bundle_receive"),
    path("bundles/<int:pk>/receive/undo/", bundles.bundle_receive_undo, name="bundle_receive_undo"),
]
