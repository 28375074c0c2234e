"""Made chats in every form that we know of are read back exactly: times, people, words and kinds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nearward_dialogue.readers.whatsapp_forms import FORMS, L

from nearward_dialogue import GroupChat, Kind, read

PEOPLE = [
    ("Ana", "Ben"),
    ("Ana 🌻 María", "+49 170 1234567"),
    ("אנה", "Ben-Otto d'Or"),
    ("Ana", "Ben:the:second"),
    ("王小明", "🤓"),
    ("~Ana", "12"),
]
TEXTS = st.sampled_from(
    [
        "hello",
        "how: are you?",
        "two\nlines",
        "empty line\n\nbetween",
        "12/05/2020, maybe?",
        "see\n12/05/2020, maybe?",
        "see\n- bread\n[note] milk\n21:05",
        "🙈👍🏽",
        "<3",
        "مرحبا",
        "(yes)",
        "x" * 400,
    ]
)
SAID = st.lists(st.tuples(st.integers(1, 40_000), st.booleans(), TEXTS), min_size=2, max_size=12)


DAYS = [(1440, day % 2 == 0, "hi") for day in range(4)]  # so many that the run of time tells a day from a short year
HAND_MADE = [(300, True, "two\nlines"), (40_000, False, "12/05/2020, maybe?"), (20_000, True, "see\n21:05\n[note] x")]


@pytest.mark.parametrize("form", FORMS)
def test_a_chat_in_each_form_is_read_back(form):
    assert_read_back(form, HAND_MADE, PEOPLE[1], "\n", "")


@settings(max_examples=60)
@given(
    form=st.sampled_from(sorted(FORMS)),
    said=SAID,
    people=st.sampled_from(PEOPLE),
    ending=st.sampled_from(["\n", "\r\n"]),
    bom=st.sampled_from(["", "\ufeff"]),
)
def test_whatever_is_said_in_whatever_form_is_read_back(form, said, people, ending, bom):
    assert_read_back(form, said, people, ending, bom)


def assert_read_back(form, said, people, ending, bom):
    wanted, lines, at = [], [], datetime(2021, 1, 13, 9, 5, 7, tzinfo=UTC)
    for minutes, first, text in [*DAYS, *said]:
        at += timedelta(minutes=minutes)
        name = people[not first]
        lines.append(f"{FORMS[form](at)}{name}: {text}".replace("\n", ending))
        exact = FORMS[form](at) != FORMS[form](at.replace(second=8))
        shown = name.removeprefix("~").strip()
        wanted.append([at if exact else at.replace(second=0), shown, text.replace("\n", ending)])
    chat = read((bom + ending.join(lines) + ending).encode()).chat
    assert wanted == [
        [datetime.fromtimestamp(int(chat.time[i]), UTC), chat.people[chat.sender[i]], chat.text(i)]
        for i in range(len(chat))
    ]
    assert (chat.kind == Kind.TALK).all()


@pytest.mark.parametrize(
    "notice",
    [
        "Ana created group “Us two”",
        "Ana joined using this group's invite link",
        "Ben hat die Gruppe „Wir“ erstellt",
        "Ana creó el grupo “Nosotros”",
        "Вы создали группу «Мы»",
        "Anaがグループを作成しました",
        "Ana يتحدث في المجموعة",
    ],
)
def test_a_group_in_which_two_wrote_is_refused_kindly(notice):
    lines = [f"13/01/2024, 10:0{i} - {'Ana' if i % 2 else 'Ben'}: hello\n" for i in range(6)]
    assert len(read("".join(lines).encode()).chat) == 6
    with pytest.raises(GroupChat, match="this is a group"):
        read("".join([lines[0], f"13/01/2024, 10:00 - {notice}\n", *lines[1:]]).encode())


def test_a_group_of_an_iphone_is_known_by_its_marked_lines():
    lines = [f"[13.01.2024, 10:0{i}:00] {'Ana' if i % 2 else 'Ben'}: hello\n" for i in range(6)]
    with pytest.raises(GroupChat):
        read("".join([f"[13.01.2024, 09:00:00] Ana: {L}Ana created this group\n", *lines]).encode())


def test_a_name_or_a_title_that_says_group_makes_no_group():
    lines = [f"13/01/2024, 10:0{i} - {'Ana' if i % 2 else 'My Group'}: hello in the group\n" for i in range(6)]
    notice = "13/01/2024, 10:00 - Your security code with My Group changed\n"
    assert len(read("".join([lines[0], notice, *lines[1:]]).encode()).chat) == 7
