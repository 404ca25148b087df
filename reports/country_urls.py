"""Addresses of the department's board and of the rows behind its numbers."""

from django.urls import path

from reports.views import country

urlpatterns = [
    path("country/", country.country, name="country"),
    path("country/groups/", country.country_groups, name="country_groups"),
    path("country/provinces/", country.country_provinces, name="country_provinces"),
    path("country/years/", country.country_years, name="country_years"),
    path("country/country.xlsx", country.country_xlsx, name="country_xlsx"),
    path("country/<int:pk>/", country.country_province, name="country_province"),
]
