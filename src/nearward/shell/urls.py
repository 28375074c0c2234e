"""Addresses of what belongs to every page and to none."""

from django.urls import path

from nearward.shell import views

app_name = "shell"
urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("service-worker.js", views.service_worker, name="service-worker"),
    path("offline/", views.offline, name="offline"),
    path("language/", views.language_choose, name="language-choose"),
]
