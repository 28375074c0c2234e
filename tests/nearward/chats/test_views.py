import io
import re
import zipfile

import pytest
from django.test import Client
from tests.faults.canaries import readable
from tests.nearward.chats.conftest import a_chat, a_chat_with_four_belittling_words, give, later, look

from nearward.chats import at_hand, jobs
from nearward.chats.views import messages as messages_views
from nearward.people import actions as people
from nearward.people.models import Session


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_one_sees_ones_own_side_and_nothing_about_the_other(as_, ana, pair):
    page = words(look(as_(ana), a_chat(), "Ana"))
    assert "Your side of a chat" in page
    assert "Time until an answer" in page
    assert "What this cannot tell you" in page
    body = look(as_(ana), a_chat(), "Ana").content.decode()
    assert 'class="dot them"' not in body
    assert "How alike you two" not in body


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_known_by_its_content_and_not_by_its_name(as_, ana, packed):
    raw = a_chat().encode()
    if packed:
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("chat.txt", raw)
        raw = box.getvalue()
    browser = as_(ana)
    assert give(browser, raw, name="holiday.jpg").status_code == 302
    assert "Which of the two are you?" in words(browser.get("/mirror/"))


def test_what_lies_in_the_folder_cannot_be_read(as_, ana, visits):
    look(as_(ana), a_chat(), "Ana")
    kept = sorted(visits.iterdir())
    assert [path.suffix for path in kept] == [".export", ".found", ".said"]
    for path in kept:
        assert readable(path.read_bytes(), " - Ana: ", '"me":"Ana"', "latency") == set()


def test_without_the_browsers_key_nobody_opens_it_and_it_goes(as_, ana, visits):
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    del browser.cookies[at_hand.cookie_name()]
    assert "The exported file" in words(browser.get("/mirror/"))
    assert list(visits.iterdir()) == []


def test_another_persons_key_and_session_open_nothing(as_, ana, ben, visits):
    hers, his = as_(ana), as_(ben)
    look(hers, a_chat(), "Ana")
    his.cookies[at_hand.cookie_name()] = hers.cookies[at_hand.cookie_name()].value
    assert "The exported file" in words(his.get("/mirror/"))
    assert "Your side of a chat" in words(hers.get("/mirror/"))


def test_putting_it_away_takes_all_of_it(as_, ana, visits):
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    browser.post("/mirror/file/put-away/")
    assert list(visits.iterdir()) == []
    assert "The exported file" in words(browser.get("/mirror/"))


@pytest.mark.parametrize("way", ["leave", "sign out", "ended elsewhere", "account deleted", "expired"])
def test_it_goes_with_the_session_however_that_ends(as_, ana, visits, held, way):
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    assert list(visits.iterdir())
    match way:
        case "leave":
            browser.post("/leave/")
        case "sign out":
            browser.post("/account/sign-out/")
        case "ended elsewhere":
            people.end_other_devices(ana, "another", held)
        case "account deleted":
            people.delete_account(ana, held)
        case "expired":
            Session.objects.all().delete()
    assert list(visits.iterdir()) == []


def test_half_an_hour_after_the_last_look_it_is_gone_at_once_and_from_the_folder(as_, ana, held, visits):
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    with later(held, minutes=29):
        assert "Your side of a chat" in words(browser.get("/mirror/"))
    with later(held, minutes=58):
        assert "Your side of a chat" in words(browser.get("/mirror/"))
    with later(held, minutes=89):
        assert "The exported file" in words(browser.get("/mirror/"))
    assert list(visits.iterdir()) == []


def test_the_worker_takes_what_nobody_came_back_to(as_, ana, held, visits):
    look(as_(ana), a_chat(), "Ana")
    jobs.put_away_old.call()
    assert len(list(visits.iterdir())) == 3
    with later(held, minutes=31):
        jobs.put_away_old.call()
    assert list(visits.iterdir()) == []


def test_a_second_file_takes_the_place_of_the_first(as_, ana, visits):
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    give(browser, a_chat(4))
    assert "Which of the two are you?" in words(browser.get("/mirror/"))
    assert sum(path.suffix == ".export" for path in visits.iterdir()) == 1


def test_what_is_too_large_is_refused_kindly_and_leaves_nothing(as_, ana, settings, visits):
    settings.NEARWARD_CHAT_MEGABYTES = 1
    answer = give(as_(ana), "x" * (1 << 20) + "y")
    assert answer.status_code == 413
    assert "larger than the 1 megabytes" in words(answer)
    assert list(visits.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dear diary, nothing but words\n", "none of the exports"),
        ("", "This file is empty"),
        ("01/02/2023, 10:00 - Ana: hi\n20/02/2023, 10:01 - Ana: hello\n", "It takes two"),
        (b"PK\x03\x04broken", "damaged"),
    ],
)
def test_what_cannot_be_read_is_answered_in_a_sentence(as_, ana, visits, text, said):
    browser = as_(ana)
    answer = give(browser, text)
    answer = browser.get("/mirror/") if answer.status_code == 302 else answer
    assert answer.status_code == 422
    assert said in words(answer)
    assert list(visits.iterdir()) == []


def test_no_file_at_all_is_answered_too(as_, ana):
    answer = as_(ana).post("/mirror/", {})
    assert answer.status_code == 422
    assert "Choose a file first" in words(answer)


def test_day_and_month_are_asked_about_and_not_guessed(as_, ana):
    browser = as_(ana)
    give(browser, "01/02/2023, 10:01 - Ana: hi\n01/02/2023, 10:02 - Ben: hi\n")
    page = words(browser.get("/mirror/"))
    assert "1 Feb 2023 to 1 Feb 2023" in page
    assert "2 Jan 2023" in page
    assert browser.post("/mirror/answers/", {"order": "zzz"}).status_code == 422
    browser.post("/mirror/answers/", {"order": "dmy"})
    assert "Which of the two are you?" in words(browser.get("/mirror/"))


def test_two_names_of_one_person_are_asked_about(as_, ana):
    browser = as_(ana)
    text = a_chat().replace(" - Ben: ", " - Ben (work): ", 30)
    give(browser, text)
    assert "Who is “Ben (work)”?" in words(browser.get("/mirror/"))
    browser.post("/mirror/answers/", {"same-0": "Ben"})
    browser.post("/mirror/answers/", {"me": "Ben"})
    assert "Your side of a chat" in words(browser.get("/mirror/"))


def test_a_group_is_refused_kindly(as_, ana):
    browser = as_(ana)
    text = a_chat().replace(" - Ben: ", " - Cleo: ", 30)
    give(browser, text)
    browser.post("/mirror/answers/", {"same-0": ""})
    assert "Groups are not read" in words(browser.get("/mirror/"))


def test_alone_a_number_opens_ones_own_messages_and_never_a_word_of_the_others(as_, ana):
    text = a_chat().replace(" - Ben: ", " - Ben: SECRET ")
    browser = as_(ana)
    look(browser, text, "Ana")
    named = re.findall(r'href="(/mirror/messages/[a-z_]+/)"', browser.get("/mirror/").content.decode())
    assert len(named) > 10
    for address in named:
        for page in ("", "?page=2"):
            answer = browser.get(address + page)
            assert answer.status_code == 200
            assert "SECRET" not in words(answer), address
    assert "in answer to a message of" in words(browser.get("/mirror/messages/latency/"))
    assert 'class="said"' in browser.get("/mirror/messages/thanks/").content.decode()


def test_a_cue_opens_ones_own_messages_and_is_not_told_to_the_other(as_, ana, ben):
    browser = as_(ana)
    text = a_chat_with_four_belittling_words("Ana")
    page = look(browser, text, "Ana").content.decode()
    assert "4 messages of yours used belittling words." in page
    assert 'href="/mirror/messages/belittling/"' in page
    assert browser.get("/mirror/messages/belittling/").content.decode().count("you are so useless") == 4
    other = as_(ben)
    assert "belittling" not in look(other, text, "Ben").content.decode()
    assert other.get("/mirror/messages/belittling/").status_code == 404


def test_messages_are_not_there_without_the_file(as_, ana):
    browser = as_(ana)
    nothing = browser.get("/mirror/messages/thanks/")
    assert nothing.status_code == 404
    assert "Choose it once more to open its messages." in words(nothing)
    assert words(browser.get("/mirror/messages/no-such-measure/")) == words(nothing)
    look(browser, a_chat(), "Ana")
    assert browser.get("/mirror/messages/thanks/").status_code == 200
    assert browser.get("/mirror/messages/no-such-measure/").status_code == 404
    browser.post("/mirror/file/put-away/")
    assert words(browser.get("/mirror/messages/thanks/")) == words(nothing)


def test_a_message_is_shown_and_never_obeyed(as_, ana):
    text = a_chat().replace("Thank you for the tea", "<script>alert(1)</script> Thank you")
    browser = as_(ana)
    look(browser, text, "Ana")
    assert "<script>alert(1)" not in browser.get("/mirror/messages/thanks/").content.decode()


def test_messages_come_in_pages(as_, ana, monkeypatch):
    monkeypatch.setattr(messages_views, "A_PAGE", 5)
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    assert browser.get("/mirror/messages/thanks/").content.decode().count('class="message"') == 5
    assert "Newer" in words(browser.get("/mirror/messages/thanks/?page=2"))


def test_while_a_file_is_being_read_a_page_says_so_and_asks_again(as_, ana, monkeypatch):
    monkeypatch.setattr("nearward.chats.views.visit.found_in", lambda _visit: None)
    browser = as_(ana)
    give(browser, a_chat())
    answer = browser.get("/mirror/")
    assert "Still reading" in words(answer)
    assert answer.headers["Refresh"] == "3"


def test_the_made_up_chat_is_there_in_the_demo_alone(as_, ana, settings):
    browser = as_(ana)
    assert browser.post("/mirror/file/made-up/").status_code == 404
    settings.NEARWARD_DEMO = True
    browser.post("/mirror/file/made-up/")
    assert "Which of the two are you?" in words(browser.get("/mirror/"))


def test_a_forged_form_leaves_nothing_behind(ana, visits):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert give(browser, a_chat()).status_code == 403
    assert list(visits.iterdir()) == []


def test_an_upload_that_ends_after_the_session_did_leaves_nothing(as_, ana, visits, monkeypatch):
    browser = as_(ana)
    kept = at_hand.Visit.keep_said

    def meanwhile(visit, said):
        Session.objects.all().delete()
        kept(visit, said)

    monkeypatch.setattr(at_hand.Visit, "keep_said", meanwhile)
    give(browser, a_chat())
    assert list(visits.iterdir()) == []


@pytest.mark.parametrize("way", ["/leave/", "/account/sign-out/"])
def test_the_key_of_the_visit_goes_with_the_session(as_, ana, way):
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    assert browser.cookies[at_hand.cookie_name()].value
    browser.post(way)
    assert browser.cookies[at_hand.cookie_name()].value == ""


def test_whoever_looks_while_a_file_is_laid_down_does_not_throw_it_away(as_, ana, monkeypatch, visits):
    browser = as_(ana)
    kept = at_hand.Visit.keep_said

    def looked_at_meanwhile(visit, said):
        assert not list(visits.glob("*.export"))
        kept(visit, said)

    monkeypatch.setattr(at_hand.Visit, "keep_said", looked_at_meanwhile)
    assert give(browser, a_chat()).status_code == 302
    assert len(list(visits.glob("*.export"))) == 1
