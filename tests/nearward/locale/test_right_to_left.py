"""Every page from right to left and in longer words, on the narrowest phone."""

import random

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse
from tests.nearward.locale.pseudo import CODE, pseudo, write

from nearward.home.actions import demo_person, fill_demo
from nearward.kit import clock

OPEN = ("people:welcome", "account_login", "account_signup", "shell:offline", "people:goodbye")
OWN = (
    ("home:today", ()),
    ("checkins:today", ()),
    ("checkins:answers", ()),
    ("checkins:choices", ()),
    ("noticing:picture", ()),
    ("guide:index", ()),
    ("guide:behind", ()),
    ("guide:practices", ()),
    ("guide:practice", ("gratitude",)),
    ("guide:cause", ("demand-withdraw",)),
    ("guide:talks", ()),
    ("guide:talk", ("listening-talk",)),
    ("guide:evidence", ()),
    ("practice:index", ()),
    ("practice:doing", ("unplug",)),
    ("together:question", ()),
    ("together:answers", ()),
    ("together:thanks", ()),
    ("people:me", ()),
    ("people:words", ()),
    ("people:day", ()),
    ("people:look", ()),
    ("people:devices", ()),
    ("people:pair", ()),
    ("people:pause", ()),
    ("people:part", ()),
    ("people:couple-day", ()),
    ("mfa_index", ()),
)
PHONE = {"width": 360, "height": 740}
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(each => each.checkVisibility() && !each.closest('svg, .scrolls, .unseen, .skip, datalist'))
  .map(each => [each, each.getBoundingClientRect()])
  .filter(([each, box]) => box.width && (box.left < -1 || box.right > innerWidth + 1 ||
    (getComputedStyle(each).overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1)))
  .map(([each]) => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    return write(tmp_path_factory.mktemp("pseudo"))


@pytest.fixture
def turned(settings, words):
    settings.LANGUAGES = [*house.LANGUAGES, (CODE, pseudo("Backwards"))]
    settings.LOCALE_PATHS = [str(words)]


@pytest.fixture
def phone(chromium, live_server, turned):
    window = chromium.new_context(viewport=PHONE, locale=CODE, service_workers="block")
    yield window
    window.close()


def sees(window, address):
    """Open a page, look at it by day and with everything unfolded, and return what does not fit."""
    page = window.new_page()
    answer = page.goto(address)
    assert (page.url, answer.status) == (address, 200)
    assert page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == ["rtl", CODE]
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    wrong = unfit(page)
    page.close()
    return wrong


def unfit(page):
    """Return the beginnings of what stands out of the page or is cut off."""
    wrong = page.evaluate(TOO_WIDE)
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        wrong.append("the page scrolls sideways")
    return wrong


@pytest.mark.browser
@pytest.mark.django_db
def test_pages_open_to_anybody_fit_the_phone_from_right_to_left(phone, live_server):
    assert {page: wrong for page in OPEN if (wrong := sees(phone, live_server.url + reverse(page)))} == {}


@pytest.mark.browser
@pytest.mark.django_db
def test_a_line_that_does_not_fit_is_found(phone, live_server):
    page = phone.new_page()
    page.goto(live_server.url + reverse("people:goodbye"))
    assert unfit(page) == []
    page.evaluate("document.querySelector('h1').style.cssText = 'white-space: nowrap; font-size: 5rem'")
    assert any(each.startswith("<h1") for each in unfit(page))
    page.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pages_of_ones_own_fit_the_phone_from_right_to_left(phone, live_server, settings):
    settings.NEARWARD_DEMO = True
    fill_demo(clock.now(), random.Random(7))
    ana = demo_person("ana")
    ana.language = CODE
    ana.save()
    client = Client()
    client.force_login(ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = house.SESSION_COOKIE_NAME
    phone.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    pages = [reverse(page, args=args) for page, args in OWN]
    assert {page: wrong for page in pages if (wrong := sees(phone, live_server.url + page))} == {}


def test_the_longer_words_keep_what_is_filled_in_later():
    assert pseudo("Linked with %(partner)s") == "לטנכהד םטרח %(partner)s לטנכהד"
    assert pseudo("<b>{at}</b> of {all}").count("{at}") == 1
    assert len(pseudo("Keep")) > 2 * len("Keep")
