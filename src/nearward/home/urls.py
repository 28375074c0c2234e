"""The page of the day stands at the root."""

from django.urls import path

from nearward.home import views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("demo/", views.demo, name="demo"),
    path("demo/<slug:who>/", views.demo_enter, name="demo-enter"),
]
