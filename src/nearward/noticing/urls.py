"""Addresses of the picture and the notices."""

from django.urls import path

from nearward.noticing import views

app_name = "noticing"
urlpatterns = [
    path("", views.picture, name="picture"),
    path("notice/<uuid:notice>/", views.notice, name="notice"),
    path("notice/<uuid:notice>/response/", views.response, name="notice-response"),
]
