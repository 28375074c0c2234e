import pytest
from tests.nearward.chats.conftest import a_chat, look
from tests.nearward.chats.test_views import words

from nearward.chats.reading import NotRead, OtherFile
from nearward.chats.views import messages as messages_views
from nearward_dialogue import DialogueError


def raised(trouble):
    raise trouble


def test_the_hours_of_the_day_open_their_messages(as_, ana):
    browser = as_(ana)
    page = look(browser, a_chat(), "Ana").content.decode()
    assert "Answers within an hour, by the hour of the day" in page
    assert 'href="/mirror/messages/hours/"' in page
    assert "in answer to a message of" in words(browser.get("/mirror/messages/hours/"))


def test_messages_of_a_file_that_is_still_being_read_wait_for_it(as_, ana, monkeypatch):
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    monkeypatch.setattr(messages_views, "found_in", lambda _visit: None)
    answer = browser.get("/mirror/messages/thanks/")
    assert answer.status_code == 200
    assert "Still reading" in words(answer)
    assert answer.headers["Refresh"] == "3"


@pytest.mark.parametrize("trouble", [NotRead, DialogueError("locked")])
def test_messages_that_do_not_open_just_now_are_said_to_and_nothing_is_lost(as_, ana, monkeypatch, trouble):
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    with monkeypatch.context() as patched:
        patched.setattr(messages_views, "talk_at_hand", lambda _visit: raised(trouble))
        answer = browser.get("/mirror/messages/thanks/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "nothing is lost" in words(answer)
    assert "locked" not in words(answer)
    assert browser.get("/mirror/messages/thanks/").status_code == 200


@pytest.mark.parametrize("gone", [OtherFile, FileNotFoundError])
def test_messages_of_what_was_put_away_meanwhile_are_not_there(as_, ana, monkeypatch, gone):
    browser = as_(ana)
    look(browser, a_chat(), "Ana")
    monkeypatch.setattr(messages_views, "talk_at_hand", lambda _visit: raised(gone))
    assert browser.get("/mirror/messages/thanks/").status_code == 404
