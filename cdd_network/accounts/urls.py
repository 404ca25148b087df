"""Addresses of accounts and of one-time links."""

from django.urls import path

from cdd_network.accounts import link_views, safety_views, views

urlpatterns = [
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/new/", views.account_new, name="account_new"),
    path("accounts/missing/", views.accounts_missing, name="accounts_missing"),
    path("accounts/committee/", views.accounts_committee, name="accounts_committee"),
    path("accounts/links/", link_views.link_workbook, name="link_workbook"),
    path("accounts/<int:pk>/", views.account, name="account"),
    path("accounts/<int:pk>/name/", views.account_rename, name="account_rename"),
    path("accounts/<int:pk>/link/", views.account_link, name="account_link"),
    path("accounts/<int:pk>/close/", views.account_close, name="account_close"),
    path("accounts/<int:pk>/open/", views.account_open, name="account_open"),
    path("accounts/<int:pk>/unpause/", safety_views.account_unpause, name="account_unpause"),
    path("accounts/<int:pk>/sign-out/", safety_views.account_sign_out, name="account_sign_out"),
    path(
        "accounts/<int:pk>/factor-reset/",
        safety_views.account_factor_reset,
        name="account_factor_reset",
    ),
    path("enter/<str:token>/", link_views.set_password, name="set_password"),
]
