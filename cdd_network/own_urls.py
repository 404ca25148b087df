"""Addresses of one's own account: password, devices, second factor."""

from django.urls import path

from cdd_network import own_factor_views, own_views

urlpatterns = [
    path("me/", own_views.own_account, name="own_account"),
    path("me/password/", own_views.own_password, name="own_password"),
    path("me/devices/end/", own_views.device_end, name="device_end"),
    path("me/devices/end-others/", own_views.devices_end, name="devices_end"),
    path("me/second-factor/", own_factor_views.factor, name="factor"),
    path("me/second-factor/begin/", own_factor_views.factor_begin, name="factor_begin"),
    path("me/second-factor/cancel/", own_factor_views.factor_cancel, name="factor_cancel"),
    path("me/second-factor/codes/", own_factor_views.factor_codes, name="factor_codes"),
    path("me/second-factor/renew/", own_factor_views.factor_renew, name="factor_renew"),
    path("me/second-factor/off/", own_factor_views.factor_off, name="factor_off"),
]
