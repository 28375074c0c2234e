"""Every address of the house, room by room."""

from allauth.account import views as account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

ADDRESSES = {
    "home": "",
    "shell": "",
    "people": "",
    "sharing": "me/",
    "checkins": "minute/",
    "explore": "map/",
    "together": "two/",
    "month": "month/",
    "chats": "mirror/",
    "noticing": "picture/",
    "practice": "practice/",
    "guide": "guide/",
    "safety": "",
}

ACCOUNT: list[URLPattern | URLResolver] = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("join/", account.signup, name="account_signup"),
    path("resting/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("second-step/", include("allauth.mfa.urls")),
]
"""Of allauth only what makes sense here: no mail, no reset by mail, no signing in through somebody else."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include(ACCOUNT)),
    *(
        path(address, include(f"nearward.{room}.urls"))
        for room, address in ADDRESSES.items()
        if (settings.PACKAGE / room / "urls.py").exists()
    ),
]

handler400 = "nearward.shell.views.bad_request"
handler403 = "nearward.shell.views.permission_denied"
handler404 = "nearward.shell.views.page_not_found"
handler500 = "nearward.shell.views.server_error"
