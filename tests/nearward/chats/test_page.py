from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from nearward.chats import drawing, words
from nearward.chats.page import page_of, whole_page
from nearward.chats.rules import Cue, Figure, Hourly, Measure, Shift, Told, from_the_other_side
from nearward_dialogue.cues import CUES
from nearward_dialogue.measures import measures

WEEKS = 30
CURVE = tuple(float(week) for week in range(WEEKS))


def told(*made, shifts=(), people=1, weeks=WEEKS):
    return Told(date(2025, 1, 6), weeks, 3_600, (500,) * people, too_little=False, measures=made, shifts=tuple(shifts))


def figure(value=12.0, low=10.0, high=15.0, weekly=CURVE):
    return Figure(value, low, high, 300, weekly)


def test_every_measure_there_is_has_its_place_and_its_words():
    for name in measures():
        assert words.group_of(name) in words.GROUPS
        assert words.title_of(name)
        assert words.limits_of(name)


def test_a_measure_that_is_new_stands_on_the_page_by_itself():
    page = page_of(told(Measure("brand_new", "per 100", False, (figure(),))))
    assert [(group.name, [row.title for row in group.rows]) for group in page.groups] == [("more", ["Brand new"])]
    assert page.groups[0].rows[0].said[0].range == "likely 10 to 15 in 100"
    assert "Brand new" in whole_page(told(Measure("brand_new", "per 100", False, (figure(),))))


def test_groups_stand_in_one_order_whatever_the_names():
    made = [
        Measure(name, "per 100", False, (figure(),))
        for name in ("we_talk", "initiation", "apology", "messages", "latency")
    ]
    assert [group.name for group in page_of(told(*made)).groups] == ["time", "begin", "answers", "warmth"]


def test_what_never_happened_has_no_range():
    page = page_of(told(Measure("thanks", "per 100", False, (figure(0.0, 0.0, 0.0),))))
    assert page.groups[0].rows[0].said[0].range == ""


def test_what_cannot_be_told_is_said_and_not_drawn():
    page = page_of(told(Measure("latency", "seconds", False, (figure(None, 600.0, None),))))
    row = page.groups[0].rows[0]
    assert row.said[0].value == "longer than can be told"
    assert row.range is None


def test_a_person_with_too_little_is_left_out_of_a_pairs_report():
    row = page_of(told(Measure("thanks", "per 100", False, (None, figure())), people=2), "Ben").groups[0].rows[0]
    assert [one.name for one in row.said] == ["Ben"]
    assert row.picture.key[0][0] == "Ben"


def test_a_change_is_told_once_where_both_sides_are_one_change():
    shift = Shift("messages", 0, date(2025, 5, 5), date(2025, 4, 7), date(2025, 6, 2), 0.4, 0.6, 0.93)
    other = Shift("messages", 1, date(2025, 5, 5), date(2025, 4, 7), date(2025, 6, 2), 0.6, 0.4, 0.93)
    made = told(
        Measure("messages", "share", False, (figure(0.5, 0.4, 0.6), figure(0.5, 0.4, 0.6))),
        shifts=(shift, other),
        people=2,
    )
    (turn,) = page_of(made, "Ben").turns
    assert turn.words.startswith("40 in 100 before, 60 in 100 since about 5 May 2025")
    assert turn.sure == "About 9 in 10 sure."


def test_nobody_is_ever_said_to_be_ten_in_ten_sure():
    shift = Shift("thanks", 0, date(2025, 5, 5), date(2025, 4, 7), date(2025, 6, 2), 4.0, 1.0, 0.999)
    assert (
        page_of(told(Measure("thanks", "per 100", False, (figure(),)), shifts=(shift,)))
        .turns[0]
        .sure.startswith("About 9")
    )


@pytest.mark.parametrize("weeks", [20, 104, 105, 700])
def test_ten_years_are_drawn_and_listed_as_shortly_as_two(weeks):
    made = told(Measure("thanks", "per 100", False, (figure(weekly=(1.0,) * weeks),)), weeks=weeks)
    picture = drawing.picture_of(made, made.measures[0], ("You",))
    assert len(picture.rows) <= 104
    assert len(picture.rows) * picture.weeks_a_row >= weeks


def test_what_belongs_to_both_is_told_once():
    made = told(Measure("style_matching", "match", True, (figure(0.8, 0.7, 0.9), figure(0.8, 0.7, 0.9))), people=2)
    row = page_of(made, "Ben").groups[0].rows[0]
    assert [one.name for one in row.said] == ["You two"]
    assert len(row.picture.key) == 1


def test_a_single_week_is_no_curve():
    made = told(Measure("thanks", "per 100", False, (figure(weekly=(None, 3.0, None)),)))
    assert drawing.picture_of(made, made.measures[0], ("You",)) is None


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("seconds", 45, "45 seconds"),
        ("seconds", 3_000, "50 minutes"),
        ("seconds", 200_000, "2 days"),
        ("share", 0.54, "54 in 100"),
        ("per 100", 0.4, "0.4 in 100"),
        ("words", 4.25, "4.2"),
        ("match", 0.831, "0.83"),
        ("furlongs", 3.0, "3"),
    ],
)
def test_values_are_said_in_their_unit(unit, value, said):
    assert words.value_in(unit, value) == said


def test_axes_are_short():
    assert words.short_in("seconds", 59.9999) == "1 min"
    assert words.short_in("seconds", 86_400) == "1 d"
    assert words.short_in("share", 0.5) == "50%"


def test_a_cue_is_a_number_of_messages_to_look_at_and_says_what_it_does_not_hear():
    page = page_of(replace(told(), cues=(Cue("belittling", 3),)))
    assert [(look.name, look.words) for look in page.cues] == [
        ("belittling", "3 messages of yours used belittling words.")
    ]
    assert page.cues[0].limits.startswith("It hears neither irony")
    assert words.title_of("belittling") == "Messages with belittling words"


def test_every_cue_there_is_has_its_words():
    for name in CUES:
        assert name in words.CUES
        assert "3" in words.cue_in(name, 3)


def hourly(**hours):
    value = tuple(hours.get(f"h{hour}") for hour in range(24))
    low, high = (tuple(None if each is None else each + by for each in value) for by in (-5, 5))
    return Hourly(value, low, high, 300)


MORNINGS, EVENINGS = hourly(h7=20, h8=30, h9=50), hourly(h19=80, h20=90, h21=70, h22=60)


def by_the_hour(*hours):
    made = Measure("responsiveness", "per 100", False, (figure(),) * len(hours))
    return replace(told(made, people=len(hours)), hours=hours)


def test_who_answers_at_which_hour_is_one_picture_with_a_table_of_the_same():
    (group,) = page_of(by_the_hour(MORNINGS, EVENINGS), "Ben").groups
    picture = group.hours.picture
    assert [name for name, _ in picture.key] == ["You", "Ben"]
    assert [row.hour for row in picture.rows] == ["07:00", "08:00", "09:00", "19:00", "20:00", "21:00", "22:00"]
    assert picture.rows[0].values == ("20 in 100, likely 15 to 25 in 100", "")
    assert len(picture.drawings) == 2
    assert group.hours.waits == (("You", 300), ("Ben", 300))
    assert "fewer than twenty waits" in group.hours.limits


def test_hours_stand_with_the_answers_and_nowhere_else():
    made = replace(told(Measure("thanks", "per 100", False, (figure(),))), hours=(MORNINGS,))
    assert [group.hours for group in page_of(made).groups] == [None]


def test_one_or_two_hours_say_nothing_of_a_day():
    made = by_the_hour(hourly(h7=20, h8=30))
    assert not made.has_hours
    assert page_of(made).groups[0].hours is None
    assert page_of(replace(made, hours=())).groups[0].hours is None


def test_the_one_file_of_the_shell_has_the_hours_and_opens_nothing():
    written = whole_page(by_the_hour(MORNINGS))
    assert "Answers within an hour, by the hour of the day" in written
    assert "07:00" in written
    assert "Open the messages" not in written


def test_from_the_other_side_the_hours_are_the_others():
    assert from_the_other_side(by_the_hour(MORNINGS, EVENINGS)).hours == (EVENINGS, MORNINGS)


def test_numbers_are_written_as_the_readers_language_writes_them():
    with translation.override("de"):
        assert words.value_in("words", 4.25) == "4,2"
        assert words.value_in("match", 0.831) == "0,83"
        assert words.short_in("a week", 1.5) == "1,5"


def test_numbers_are_rounded_and_not_cut_off():
    assert words.value_in("per 100", 28.7) == "29 in 100"
    assert words.value_in("words", 14.8) == "15"
    assert words.value_in("match", 0.838) == "0.84"
    assert words.short_in("a week", 2.9) == "3"


def test_a_range_whose_ends_read_alike_is_none():
    page = page_of(told(Measure("answered", "per 100", False, (figure(28.4, 28.2, 28.4),))))
    assert page.groups[0].rows[0].said[0].range == ""


def test_what_was_the_same_every_week_has_no_range():
    page = page_of(told(Measure("answered", "per 100", False, (figure(100.0, 100.0, 100.0),))))
    assert page.groups[0].rows[0].said[0].range == ""
