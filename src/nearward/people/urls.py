"""Addresses of people. Signing in and what belongs to it are allauth's and stand in `nearward.urls`."""

from django.urls import path

from nearward.people.views import account, health, link, me, pairing, welcome

app_name = "people"
urlpatterns = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("goodbye/", welcome.goodbye, name="goodbye"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("me/", me.me, name="me"),
    path("me/words/", me.words, name="words"),
    path("me/day/", me.day, name="day"),
    path("me/look/", me.look, name="look"),
    path("me/log/", me.log, name="log"),
    path("me/devices/", me.devices, name="devices"),
    path("me/devices/others/end/", me.other_devices_end, name="other-devices-end"),
    path("me/devices/<slug:reference>/end/", me.device_end, name="device-end"),
    path("me/delete/", account.delete, name="delete"),
    path("pair/", pairing.pair, name="pair"),
    path("pair/stage/<slug:seen>/", pairing.stage, name="pair-stage"),
    path("pair/code/", pairing.code, name="code"),
    path("pair/code/type/", pairing.code_taken, name="code-taken"),
    path("pair/yes/", pairing.meeting_agree, name="meeting-agree"),
    path("pair/no/", pairing.meeting_decline, name="meeting-decline"),
    path("pair/pause/", link.pause, name="pause"),
    path("pair/resume/", link.resume, name="resume"),
    path("pair/end/", link.part, name="part"),
    path("pair/day/", link.couple_day, name="couple-day"),
]
