"""Addresses of the mirror. No name, day or word of a chat stands in them."""

from django.urls import path

from nearward.chats import views

app_name = "chats"
urlpatterns = [
    path("", views.index, name="index"),
    path("answers/", views.answers_keep, name="answers-keep"),
    path("file/put-away/", views.file_destroy, name="file-destroy"),
    path("file/made-up/", views.sample_create, name="sample-create"),
    path("messages/<slug:name>/", views.messages_of, name="messages"),
    path("both/", views.both, name="both"),
    path("both/messages/<slug:name>/", views.messages_of_both, name="both-messages"),
    path("both/earlier/", views.earlier, name="earlier"),
    path("both/earlier/messages/<slug:name>/", views.messages_of_both, {"earlier": True}, name="earlier-messages"),
    path("both/propose/", views.proposal_create, name="proposal-create"),
    path("both/agree/", views.agreement_create, name="agreement-create"),
    path("both/not-now/", views.aside_create, name="aside-create"),
    path("both/withdraw/", views.consent_destroy, name="consent-destroy"),
    path("both/make/", views.report_create, name="report-create"),
]
