"""Pages that show every part of the shell with made words, for the tests that look at them in a browser."""

from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from nearward.shell.charts import Band, Change, LineChart, Point, Series
from nearward.shell.navigation import ShownTab
from nearward.shell.widgets import Boxes, Chips, Circles, ManyChips, Scale

MONDAY = date(2026, 1, 5)
NAV = [
    ShownTab("/", "Today", "today", current=True),
    ShownTab("/form/", "Our picture", "picture", current=False),
    ShownTab("/guide/", "Guide", "guide", current=False),
    ShownTab("/me/", "Me", "me", current=False),
]
HEAD = '{% extends "shell/base.html" %}{% load shell charts %}{% block main %}'
PARTS = """
<div class="lead"><p class="soft">Thursday, 12 March</p><h1>Good evening, Ana</h1></div>
<form class="card stack" action="/sent/">{{ minute }}<div class="actions"><button class="button">Next</button>
<a class="button quiet" href="/">Not today</a></div>{% audience "me" "/change/" %}</form>
{% card kind="notice" eyebrow="Something has changed" title="You have felt less heard since about 24 February" %}
<p>It is more than your usual ups and downs. <span class="soft">Nobody else has been told.</span></p>
<div class="row"><a class="button quiet" href="/">See the picture</a></div>{% endcard %}
{% card title="Ten minutes with the phones in another room" %}<div class="chips"><button class="chip">We did it</button>
<button class="chip" aria-pressed="true">Another idea</button></div>
<ol class="steps"><li><div>Put both phones away.</div></li></ol>
<ul class="list"><li><a href="/">{% icon "heart" %}<span>Ten quiet minutes</span>{% icon "next" %}</a></li></ul>
<p>{% who "You" %} {% who "Ben" "them" %} <span class="tag">checked</span></p>
<div class="row"><button class="button grave">Delete</button><button class="button plain">Plain</button>
<button class="button small" disabled>Not yet</button></div>
<details class="more"><summary>More</summary><p class="soft">Here.</p></details>{% endcard %}
{% empty "Nothing here yet" "After about two weeks your own line stands here." "/" "Do today’s minute" %}
<p class="told" role="status">{% icon "check" %}<span>Kept.</span></p>
<section class="card"><h2>How near</h2>{% line_chart chart "near" "Gaps count for nothing." %}</section>
{% endblock %}"""
FORM = """<h1>A name, and a place to begin</h1>{% error_summary form %}
<form class="card stack" method="post" novalidate>{{ form }}<button class="button">Go on</button></form>
{% endblock %}"""


class Minute(forms.Form):
    closeness = forms.IntegerField(required=False, label="How near do you two feel today?", widget=Circles())
    heard = forms.IntegerField(required=False, label="How heard?", widget=Scale(("not at all", "entirely")))


class Everything(forms.Form):
    called = forms.CharField(label="Name", help_text="Any name.")
    password = forms.CharField(widget=forms.PasswordInput)
    zone = forms.ChoiceField(choices=[("a", "Europe/Berlin")])
    mood = forms.ChoiceField(choices=[("a", "Calm"), ("b", "Full")], widget=Chips)
    many = forms.MultipleChoiceField(choices=[("a", "Kind"), ("b", "Tired")], widget=ManyChips)
    following = forms.ChoiceField(choices=[("a", "Keep it to myself"), ("b", "Talk first")], widget=Boxes)
    signs = forms.MultipleChoiceField(choices=[("a", "Chores only")], widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(widget=forms.Textarea)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    agree = forms.BooleanField(label="Keep me signed in")


def chart() -> LineChart:
    def points(height: int) -> tuple[Point, ...]:
        return tuple(Point(MONDAY + timedelta(days=at), height + at % 7) for at in range(84) if not 40 < at < 50)

    lines = (
        Series("You", "you", points(70), usual=Band(63, 81)),
        Series("Ben, as shared with you", "them", points(45), usual=Band(40, 60)),
    )
    change = Change(
        MONDAY + timedelta(days=42),
        MONDAY + timedelta(days=39),
        MONDAY + timedelta(days=46),
        "changed about here",
    )
    last = MONDAY + timedelta(days=83)
    return LineChart("How near", "Steady.", MONDAY, last, lines, (change,), low_word="far", high_word="near")


def shown(request: HttpRequest, template: str, **words: object) -> HttpResponse:
    theme = request.GET.get("theme", "")
    page = engines["django"].from_string(HEAD + template)
    return HttpResponse(page.render({"nav": NAV, "theme": theme, **words}, request))


def parts(request: HttpRequest) -> HttpResponse:
    return shown(request, PARTS, minute=Minute({"heard": "70"}), chart=chart())


def form(request: HttpRequest) -> HttpResponse:
    return shown(request, FORM, form=Everything({"note": ""}))


def sent(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.GET.urlencode(), content_type="text/plain")


def leave(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Weather</title><p>Cloudy.</p>")


for view in (parts, form, sent, leave):
    view.login_required = False  # type: ignore[attr-defined]

urlpatterns = [
    path("", parts),
    path("form/", form),
    path("sent/", sent),
    path("leave/", include(([path("", leave, name="leave")], "safety"))),
    path("", include("nearward.shell.urls")),
    path("accounts/", include("allauth.urls")),
]
handler404 = "nearward.shell.views.page_not_found"
