"""Addresses of personal data: the public notice, the register, requests."""

from django.urls import path

from reports.views import personal

urlpatterns = [
    path("privacy/", personal.privacy, name="privacy"),
    path("personal-data/", personal.personal, name="personal"),
    path("personal-data/copy/", personal.personal_copy, name="personal_copy"),
    path("personal-data/erase/", personal.personal_erase, name="personal_erase"),
    path("personal-data/register.xlsx", personal.personal_register, name="personal_register"),
]
