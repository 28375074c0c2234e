"""Addresses of what two people tell each other."""

from django.urls import path

from nearward.together import views

app_name = "together"
urlpatterns = [
    path("", views.question, name="question"),
    path("answers/", views.answers, name="answers"),
    path("answers/<uuid:answer>/erase/", views.answer_erase, name="answer-erase"),
    path("thanks/", views.thanks, name="thanks"),
    path("thanks/<uuid:thank>/", views.thank, name="thank"),
    path("thanks/<uuid:thank>/erase/", views.thank_erase, name="thank-erase"),
    path("<str:day>/", views.day, name="day"),
    path("<str:day>/swap/", views.day_swap, name="day-swap"),
]
