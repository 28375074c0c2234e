"""Addresses of the map. What was asked, answered or found stands in none of them."""

from django.urls import path

from nearward.explore import views

app_name = "explore"
urlpatterns = [
    path("", views.result, name="result"),
    path("begin/", views.begin, name="begin"),
    path("question/", views.question, name="question"),
    path("question/back/", views.back, name="back"),
    path("question/erase/", views.draft_destroy, name="draft-destroy"),
    path("talk/", views.talk, name="talk"),
    path("beside/", views.beside, name="beside"),
    path("beside/show/", views.beside_show, name="beside-show"),
    path("circle/", views.circle, name="circle"),
    path("circle/show/", views.circle_show, name="circle-show"),
    path("needs/", views.needs, name="needs"),
    path("needs/show/", views.needs_show, name="needs-show"),
    path("<uuid:one>/", views.earlier, name="earlier"),
    path("<uuid:one>/erase/", views.map_destroy, name="map-destroy"),
]
