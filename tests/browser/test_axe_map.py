"""The map at each kind of question, what it comes to, and what two lay side by side, looked at with axe."""

import re

from tests.browser.steps import pair_up, sign_up
from tests.browser.test_axe import all_faults, axe, faults_on
from tests.browser.test_first_ten_minutes import QUESTION, answer_one, make_map, tick

__all__ = ["axe"]


def test_the_map_is_without_a_fault_at_each_kind_of_question(house, visit, axe):
    page = visit(house)
    sign_up(page, "Cleo")
    page.goto("/map/begin/")
    faults = faults_on(page, axe)
    page.get_by_role("button", name="Begin").click()
    faults += faults_on(page, axe)
    tick(page, "Alone together")
    seen = set()
    while QUESTION.search(page.url):
        kind = re.sub(r"\W.*", "", page.locator("input[name=question]").input_value())
        if kind in {"sign", "since", "alone", "health", "around"} - seen:
            seen.add(kind)
            faults += faults_on(page, axe)
            page.reload()
        answer_one(page, 3)
    faults += all_faults(page, ["/map/", "/map/talk/", "/map/circle/", "/map/needs/", "/map/beside/"], axe)
    assert faults == []
    assert len(seen) == 5


def test_what_two_lay_side_by_side_is_without_a_fault(house, visit, axe):
    ana, ben = visit(house), visit(house)
    sign_up(ana, "Ana", "Ben")
    sign_up(ben, "Ben", "Ana")
    pair_up(ana, ben)
    for page, signs in ((ana, ("Talking less", "Alone together")), (ben, ("Talking less",))):
        make_map(page, *signs)
        page.goto("/map/beside/")
        page.get_by_role("button", name="Show all of it").click()
        for address, name, button in (
            ("circle", "circle-raise", "Show my side"),
            ("needs", "needs-two", "Show all of it"),
        ):
            page.goto(f"/map/{address}/")
            page.locator(f"label:has(input[name='{name}'])").first.click()
            page.get_by_role("button", name="Keep").click()
            page.get_by_role("button", name=button).click()
    assert all_faults(ana, ["/map/beside/", "/map/circle/", "/map/needs/"], axe) == []
