"""Addresses of what to do. What is looked into and what was said to an offer stand in none of them."""

from django.urls import path

from nearward.practice import views

app_name = "practice"
urlpatterns = [
    path("", views.index, name="index"),
    path("tonight/", views.tonight, name="tonight"),
    path("do/<slug:name>/", views.doing, name="doing"),
    path("answers/", views.answer_create, name="answer-create"),
    path("answers/<uuid:answer>/erase/", views.answer_destroy, name="answer-destroy"),
    path("plan/", views.kept_create, name="kept-create"),
    path("plan/<uuid:kept>/end/", views.kept_destroy, name="kept-destroy"),
    path("booster/erase/", views.booster_destroy, name="booster-destroy"),
    path("works/", views.working, name="working"),
    path("lot/", views.lots_choose, name="lots-choose"),
    path("lot/draw/", views.lot_create, name="lot-create"),
    path("times/", views.times, name="times"),
    path("times/new/", views.time_create, name="time-create"),
    path("times/week/", views.hours, name="hours"),
    path("times/words/", views.words_choose, name="words-choose"),
    path("times/<uuid:one>/calendar.ics", views.time_file, name="time-file"),
    path("times/<uuid:one>/erase/", views.time_destroy, name="time-destroy"),
    path("calendar/", views.feed, name="feed"),
    path("calendar/end/", views.feed_destroy, name="feed-destroy"),
    path("calendar/<str:token>.ics", views.calendar, name="calendar"),
    path("choice/", views.choice_create, name="choice-create"),
    path("focus/", views.focus_create, name="focus-create"),
    path("focus/erase/", views.focus_destroy, name="focus-destroy"),
    path("wish/", views.wish_create, name="wish-create"),
]
