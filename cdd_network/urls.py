"""All addresses. The ground includes the others by name only; it imports none of them."""

from django.urls import include, path

urlpatterns = [
    path("", include("cdd_network.web")),
    path("", include("reports.home_urls")),
    path("", include("selection.urls")),
    path("", include("projects.urls")),
    path("", include("reports.urls")),
]
handler400 = "cdd_network.upload_stream.unreadable"
handler500 = "cdd_network.health_views.broken"
