"""Addresses of the month. No month, answer or quality stands in them."""

from django.urls import path

from nearward.month import views

app_name = "month"
urlpatterns = [
    path("", views.index, name="index"),
    path("questions/", views.questions, name="questions"),
    path("answers/<uuid:answer>/show/", views.answer_show, name="answer-show"),
    path("answers/<uuid:answer>/erase/", views.answer_erase, name="answer-erase"),
]
