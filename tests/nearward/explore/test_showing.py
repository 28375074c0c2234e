"""What two people lay side by side: blind until both show it, and what is held back leaves no trace."""

import re

import pytest
from django.urls import reverse
from tests.compare import told
from tests.conftest import link
from tests.nearward.explore.conftest import fill

from nearward.explore.actions import keep_answers
from nearward.explore.queries import CIRCLE as OWN_CIRCLE
from nearward.explore.queries import MAP as OWN_MAP
from nearward.explore.queries import NEEDS as OWN_NEEDS
from nearward.explore.queries import maps_of
from nearward.explore.rules import UNSAID
from nearward.explore.showing import CIRCLE, MAP, NEEDS, SHOWN, laid_open, show, shown_by
from nearward.people import actions as people
from nearward.people.queries import bond_of
from nearward.sharing.models import Item

PAGES = ["/map/beside/", "/map/circle/", "/map/needs/", "/map/", "/map/begin/", "/"]
ANAS = {"noticed": ("lonely", "talks-less"), "sign:lonely": 4, "sign:talks-less": 3, "around": ("work-stress",)}
BENS = {"noticed": ("talks-less",), "sign:talks-less": 3, "around": ("work-stress",), "work-stress:1": 4}
I_RAISE, I_LEAVE = {"circle-raise": 0, "circle-leave": 2}, {"circle-raise": 2, "circle-leave": 0}


def pages_of(browser):
    return [told(browser.get(page)) for page in PAGES]


def press(who, as_, address, **data):
    return as_(who).post(address, {"link": bond_of(who).pair.hex if bond_of(who).pair else "", **data})


@pytest.fixture
def maps(ana, ben, pair, now):
    return fill(ana, now, ANAS), fill(ben, now, BENS)


def test_two_maps_are_blind_until_both_press_show_and_then_agreement_comes_first(ana, ben, maps, as_):
    blind = as_(ana).get("/map/beside/").content.decode()
    assert "What you both say" not in blind
    press(ana, as_, "/map/beside/show/", all="yes")
    assert "What you both say" not in as_(ana).get("/map/beside/").content.decode()
    assert "What you both say" not in as_(ben).get("/map/beside/").content.decode()
    press(ben, as_, "/map/beside/show/", all="yes")
    for who in (ana, ben):
        page = as_(who).get("/map/beside/").content.decode()
        assert page.index("What you both say") < page.index("One difference, as two views")
        assert page.count("One difference, as two views") == 1
        said = page[page.index("What you both say") : page.index("One difference")]
        assert "Talking less" in said
        assert "Work comes home with you" in said
        assert "Alone together" in page[page.index("One difference") :]


def test_what_ben_keeps_holds_back_or_leaves_unsaid_changes_no_byte_of_what_ana_sees(ana, ben, pair, as_, now):
    fill(ana, now, ANAS)
    for part, own, values in ((CIRCLE, OWN_CIRCLE, I_RAISE), (NEEDS, OWN_NEEDS, {"needs-two": 4})):
        keep_answers(ana, own, values, now.date(), now)
        show(ana, bond_of(ana).pair, part, values, now)
    press(ana, as_, "/map/beside/show/", all="yes")
    before = pages_of(as_(ana))
    fill(ben, now, BENS)
    keep_answers(ben, OWN_CIRCLE, I_LEAVE, now.date(), now)
    keep_answers(ben, OWN_NEEDS, {"needs-two": 1, "needs-alone": 4}, now.date(), now)
    assert pages_of(as_(ana)) == before
    show(ben, bond_of(ben).pair, MAP, {"sign:no-such-sign": 4, "cause:money": 2}, now)  # ana shows neither
    show(ben, bond_of(ben).pair, NEEDS, {"needs-alone": 4}, now)
    assert pages_of(as_(ana)) == before
    show(ben, bond_of(ben).pair, MAP, {}, now)
    assert pages_of(as_(ana)) == before


def test_taking_back_looks_like_never_having_shown(ana, ben, maps, as_, now):
    press(ana, as_, "/map/beside/show/", all="yes")
    never = pages_of(as_(ana))
    press(ben, as_, "/map/beside/show/", all="yes")
    assert pages_of(as_(ana)) != never
    press(ben, as_, "/map/beside/show/", none="yes")
    assert pages_of(as_(ana)) == never
    assert Item.objects.filter(author=ben, kind=SHOWN).count() == 0


def test_one_answer_held_back_looks_like_one_that_was_not_sure(ana, ben, pair, as_, now):
    fill(ana, now, ANAS)
    press(ana, as_, "/map/beside/show/", all="yes")
    fill(ben, now, {**BENS, "noticed": ("talks-less", "lonely"), "sign:lonely": UNSAID})
    press(ben, as_, "/map/beside/show/", all="yes")
    unsaid = pages_of(as_(ana))
    fill(ben, now, {**BENS, "noticed": ("talks-less", "lonely"), "sign:lonely": 4})
    kept = [question for question in shown_by(ben, MAP) if question != "sign:lonely"]
    press(ben, as_, "/map/beside/show/", show=kept)
    assert pages_of(as_(ana)) == unsaid


def test_what_is_not_sure_or_not_said_is_not_among_what_can_be_shown(ana, pair, as_, now):
    fill(ana, now, {"noticed": ("lonely", "numb"), "sign:lonely": UNSAID, "sign:numb": 2})
    page = as_(ana).get("/map/beside/").content.decode()
    assert 'value="sign:lonely"' not in page
    assert 'value="sign:numb"' in page
    assert 'value="sign:contempt"' in page[page.index("What you do not notice") :]


def test_where_signs_were_not_said_at_all_none_can_be_shown_as_not_noticed(ana, pair, as_, now):
    fill(ana, now, {"noticed": UNSAID})
    assert 'value="sign:' not in as_(ana).get("/map/beside/").content.decode()


def test_nothing_is_ticked_before_somebody_ticks_it(ana, maps, as_):
    form = as_(ana).get("/map/beside/").content.decode().split('action="/map/beside/show/"')[1].split("</form>")[0]
    assert " checked" not in form


def test_only_ones_own_answers_can_be_shown_and_only_as_they_are(ana, ben, maps, as_):
    press(ana, as_, "/map/beside/show/", show=["sign:lonely", "cause:abuse", "sign:nothing", "cause:money"])
    assert shown_by(ana, MAP) == {"sign:lonely": 4}


def test_a_page_from_before_a_parting_shows_nothing_to_anybody_new(ana, ben, cleo, maps, as_, now):
    old = bond_of(ana).pair.hex
    people.leave_pair(ana, now)
    link(ana, cleo, now)
    as_(ana).post("/map/beside/show/", {"link": old, "all": "yes"})
    assert shown_by(ana, MAP) == {}


def test_linking_again_brings_nothing_back(ana, ben, maps, as_, now):
    for who in (ana, ben):
        press(who, as_, "/map/beside/show/", all="yes")
    people.leave_pair(ben, now)
    assert laid_open(ana, MAP) == ()
    link(ana, ben, now)
    assert laid_open(ana, MAP) == laid_open(ben, MAP) == ()
    assert shown_by(ana, MAP) == {}


def test_a_pause_by_ben_looks_exactly_like_no_link(ana, ben, maps, pair, as_, now):
    for who in (ana, ben):
        press(who, as_, "/map/beside/show/", all="yes")
    people.pause_pair(ben, now)
    paused = pages_of(as_(ana))
    people.leave_pair(ben, now)
    assert pages_of(as_(ana)) == paused
    assert pair.pk.hex.encode() not in b"".join(body for _status, body, _headers in paused)


OWN = {
    "/map/beside/": (MAP, "sign:lonely"),
    "/map/circle/": (CIRCLE, "circle-raise"),
    "/map/needs/": (NEEDS, "needs-two"),
}


@pytest.fixture
def all_shown(ana, ben, pair, as_, now):
    for who in (ana, ben):
        fill(who, now, ANAS)
        keep_answers(who, OWN_CIRCLE, I_RAISE, now.date(), now)
        keep_answers(who, OWN_NEEDS, {"needs-two": 4}, now.date(), now)
        for page in OWN:
            press(who, as_, f"{page}show/", all="yes")
    for part, question in OWN.values():
        assert question in {one.question for one in laid_open(ben, part)}


def test_erasing_every_map_takes_back_what_was_shown_of_them(ana, ben, all_shown, as_, now):
    fill(ana, now, {"noticed": ("numb",), "sign:numb": 2})
    for one in maps_of(ana):
        as_(ana).post(f"/map/{one.id}/erase/")
    assert laid_open(ben, MAP) == ()
    assert not shown_by(ana, MAP)
    assert "Take it back" not in as_(ana).get("/map/beside/").content.decode()
    assert laid_open(ben, CIRCLE)


def test_erasing_an_earlier_map_takes_back_only_what_it_alone_said(ana, pair, as_, now):
    first = fill(ana, now, {"noticed": ("lonely", "numb"), "sign:lonely": 4, "sign:numb": 2})
    press(ana, as_, "/map/beside/show/", show=["sign:lonely", "sign:numb"])
    fill(ana, now, {"noticed": ("lonely", "numb"), "sign:lonely": 1, "sign:numb": 2})
    as_(ana).post(f"/map/{first.id}/erase/")
    assert shown_by(ana, MAP) == {"sign:numb": 2}


@pytest.mark.parametrize("page", OWN)
def test_what_is_shown_can_be_taken_back_when_ones_own_answers_are_gone(page, ana, ben, all_shown, as_, now):
    Item.objects.filter(author=ana, kind__in=(OWN_MAP, OWN_CIRCLE, OWN_NEEDS)).delete()
    assert "Take it back" in as_(ana).get(page).content.decode()
    press(ana, as_, f"{page}show/", none="yes")
    assert laid_open(ben, OWN[page][0]) == ()
    assert "Take it back" not in as_(ana).get(page).content.decode()


@pytest.mark.parametrize("page", OWN)
@pytest.mark.parametrize("whose", ["ana", "ben"])
def test_what_is_taken_back_during_a_pause_stays_so_when_it_ends(page, whose, ana, ben, *, all_shown, as_, now):
    pausing = {"ana": ana, "ben": ben}[whose]
    people.pause_pair(pausing, now)
    assert "Take it back" in as_(ana).get(page).content.decode()
    as_(ana).post(f"{page}show/", {"none": "yes"})
    assert "Take it back" not in as_(ana).get(page).content.decode()
    people.resume_pair(pausing, now)
    part = OWN[page][0]
    assert shown_by(ben, part)
    assert laid_open(ben, part) == ()


@pytest.mark.parametrize("page", OWN)
def test_after_a_parting_ones_own_page_still_takes_back(page, ana, ben, all_shown, as_, now):
    people.leave_pair(ben, now)
    assert "Take it back" in as_(ana).get(page).content.decode()
    as_(ana).post(f"{page}show/", {"none": "yes"})
    assert "Take it back" not in as_(ana).get(page).content.decode()


def test_a_new_link_since_the_page_was_checked_is_shown_nothing(ana, ben, cleo, maps, now):
    checked = bond_of(ana).pair
    people.leave_pair(ana, now)
    link(ana, cleo, now)
    assert show(ana, checked, MAP, {"sign:lonely": 4}, now) is False
    assert not Item.objects.filter(kind=SHOWN).exists()


def test_without_a_link_nothing_is_written(ana, as_, now):
    fill(ana, now, ANAS)
    assert show(ana, bond_of(ana).pair, MAP, {"sign:lonely": 4}, now) is False
    as_(ana).post("/map/beside/show/", {"link": "", "all": "yes"})
    assert not Item.objects.filter(kind=SHOWN).exists()


def test_rows_tell_nothing_of_their_questions_and_meet_all_the_same(ana, ben, pair, now):
    show(ana, bond_of(ana).pair, MAP, {"sign:lonely": 4}, now)
    show(ben, bond_of(ben).pair, MAP, {"sign:lonely": 1}, now)
    rows = list(Item.objects.filter(kind=SHOWN))
    assert len({(row.subject, row.day) for row in rows}) == 1
    assert re.fullmatch(r"[0-9a-f]{64}", rows[0].subject)
    (both,) = laid_open(ana, MAP)
    assert (both.question, both.mine, both.theirs) == ("sign:lonely", 4, 1)


def test_showing_the_same_again_changes_nothing_and_a_new_answer_is_shown_only_when_pressed(ana, maps, as_, now):
    show(ana, bond_of(ana).pair, MAP, {"sign:lonely": 4}, now)
    row = Item.objects.get(kind=SHOWN)
    show(ana, bond_of(ana).pair, MAP, {"sign:lonely": 4}, now.replace(hour=13))
    assert Item.objects.get(kind=SHOWN).changed_at == row.changed_at
    fill(ana, now, {"noticed": ("lonely",), "sign:lonely": 1})
    assert shown_by(ana, MAP) == {"sign:lonely": 4}
    assert "What you show still says what you said before" in as_(ana).get("/map/beside/").content.decode()
    press(ana, as_, "/map/beside/show/", show=["sign:lonely"])
    assert shown_by(ana, MAP) == {"sign:lonely": 1}


def test_a_new_secret_of_the_house_leaves_no_answer_shown_twice(ana, pair, now, settings):
    show(ana, bond_of(ana).pair, MAP, {"sign:lonely": 4}, now)
    settings.SECRET_KEY = "a new one, for it was time"
    show(ana, bond_of(ana).pair, MAP, {"sign:lonely": 4}, now)
    assert Item.objects.filter(kind=SHOWN).count() == 1


def test_a_circle_is_drawn_from_one_view_and_then_from_two(ana, ben, pair, as_, now):
    as_(ana).post("/map/circle/", {**I_RAISE, "circle-hope-on": ["0", "1"]})
    page = as_(ana).get("/map/circle/").content.decode()
    assert "As you see it" in page
    assert "You bring it up and go on." in page
    assert "Hoping: to be heard, to settle it." in page
    as_(ben).post("/map/circle/", {**I_LEAVE, "circle-hope-quiet": ["1"]})
    for who in (ana, ben):
        press(who, as_, "/map/circle/show/", all="yes")
    anas, bens = (as_(who).get("/map/circle/").content.decode() for who in (ana, ben))
    assert "As you both see it" in anas
    assert "As you both see it" in bens
    assert "You go quiet or leave." in bens
    assert reverse("practice:doing", args=["pause-and-return"]) in anas
    press(ben, as_, "/map/circle/show/", none="yes")
    assert as_(ana).get("/map/circle/").content.decode().count("As you see it") == 1


def test_needs_are_laid_out_as_differences_to_plan_around(ana, ben, pair, as_, now):
    as_(ana).post("/map/needs/", {"needs-alone": "4", "needs-two": "3"})
    as_(ben).post("/map/needs/", {"needs-alone": "2", "needs-two": "4"})
    for who in (ana, ben):
        press(who, as_, "/map/needs/show/", show=["needs-alone", "needs-two"])
    page = as_(ana).get("/map/needs/").content.decode()
    both = page[page.index("What you both wish for") : page.index("Differences to plan around")]
    assert "Time as two" in both
    assert "Plan time alone in, with a time at which you come back to each other." in page
    press(ben, as_, "/map/needs/show/", show=["needs-two"])
    assert "Differences to plan around" not in as_(ana).get("/map/needs/").content.decode()


@pytest.mark.parametrize("address", ["/map/circle/", "/map/needs/"])
def test_what_is_no_answer_is_told_and_keeps_what_was_typed(ana, as_, address):
    name = "circle-raise" if "circle" in address else "needs-two"
    page = as_(ana).post(address, {name: "9"})
    assert page.status_code == 200
    assert b"errorlist" in page.content
    assert not Item.objects.exists()
