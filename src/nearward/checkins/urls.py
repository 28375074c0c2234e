"""Addresses of the daily minute."""

from django.urls import path

from nearward.checkins import views

app_name = "checkins"
urlpatterns = [
    path("", views.today, name="today"),
    path("not-today/", views.not_today, name="not-today"),
    path("choices/", views.choices, name="choices"),
    path("offline/", views.offline, name="offline"),
    path("queue/", views.queue, name="queue"),
    path("answers/", views.answers, name="answers"),
    path("answers/<uuid:answer>/", views.answer, name="answer"),
    path("answers/<uuid:answer>/erase/", views.answer_erase, name="answer-erase"),
    path("<str:day>/", views.day, name="day"),
    path("<str:day>/edit/", views.day_edit, name="day-edit"),
]
