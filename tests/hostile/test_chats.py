"""The other partner and the mirror: nothing is learnt of an upload, a look alone, a refusal, or what was taken back."""

import re
from datetime import timedelta

import pytest
from tests.hostile.conftest import FRESH, differences, everything_seen
from tests.nearward.chats.conftest import a_chat, give, look

from nearward.chats import actions, at_hand
from nearward.chats.queries import joint_of
from nearward.kit import clock
from nearward.people import actions as people
from nearward.sharing.models import Ours


@pytest.fixture(autouse=True)
def visits(tmp_path, monkeypatch, settings):
    settings.DATA = tmp_path
    return at_hand.folder()


@pytest.fixture
def his(just, ben, pair):
    return just(ben)


@pytest.fixture
def hers(just, ana, pair):
    return just(ana)


def proposed(his, text=None):
    look(his, text or a_chat(), "Ben")
    his.post("/mirror/both/propose/")


def press(browser, what, who, held):
    joint = joint_of(who, held)
    which = joint.theirs or joint.mine
    return browser.post(f"/mirror/both/{what}/", {"proposal": which.id if which else "none"})


def test_an_upload_and_a_look_alone_change_no_byte_of_her_pages(hers, his, ana, ben, held):
    nothing = everything_seen(hers)
    look(his, a_chat(), "Ben")
    his.get("/mirror/messages/thanks/")
    assert differences(nothing, everything_seen(hers)) == {}


def test_a_refusal_and_silence_are_the_same_to_the_one_who_asked(hers, his, ana, ben, held):
    proposed(his)
    his.post("/mirror/file/put-away/")
    before = everything_seen(his)
    press(hers, "not-now", ana, held)
    assert differences(before, everything_seen(his)) == {}


def test_what_was_proposed_and_taken_back_looks_like_never_proposed(hers, his, ana, ben, held):
    nothing = everything_seen(hers)
    proposed(his)
    assert set(differences(nothing, everything_seen(hers))) >= {"chats:both", "chats:index"}
    press(his, "withdraw", ben, held)
    assert differences(nothing, everything_seen(hers)) == {}


def test_she_sees_the_lines_of_the_proposal_and_nothing_of_what_he_saw_alone(hers, his, ana, ben, held):
    text = a_chat().replace(" - Ana: ", " - Annie: ")
    look(his, text, "Ben")
    his.post("/mirror/both/propose/")
    page = hers.get("/mirror/both/").content.decode()
    assert joint_of(ben, held).mine.basis.short_digest in page
    assert re.search(r"Whoever proposes it is</dt><dd[^>]*>Ben<.*The other is</dt><dd[^>]*>Annie<", page, re.DOTALL)
    for never in ("chat.txt", "Time until an answer", "in 100"):
        assert never not in page


def read_for_both(hers, his, ana, ben, held):
    proposed(his)
    press(hers, "agree", ana, held)
    his.post("/mirror/both/make/", {"proposal": joint_of(ben, held).to_make.id})


def nothing_at(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 404
    return FRESH.sub("", answer.content.decode())


def test_without_a_file_the_page_of_messages_is_the_same_whatever_both_agreed_to(hers, his, ana, ben, held):
    paths = [f"/mirror/both/{of}messages/{name}/" for of in ("", "earlier/") for name in ("thanks", "nothing")]
    before = [nothing_at(hers, path) for path in paths]
    read_for_both(hers, his, ana, ben, held)
    assert [nothing_at(hers, path) for path in paths] == before
    assert len(set(before)) == 1


def test_the_report_is_made_from_the_very_file_and_opens_for_both(hers, his, ana, ben, held):
    read_for_both(hers, his, ana, ben, held)
    for browser in (hers, his):
        page = browser.get("/mirror/both/").content.decode()
        assert "Time until an answer" in page
        assert 'class="dot them"' in page
    assert his.get("/mirror/both/messages/thanks/").status_code == 200
    assert hers.get("/mirror/both/messages/thanks/").status_code == 404
    look(hers, a_chat(), "Ana")
    assert hers.get("/mirror/both/messages/thanks/").status_code == 200
    give(hers, a_chat(5))
    assert hers.get("/mirror/both/messages/thanks/").status_code == 404


def test_the_joint_messages_are_read_as_agreed_whatever_the_visitor_answers_now(hers, his, ana, ben, held):
    read_for_both(hers, his, ana, ben, held)
    honest = shown(his)
    look(his, a_chat(), "Ana")
    assert shown(his) == honest
    give(his, a_chat())
    assert shown(his) == honest
    look(hers, a_chat(), "Ben")
    assert shown(hers) == [not mine for mine in honest]


def shown(browser):
    """Whose each message behind a number is said to be, from the reader's own side."""
    page = browser.get("/mirror/both/messages/thanks/").content.decode()
    return [whose == "You" for whose in re.findall(r'class="soft">([^·<]*) · <time', page)]


def test_a_yes_during_a_pause_can_be_seen_and_taken_back(hers, his, ana, ben, held):
    read_for_both(hers, his, ana, ben, held)
    which = joint_of(ben, held).report.proposal.id
    people.pause_pair(ana, held)
    assert which in his.get("/mirror/both/").content.decode()
    his.post("/mirror/both/withdraw/", {"proposal": which})
    assert Ours.objects.count() == 0
    assert which not in his.get("/mirror/both/").content.decode()


def test_another_file_is_not_read_on_the_strength_of_an_old_yes(hers, his, ana, ben, held):
    proposed(his)
    press(hers, "agree", ana, held)
    look(his, a_chat(9), "Ben")
    wanted = joint_of(ben, held).to_make.id
    answer = his.post("/mirror/both/make/", {"proposal": wanted}, follow=True)
    assert "not the one that you both agreed to" in answer.content.decode()
    assert joint_of(ben, held).report is None


def test_either_may_give_the_file_once_more_and_it_must_be_the_same(hers, his, ana, ben, held):
    proposed(his)
    his.post("/mirror/file/put-away/")
    press(hers, "agree", ana, held)
    look(hers, a_chat(), "Ana")
    hers.post("/mirror/both/make/", {"proposal": joint_of(ana, held).to_make.id})
    assert joint_of(ben, held).report.told.messages[::-1] == joint_of(ana, held).report.told.messages


@pytest.mark.parametrize("who", ["hers", "his"])
def test_taken_back_it_is_gone_for_both_with_the_file_of_the_one_who_took_it_back(hers, his, ana, ben, held, who):
    nothing = everything_seen(hers)
    read_for_both(hers, his, ana, ben, held)
    one, person = (hers, ana) if who == "hers" else (his, ben)
    one.post("/mirror/both/withdraw/", {"proposal": joint_of(person, held).report.proposal.id})
    assert "Time until an answer" not in hers.get("/mirror/both/").content.decode()
    assert "Time until an answer" not in his.get("/mirror/both/").content.decode()
    assert his.get("/mirror/both/messages/thanks/").status_code == 404
    if who == "his":
        assert list(at_hand.folder().iterdir()) == []
        assert set(differences(nothing, everything_seen(hers))) <= {"people:log"}


def test_a_stranger_who_knows_its_number_can_do_nothing_with_it(just, his, ana, ben, cleo, held):
    strangers = just(cleo)
    proposed(his)
    which = joint_of(ben, held).mine.id
    before = everything_seen(strangers)
    for what in ("agree", "not-now", "withdraw", "make"):
        known = strangers.post(f"/mirror/both/{what}/", {"proposal": which})
        unknown = strangers.post(f"/mirror/both/{what}/", {"proposal": "nothing"})
        assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert differences(before, everything_seen(strangers)) == {}
    assert joint_of(ana, held).theirs
    actions.agree(ana, which, held)


@pytest.fixture
def two_reports(hers, his, ana, ben, held):
    """One of his and a newer one of hers; she has the file of hers at hand."""
    read_for_both(hers, his, ana, ben, held)
    look(hers, a_chat(5), "Ana")
    hers.post("/mirror/both/propose/")
    his.post("/mirror/both/agree/", {"proposal": joint_of(ben, held).theirs.id})
    with clock.at(held + timedelta(minutes=1)):
        hers.post("/mirror/both/make/", {"proposal": joint_of(ana, held).to_make.id})
    joint = joint_of(ben, held)
    assert (joint.report.mine, joint.earlier.mine) == (False, True)
    return joint


def test_the_older_of_two_reports_opens_for_both_with_its_own_file_alone(two_reports, hers, his):
    for browser in (hers, his):
        assert 'href="/mirror/both/earlier/"' in browser.get("/mirror/both/").content.decode()
        page = browser.get("/mirror/both/earlier/").content.decode()
        assert two_reports.earlier.proposal.basis.short_digest in page
        assert two_reports.report.proposal.basis.short_digest not in page
        assert "Time until an answer" in page
    assert his.get("/mirror/both/earlier/messages/thanks/").status_code == 200
    assert his.get("/mirror/both/messages/thanks/").status_code == 404
    assert hers.get("/mirror/both/earlier/messages/thanks/").status_code == 404
    assert hers.get("/mirror/both/messages/thanks/").status_code == 200


@pytest.mark.parametrize("end", ["hers", "his", "pause", "part"])
def test_the_older_report_is_gone_for_both_once_one_no_longer_agrees(two_reports, hers, his, ana, held, end):
    match end:
        case "pause":
            people.pause_pair(ana, held)
        case "part":
            people.leave_pair(ana, held)
        case _:
            one = hers if end == "hers" else his
            one.post("/mirror/both/withdraw/", {"proposal": two_reports.earlier.proposal.id})
    for browser in (hers, his):
        for path in ("/mirror/both/earlier/", "/mirror/both/earlier/messages/thanks/"):
            assert browser.get(path).status_code == 404
        assert "/mirror/both/earlier/" not in browser.get("/mirror/both/").content.decode()


def test_one_report_has_no_earlier_one(hers, his, ana, ben, held):
    read_for_both(hers, his, ana, ben, held)
    for browser in (hers, his):
        for path in ("/mirror/both/earlier/", "/mirror/both/earlier/messages/thanks/"):
            assert browser.get(path).status_code == 404


def test_a_stranger_has_no_earlier_report_of_theirs(two_reports, just, cleo):
    for path in ("/mirror/both/earlier/", "/mirror/both/earlier/messages/thanks/"):
        assert just(cleo).get(path).status_code == 404
