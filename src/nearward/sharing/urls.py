"""Addresses of sharing."""

from django.urls import path

from nearward.sharing import views

app_name = "sharing"
urlpatterns = [path("export/", views.export, name="export")]
