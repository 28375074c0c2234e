from allauth.core.internal import ratelimit
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.nearward.people.conftest import ANAS, WRONG

from nearward.people.adapter import NO_ADDRESS, AccountAdapter, cookie_name, known_browser


def test_ten_wrong_passwords_from_one_address_are_enough(ana, knock, limits):
    assert all("do not belong together" in knock("ana", WRONG)[1] for _ in range(10))
    assert "wait five minutes" in knock("ana", ANAS)[1]


def test_a_name_that_nobody_has_is_limited_just_the_same(ana, knock, limits):
    for name in ("ana", "ann"):
        answers = [knock(name, WRONG, address="192.0.2.1" if name == "ana" else "192.0.2.2")[1] for _ in range(11)]
        assert ["wait five minutes" in answer for answer in answers] == [False] * 10 + [True]


def test_guessing_at_one_name_ends_no_other_sign_in_from_the_same_home(ana, ben, knock, limits):
    for number in range(12):
        knock("ana", WRONG)
        knock(f"name-{number}", WRONG)
    assert knock("ben", "Ben keeps a garden")[0]
    assert "wait five minutes" in knock("ana", ANAS)[1]


def test_a_long_list_of_names_is_not_tried_without_end_and_a_known_browser_feels_nothing(ana, ben, knock, limits):
    hers, elsewhere = Client(), "192.0.2.99"
    assert knock("ana", ANAS, browser=hers)[0]
    hers.post(reverse("account_logout"))
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    for number in range(200):
        assert ratelimit.consume(request, app="allauth.account", action="login_failed", key=f"{number}:192.0.2.7")
    assert "wait five minutes" in knock("ben", "Ben keeps a garden")[1]
    assert knock("ben", "Ben keeps a garden", address=elsewhere)[0]
    assert knock("ana", ANAS, browser=hers)[0]


def test_tries_that_are_refused_for_one_name_use_up_nothing_of_the_others(ana, limits):
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    for _ in range(300):
        ratelimit.consume(request, app="allauth.account", action="login_failed", key="ana:192.0.2.7")
    assert ratelimit.consume(request, app="allauth.account", action="login_failed", key="ben:192.0.2.7")


def test_two_who_share_a_browser_are_both_known_to_it(ana, ben, knock, limits):
    shared = Client()
    for name, password in (("ana", ANAS), ("ben", "Ben keeps a garden")):
        assert knock(name, password, browser=shared)[0]
        shared.post(reverse("account_logout"))
    for _ in range(12):
        knock("ana", WRONG)
    assert knock("ana", ANAS, browser=shared)[0]


def test_nobody_is_locked_out_from_elsewhere(ana, knock, limits):
    for _ in range(30):
        knock("ana", WRONG, address="198.51.100.1")
    assert knock("ana", ANAS, address="192.0.2.7")[0]


def test_a_partner_on_the_same_sofa_cannot_lock_out_a_browser_that_was_here_before(ana, knock, limits):
    hers = Client()
    assert knock("ana", ANAS, browser=hers)[0]
    hers.post(reverse("account_logout"))
    for _ in range(30):
        knock("ana", WRONG)
    assert knock("ana", WRONG, browser=hers)[1].count("do not belong together")
    assert knock("ana", ANAS, browser=hers)[0]


def test_a_browser_that_was_here_before_may_not_guess_without_end_either(ana, knock, limits):
    hers = Client()
    knock("ana", ANAS, browser=hers)
    hers.post(reverse("account_logout"))
    for _ in range(10):
        knock("ana", WRONG, browser=hers)
    assert "wait five minutes" in knock("ana", ANAS, browser=hers)[1]


def test_having_been_here_as_oneself_gives_no_more_tries_at_somebody_else(ana, ben, knock, limits):
    his = Client()
    knock("ben", "Ben keeps a garden", browser=his)
    his.post(reverse("account_logout"))
    for _ in range(10):
        knock("ana", WRONG, browser=his)
    assert "wait five minutes" in knock("ana", ANAS, browser=his)[1]


def test_the_cookie_of_a_known_browser_names_nobody_and_cannot_be_made_up(ana, knock):
    browser = Client()
    knock("ana", ANAS, browser=browser)
    (kept,) = (name for name in browser.cookies if "known" in name)
    value = browser.cookies[kept].value
    for hidden in ("ana", str(ana.pk), "nearward"):
        assert hidden not in f"{kept}={value}"

    def asked(cookie, name="ana"):
        request = RequestFactory().get("/", headers={"Cookie": f"{cookie_name(name)}={cookie}"})
        return known_browser(request, name)

    assert asked(value)
    assert not asked(value, "ben")
    for made_up in ("", "a.b", value.partition(".")[0], value[:-1], f"x{value}"):
        assert not asked(made_up)


def test_right_passwords_use_no_tries_up(ana, knock, limits):
    assert all(knock("ana", ANAS)[0] for _ in range(12))


def test_without_any_address_there_are_limits_all_the_same(ana, knock, limits):
    request = RequestFactory().get("/", REMOTE_ADDR="")
    assert AccountAdapter(request).get_client_ip(request) == NO_ADDRESS
    for _ in range(10):
        knock("ana", WRONG, address="")
    assert "wait five minutes" in knock("ana", ANAS, address="")[1]
