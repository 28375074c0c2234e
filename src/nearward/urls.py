"""Every address of the house, room by room."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

ADDRESSES = {
    "home": "",
    "shell": "",
    "people": "",
    "checkins": "minute/",
    "together": "two/",
    "noticing": "picture/",
    "practice": "practice/",
    "guide": "guide/",
    "safety": "leave/",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path(address, include(f"nearward.{room}.urls"))
    for room, address in ADDRESSES.items()
    if (settings.PACKAGE / room / "urls.py").exists()
]

handler400 = "nearward.shell.views.bad_request"
handler403 = "nearward.shell.views.permission_denied"
handler404 = "nearward.shell.views.page_not_found"
handler500 = "nearward.shell.views.server_error"
