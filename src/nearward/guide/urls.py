"""Addresses of the guide: the entries of the library, the same for everybody."""

from django.urls import path

from nearward.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.index, name="index"),
    path("sign/", views.signs, name="signs"),
    path("sign/<slug:name>/", views.sign, name="sign"),
    path("cause/", views.causes, name="causes"),
    path("cause/<slug:name>/", views.cause, name="cause"),
    path("practice/", views.practices, name="practices"),
    path("practice/<slug:name>/", views.practice, name="practice"),
    path("help/<slug:name>/", views.help_page, name="help"),
    path("words/<slug:name>/", views.words, name="words"),
    path("closeness/", views.qualities, name="qualities"),
    path("closeness/<slug:name>/", views.quality, name="quality"),
    path("at-a-distance/", views.telehealth_all, name="telehealth-all"),
    path("at-a-distance/<slug:name>/", views.telehealth, name="telehealth"),
    path("talk/", views.talks, name="talks"),
    path("talk/<slug:name>/", views.talk, name="talk"),
    path("evidence/", views.evidence, name="evidence"),
    path("search/", views.search, name="search"),
    path("behind/", views.behind, name="behind"),
]
