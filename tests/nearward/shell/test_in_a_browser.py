"""The shell as a person meets it: in Chromium, by keyboard, without script, on a phone, in the dark."""

import pytest
from playwright.sync_api import expect
from tests.node import IN_CI, MODULES

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.nearward.shell.gallery"), pytest.mark.django_db]
PAGES = ("/", "/form/", "/offline/", "/not/there/", "/accounts/login/", "/accounts/signup/")
AXE = """axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})
  .then(told => told.violations.map(one => one.id + ' ' + one.nodes.map(node => node.target).join(' ')))"""
TOO_SMALL = """() => [...document.querySelectorAll(`button, .button, .chip, .tabs a, summary, select, .audience a,
    label:has(input), input:not([type=hidden], [type=checkbox], [type=radio])`)]
  .filter(each => each.checkVisibility())
  .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([html, box]) => `${html} ${box.width} x ${box.height}`)"""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture
def opened(chromium, live_server):
    """Open a page in a window of its own; anything the console complains about fails the test."""
    windows, complaints = [], []

    def open_page(path="/", size=PHONE, **more):
        window = chromium.new_context(viewport=size, service_workers="block", **more)
        windows.append(window)
        page = window.new_page()
        page.on(
            "console", lambda told: told.type == "error" and "404" not in told.text and complaints.append(told.text)
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield open_page
    for window in windows:
        window.close()
    assert not complaints


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_by_day_or_by_night(opened, path):
    axe = MODULES / "axe-core" / "axe.min.js"
    if not axe.exists():
        (pytest.fail if IN_CI else pytest.skip)("axe-core is not installed")
    page = opened(path, bypass_csp=True)
    page.add_script_tag(path=str(axe))
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert page.evaluate(AXE) == [], theme


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_every_size_and_every_thumb(opened, path):
    page = opened(path)
    assert page.evaluate(TOO_SMALL) == []
    for width in (320, 360, 640, 1280):
        page.set_viewport_size({"width": width, "height": 450})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_page_scrolls_sideways_from_right_to_left_either(opened):
    page = opened("/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_an_untouched_scale_sends_nothing_and_a_touched_one_its_value(opened):
    page = opened()
    page.locator("main form").evaluate("form => form.submit()")
    expect(page.locator("body")).to_have_text("heard=70")
    page.go_back()
    page.focus("#id_closeness_slider")
    page.keyboard.press("ArrowRight")
    page.locator("main form").evaluate("form => form.submit()")
    expect(page.locator("body")).to_have_text("closeness=51&heard=70")


def test_the_slider_says_in_words_where_it_stands_and_takes_an_answer_back(opened):
    page = opened()
    slider = page.locator("#id_closeness_slider")
    assert slider.get_attribute("aria-valuetext") == "not answered yet"
    slider.focus()
    page.keyboard.press("End")
    assert slider.get_attribute("aria-valuetext") == "very near"
    page.locator(".scale:has(#id_closeness_slider) [data-undo]").click()
    assert slider.get_attribute("aria-valuetext") == "not answered yet"
    assert slider.get_attribute("name") is None


def test_exactly_the_middle_can_be_meant(opened):
    page = opened()
    page.focus("#id_closeness_slider")
    page.keyboard.press("Enter")
    page.locator("main form").evaluate("form => form.submit()")
    assert "closeness=50" in page.inner_text("body")


def test_without_script_a_row_of_steps_does_the_same(opened):
    page = opened(java_script_enabled=False)
    page.locator("label:has(input[name=closeness][value='80'])").click()
    page.get_by_role("button", name="Next").click()
    assert page.inner_text("body") == "closeness=80&heard=70"


def test_nothing_jumps_when_the_script_arrives(opened):
    plain = opened(java_script_enabled=False).locator(".scale").first.bounding_box()
    lively = opened().locator(".scale").first.bounding_box()
    assert abs(plain["height"] - lively["height"]) <= 60


def test_leaving_blanks_the_page_in_the_same_breath_as_the_press(opened):
    page = opened()
    page.evaluate("document.querySelector('.leave').addEventListener('submit', event => event.preventDefault())")
    seen = page.evaluate(
        """() => { document.querySelector('.leave button').click();
          const seen = each => each.checkVisibility({visibilityProperty: true});
          return [...document.querySelectorAll('body *')].filter(seen).length; }"""
    )
    assert seen == 0
    assert "Nearward" not in page.title()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_leaving_works_without_script(opened):
    page = opened(java_script_enabled=False)
    page.locator(".leave button").click()
    page.wait_for_url("**/leave/")
    assert page.title() == "Weather"


def test_escape_three_times_leaves_and_twice_does_not(opened):
    page = opened()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.title() == "Nearward"
    page.keyboard.press("Escape")
    page.wait_for_url("**/leave/")
    assert page.title() == "Weather"


def test_leaving_and_skipping_are_the_first_two_stops_of_the_tab_key(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('form').dataset.leave") == ""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_safety_page_opens_without_a_request_and_forgets_when_it_closes(opened):
    page = opened()
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_text("If home does not feel safe").first.click()
    dialog = page.locator("dialog")
    dialog.get_by_role("checkbox").first.check()
    assert dialog.get_by_role("heading", name="If home does not feel safe").is_visible()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.locator(".safety input:checked").count() == 0
    assert asked == []
    assert page.evaluate("Object.keys({...localStorage, ...sessionStorage})") in ([], ["htmx-current-path-for-history"])


def test_the_safety_page_opens_without_script(opened):
    page = opened(java_script_enabled=False)
    page.locator(".safety summary").click()
    assert page.get_by_text("0808 2000 247").is_visible()


def test_the_picture_has_one_drawing_for_the_phone_and_one_for_the_desk(opened):
    for size, shown in ((PHONE, "narrow"), (DESK, "wide")):
        drawings = opened(size=size).locator(".chart svg[role=img]:visible")
        assert drawings.count() == 1
        assert drawings.get_attribute("class") == f"only-{shown}"


def test_on_paper_there_is_nothing_to_press(opened):
    page = opened()
    page.emulate_media(media="print")
    assert page.locator(":is(.button, .tabs, .leave, .safety):visible").count() == 0
    assert page.locator(".chart svg[role=img]:visible").count() == 1


def test_those_who_want_no_motion_get_none(opened):
    page = opened(reduced_motion="reduce")
    moving = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    assert page.evaluate(moving) == 0


def test_leaving_is_at_hand_on_the_safety_page_too(opened):
    page = opened()
    page.get_by_text("If home does not feel safe").first.click()
    page.locator("dialog").get_by_role("button", name="Leave this page").click()
    page.wait_for_url("**/leave/")
    assert page.title() == "Weather"


def test_on_paper_the_table_beside_the_picture_is_open(opened):
    page = opened()
    assert not page.locator(".chart table").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".chart table").bounding_box()["height"] > 100
