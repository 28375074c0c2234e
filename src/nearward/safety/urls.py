"""Addresses of leaving."""

from django.urls import path

from nearward.safety import views

app_name = "safety"
urlpatterns = [
    path("leave/", views.leave, name="leave"),
    path("clock/", views.away, name="away"),
]
