import uuid
from datetime import date, timedelta

import pytest
from tests.conftest import link

from nearward.people import actions as people
from nearward.sharing import queries as sharing
from nearward.sharing.models import Item
from nearward.sharing.queries import NotThere
from nearward.sharing.rules import Audience
from nearward.together import actions
from nearward.together.queries import answers_between, question_of, thanks_between

DAY = date(2026, 3, 12)
ME, BOTH, US = Audience.ME, Audience.BOTH, Audience.US


def answer(who, now, text="The lighthouse.", audience=BOTH, day=DAY):
    return actions.answer_question(who, day, question_of(who, day).id, text, audience=audience, now=now)


def thank(who, now, text="Thank you for the tea.", audience=US, day=DAY):
    return actions.thank(who, day, uuid.uuid4(), text, audience=audience, now=now)


def listed(who):
    return [(each.text, each.mine) for each in thanks_between(who, DAY - timedelta(days=30), DAY)]


def test_both_of_a_pair_find_the_same_question_every_day(ana, ben, pair):
    for n in range(20):
        day = DAY + timedelta(days=n)
        assert question_of(ana, day).id == question_of(ben, day).id
        assert question_of(ana, day).for_two


def test_alone_everybody_has_a_question_of_their_own(ana, cleo):
    days = [DAY + timedelta(days=n) for n in range(5)]
    assert [question_of(ana, day).id for day in days] != [question_of(cleo, day).id for day in days]
    assert not question_of(ana, DAY).for_two


def test_answers_are_shown_when_both_have_chosen_to_show_theirs(ana, ben, pair, now):
    answer(ben, now, "The sea.")
    assert question_of(ana, DAY).theirs is None
    answer(ana, now, audience=ME)
    assert question_of(ana, DAY).theirs is None
    assert question_of(ben, DAY).theirs is None
    answer(ana, now)
    assert question_of(ana, DAY).theirs == "The sea."
    assert question_of(ben, DAY).theirs == "The lighthouse."
    answer(ben, now, "The sea.", audience=ME)
    assert question_of(ana, DAY).theirs is None
    assert question_of(ben, DAY).theirs is None


def test_a_swap_is_known_to_nobody_else_and_two_answers_to_two_questions_reveal_nothing(ana, ben, pair, now):
    first = question_of(ana, DAY)
    assert actions.swap_question(ana, DAY, now)
    second = question_of(ana, DAY)
    assert second.id != first.id
    assert (first.swaps_left, second.swaps_left) == (2, 1)
    assert question_of(ben, DAY) == first
    answer(ana, now)
    answer(ben, now, "The sea.")
    assert (question_of(ana, DAY).theirs, question_of(ben, DAY).theirs) == (None, None)
    assert not actions.swap_question(ana, DAY, now)
    assert question_of(ana, DAY).id == second.id


def test_two_who_swap_for_the_same_question_meet_there(ana, ben, pair, now):
    for who in (ana, ben):
        assert [actions.swap_question(who, DAY, now) for _time in range(3)] == [True, True, False]
        answer(who, now, f"From {who.username}.")
    assert question_of(ana, DAY).theirs == "From ben."


def test_an_answer_for_a_partner_who_is_not_there_is_kept_for_its_author(ana, ben, pair, now):
    people.pause_pair(ben, now)
    assert answer(ana, now) is ME
    assert question_of(ana, DAY).mine.text == "The lighthouse."


def test_after_parting_only_ones_own_words_are_left(ana, ben, pair, now):
    answer(ana, now)
    answer(ben, now, "The sea.")
    thank(ana, now)
    thank(ben, now, "For the soup.")
    people.leave_pair(ben, now)
    (past,) = answers_between(ana, DAY, DAY)
    assert (past.mine.text, past.mine.audience, past.theirs) == ("The lighthouse.", ME, None)
    assert listed(ana) == [("Thank you for the tea.", True)]
    link(ana, ben, now)
    assert listed(ana) == [("Thank you for the tea.", True)]


def test_thanks_are_read_by_the_other_only_when_given(ana, ben, cleo, pair, now):
    thank(ana, now)
    thank(ana, now, "For yourself.", audience=ME)
    assert listed(ben) == [("Thank you for the tea.", False)]
    assert listed(cleo) == []
    assert len(listed(ana)) == 2
    assert [each.text for each in question_of(ben, DAY).thanks] == ["Thank you for the tea."]
    assert question_of(ana, DAY).thanks == ()


def test_a_form_sent_twice_is_kept_once(ana, now):
    entry = uuid.uuid4()
    for _time in range(2):
        actions.thank(ana, DAY, entry, "Thank you.", audience=ME, now=now)
    assert listed(ana) == [("Thank you.", True)]


def test_changing_and_erasing_thanks_counts_for_both_at_once(ana, ben, pair, now):
    thank(ana, now)
    (own,) = thanks_between(ana, DAY, DAY)
    actions.change_thanks(ana, own.id, "For the tea and the biscuit.", audience=US, now=now)
    assert listed(ben) == [("For the tea and the biscuit.", False)]
    actions.change_thanks(ana, own.id, "For the tea and the biscuit.", audience=ME, now=now)
    assert listed(ben) == []
    actions.erase_thanks(ana, own.id, now)
    assert listed(ana) == []


def test_nobody_else_changes_or_erases_words(ana, ben, cleo, dan, now):
    link(ana, ben, now)
    thank(ben, now)
    answer(ben, now)
    (thanks,) = thanks_between(ben, DAY, DAY)
    said = question_of(ben, DAY).mine
    for other in (ana, cleo, dan):
        for forbidden in (
            lambda who: actions.erase_thanks(who, thanks.id, now),
            lambda who: actions.change_thanks(who, thanks.id, "x", audience=US, now=now),
            lambda who: actions.erase_answer(who, said.id, now),
        ):
            with pytest.raises(NotThere):
                forbidden(other)
    assert question_of(ben, DAY).mine == said


def test_an_answer_is_not_erased_as_thanks_nor_the_other_way_round(ana, now):
    thank(ana, now, audience=ME)
    answer(ana, now, audience=ME)
    with pytest.raises(NotThere):
        actions.erase_thanks(ana, question_of(ana, DAY).mine.id, now)
    with pytest.raises(NotThere):
        actions.change_thanks(ana, question_of(ana, DAY).mine.id, "x", audience=ME, now=now)
    with pytest.raises(NotThere):
        actions.erase_answer(ana, thanks_between(ana, DAY, DAY)[0].id, now)
    assert Item.objects.count() == 2


def test_words_that_are_not_typed_on_a_keyboard_come_back_whole(ana, now):
    text = "Für dich 🌙\n\u202eabc\u202c  zwei Räume"
    actions.thank(ana, DAY, uuid.uuid4(), text, audience=ME, now=now)
    assert sharing.mine(ana, "together.thanks")[0].value == {"text": text}
