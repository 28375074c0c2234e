"""Guessing codes, typing them first, and pretending to be somebody else."""

from datetime import timedelta

import pytest

from nearward.kit import codes
from nearward.people import actions, queries
from nearward.people.actions import CannotPair
from nearward.people.models import CodeTry, Invitation
from nearward.people.rules import CODE_LIVES, TRIES_A_PERSON, Link


def test_guessing_for_a_whole_life_of_a_code_gets_ten_tries(ana, ben, held):
    actions.invite(ana, held)
    tries = 0
    for second in range(0, int(CODE_LIVES.total_seconds()), 2):
        with pytest.raises(CannotPair):
            actions.take_code(ben, codes.new_code(), held + timedelta(seconds=second))
        tries = CodeTry.objects.count()
    assert tries == TRIES_A_PERSON


def test_one_who_guesses_does_not_stop_others_from_linking(ana, ben, cleo, held):
    code = actions.invite(ana, held)
    for _ in range(50):
        with pytest.raises(CannotPair):
            actions.take_code(cleo, codes.new_code(), held)
    actions.take_code(ben, code, held)


def test_a_wrong_code_a_used_one_and_one_that_ran_out_are_answered_alike(just, ana, ben, cleo, dan, held):
    his = just(dan)

    def answer_to(code):
        page = his.post("/pair/code/type/", {"code": code, "called": "Dan"}).content.decode()
        return page.partition("<main")[2].replace(code, "").split("csrfmiddlewaretoken")[0], len(page)

    used, over = actions.invite(ana, held), actions.invite(cleo, held - CODE_LIVES)
    actions.take_code(ben, used, held)
    assert answer_to("00000-00000") == answer_to(used) == answer_to(over)


def test_a_third_person_who_types_the_code_first_is_seen_and_refused(just, ana, ben, cleo, held):
    hers, code = just(ana), actions.invite(ana, held)
    actions.take_code(cleo, code, held)
    actions.agree_to_meet(cleo, held)
    with pytest.raises(CannotPair):
        actions.take_code(ben, code, held)
    page = hers.get("/pair/").content.decode()
    assert "Is this really Cleo?" in page
    assert "the number differs" in page
    hers.post("/pair/no/")
    with pytest.raises(CannotPair):
        actions.agree_to_meet(cleo, held)
    assert queries.bond_of(ana).link is queries.bond_of(cleo).link is Link.ALONE


def test_calling_oneself_by_anothers_name_does_not_show_anothers_number(just, ana, ben, cleo, held):
    """Cleo says that she is Ben: Ben's own screen shows no number at all, and so Ana hears of it."""
    actions.take_code(cleo, actions.invite(ana, held), held)
    actions.choose_words(cleo, called="Ben")
    assert "Is this really Ben?" in just(ana).get("/pair/").content.decode()
    assert 'class="number"' not in just(ben).get("/pair/").content.decode()


def test_who_types_a_code_sees_the_chosen_name_and_nothing_else(just, ana, ben, held):
    ana.username = "ana-lighthouse-1979"
    ana.save()
    actions.choose_words(ana, called="Ana", partner_called="the captain")
    actions.take_code(ben, actions.invite(ana, held), held)
    page = just(ben).get("/pair/").content.decode()
    assert "Is this really Ana?" in page
    for private in ("lighthouse", "captain", str(ana.pk), "Berlin"):
        assert private not in page


def test_the_table_of_codes_holds_none_that_can_be_read(ana, held):
    code = actions.invite(ana, held)
    row = Invitation.objects.values().get()
    for written in (code, code.replace("-", "")):
        assert written.encode() not in b" ".join(bytes(str(value), "utf-8") for value in row.values())
        assert written.encode() not in bytes(row["code_shown"])


def test_only_who_shows_the_code_can_read_it_on_a_page(just, ana, ben, cleo, held):
    code = actions.invite(ana, held)
    assert code in just(ana).get("/pair/").content.decode()
    for other in (ben, cleo):
        assert code not in just(other).get("/pair/").content.decode()


def test_one_yes_alone_opens_nothing_however_often_it_is_sent(just, ana, ben, held):
    actions.take_code(ben, actions.invite(ana, held), held)
    his = just(ben)
    for _ in range(5):
        his.post("/pair/yes/")
    assert queries.bond_of(ben).link is Link.ALONE
