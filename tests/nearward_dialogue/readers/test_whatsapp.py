import csv
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nearward_dialogue.readers.whatsapp_twin import slowly

from nearward_dialogue import AmbiguousDates, Ask, BrokenFile, GroupChat, Kind, SeveralChats, read
from nearward_dialogue.readers import _whatsapp_scan as scan
from nearward_dialogue.readers._whatsapp_kinds import rows_of
from nearward_dialogue.readers.whatsapp import looks_like
from nearward_dialogue.reading import people_of, read_any

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests" / "samples" / "whatsapp"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
SHARED = ROOT.parent / "shared" / "data" / "chats"
MANIFEST = SHARED / "manifest.csv"
QUOTED = {"_chat.txt": 2, "_chat 2.txt": 1}
"""Headers of another shape within words: the list counts them as entries, its peers' own tests do not."""


def told(chat):
    return [
        [
            str(np.datetime64(int(chat.time[i]), "s")),
            chat.people[chat.sender[i]] if chat.sender[i] >= 0 else None,
            Kind(int(chat.kind[i])).name,
            int(chat.flags[i]),
            chat.text(i),
        ]
        for i in range(len(chat))
    ]


@pytest.mark.parametrize("name", EXPECTED)
def test_each_sample_of_ours_reads_as_written_down(name):
    reading = read(SAMPLES / name)
    wanted = EXPECTED[name]
    assert told(reading.chat) == wanted["messages"]
    assert list(reading.chat.people) == wanted["people"]
    assert [reading.dates.order, reading.dates.by] == [wanted["order"], wanted["by"]]
    assert [[bad.line, bad.reason] for bad in reading.bad] == wanted["bad"]


@pytest.mark.shared
@pytest.mark.skipif(not MANIFEST.exists(), reason="the shared samples are not here")
def test_each_sample_of_others_has_the_messages_people_and_times_it_should_have():
    with MANIFEST.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["platform"] == "WhatsApp" and "vectors" not in row["file"]]
    assert len(rows) > 100 or len(rows) == sum(1 for row in rows if (SHARED / row["file"]).exists())
    for row in rows:
        reading = answered(SHARED / row["file"], "mdy" if "_chat 3" in row["file"] else "dmy")
        chat, name = reading.chat, Path(row["file"]).name
        assert len(chat) == int(row["expected_entries_incl_system"]) - QUOTED.get(name, 0), name
        signed = int((chat.sender >= 0).sum())
        dotted = sum(chat.text(i) == "." for i in range(len(chat)))  # "John Doe:." is a message here, not to chat-miner
        assert signed - dotted == int(row["expected_user_messages"]), name
        assert set(people_of(chat)) == set(row["expected_authors"].split("|")), name
        first, last = (str(np.datetime64(int(chat.time[i]), "s")) for i in (0, -1))
        assert first.startswith(row["first_timestamp"]), name
        assert last.startswith(row["last_timestamp"]), name


def answered(given, order):
    try:
        return read_any(given, Ask())
    except AmbiguousDates:
        return read_any(given, Ask(order=order))


@pytest.mark.shared
@pytest.mark.skipif(not MANIFEST.exists(), reason="the shared samples are not here")
def test_each_header_that_others_read_is_read():
    for line in (SHARED / "whatsapp-chat-parser" / "vectors.jsonl").read_text(encoding="utf-8").splitlines():
        vector = json.loads(line)
        chat = answered("\n".join(vector["lines"]).encode(), "dmy").chat
        if "expected_local" in vector:
            assert told(chat)[0][0] == vector["expected_local"], line
            assert told(chat)[0][1::3] == [vector["author"], vector["message"]]
        elif "n" in vector["expected"]:
            assert len(chat) == vector["expected"]["n"], line
            assert (chat.kind[0] == Kind.SYSTEM) == vector["expected"].get("system", False)
        else:
            assert chat.kind[0] == Kind.MEDIA or chat.text(0) == "Dir auch frohe Ostern.", line


def headers(*dates):
    return "".join(f"{date}, 10:00 - {'Ana' if i % 2 else 'Ben'}: hello\n" for i, date in enumerate(dates)).encode()


def test_a_file_whose_dates_can_be_read_two_ways_asks():
    with pytest.raises(AmbiguousDates) as asked:
        read(headers("01/02/2024", "02/02/2024"))
    assert {order: first for order, first, _ in asked.value.choices} == {"dmy": "2024-02-01", "mdy": "2024-01-02"}
    for order, first in (("dmy", "2024-02-01"), ("mdy", "2024-01-02")):
        reading = read(headers("01/02/2024", "02/02/2024"), order=order)
        assert told(reading.chat)[0][0] == f"{first}T10:00:00"
        assert reading.dates.by == "asked"


def test_day_and_month_are_decided_by_all_dates_and_not_line_by_line():
    reading = read(headers("03/01/2024", "04/02/2024", "05/02/2024", "13/02/2024"))
    assert reading.dates.order == "dmy"
    assert told(reading.chat)[0][0].startswith("2024-01-03")


def test_a_group_is_refused_and_two_names_of_one_person_are_merged():
    group = b"".join(b"31/12/2023, 10:00 - %s: hello\n" % name for name in (b"Ana", b"Ben", b"Ben (work)"))
    with pytest.raises(GroupChat):
        read(group)
    assert read(group, same={"Ben (work)": "Ben"}).chat.people == ("Ana", "Ben")


def test_a_notice_with_a_colon_in_it_is_nobodys():
    lines = [b"31/12/2023, 10:00 - Ana: hello\n"] * 5 + [b'31/12/2023, 10:00 - Ana changed the subject to "us: two"\n']
    chat = read(b"".join(lines)).chat
    assert people_of(chat) == ("Ana",)
    assert chat.kind[-1] == Kind.SYSTEM
    assert chat.text(5) == 'Ana changed the subject to "us: two"'


def test_a_zip_is_read_where_it_lies_and_two_chats_in_it_ask(tmp_path):
    text = (SAMPLES / "android_de.txt").read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("WhatsApp Chat mit Ben.txt", text)
        archive.writestr("IMG-1.jpg", b"\xff\xd8")
    assert told(read(packed.getvalue()).chat) == EXPECTED["android_de.txt"]["messages"]
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("WhatsApp Chat mit Cleo.txt", text)
    with pytest.raises(SeveralChats) as asked:
        read(packed.getvalue())
    assert len(read(packed.getvalue(), chat=asked.value.choices[0][0]).chat) == 11


def test_columns_can_lie_in_scratch_files(tmp_path):
    reading = read_any(SAMPLES / "android_en_us.txt", Ask(scratch=tmp_path))
    assert told(reading.chat) == EXPECTED["android_en_us.txt"]["messages"]
    assert isinstance(reading.chat.time, np.memmap)
    assert not any(b"sky" in path.read_bytes() for path in tmp_path.iterdir())


def test_a_file_cut_off_while_it_is_read_is_told(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_bytes((SAMPLES / "android_de.txt").read_bytes() * 400)  # longer than what is read ahead
    chat = read(path).chat
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(BrokenFile, match="has changed"):
        chat.text(len(chat) - 1)


NAMES = st.sampled_from(["Ana", "Ben", "Ana María 🌻", "+49 170 1234567"])
PIECES = st.sampled_from(
    [
        "hello",
        "how: are you?",
        "\n",
        "\n12/05/2020, maybe?",
        "\n- bread",
        "<3",
        "🙈",
        "x\u200e",
        "x" * 300,
        "(yes)",
        "<b>",
        " ",
    ]
)
MESSAGES = st.lists(
    st.tuples(st.integers(0, 10**8), NAMES, st.lists(PIECES, max_size=6).map("".join)), min_size=1, max_size=40
)


@settings(max_examples=60)
@given(
    messages=MESSAGES,
    bracketed=st.booleans(),
    ending=st.sampled_from(["\n", "\r\n"]),
    block=st.sampled_from([600, 1500, 1 << 22]),
)
def test_what_is_read_equals_what_the_slow_reader_reads(messages, bracketed, ending, block):
    text = written(messages, bracketed=bracketed, ending=ending)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "BLOCK", block)
        patch.setattr(scan, "KEPT", block // 4)
        chat = read_any(text, Ask(order="dmy"), "chat.txt").chat
    assert [[a, b, e] for a, b, _, _, e in told(chat)] == slowly(text)


def written(messages, *, bracketed, ending):
    lines = []
    for second, name, text in messages:
        when = np.datetime64("2020-01-01T00:00:00") + np.timedelta64(second, "s")
        day, clock = str(when).split("T")
        day = "/".join(reversed(day.split("-")))
        lines.append(f"[{day}, {clock}] {name}: {text}" if bracketed else f"{day}, {clock[:5]} - {name}: {text}")
    return (ending.join(lines) + ending).encode()


@settings(max_examples=80)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=60),
            st.sampled_from(
                [b"31/12/2023, 10:00 - ", b"[31/12/23 10:00:00] ", b"Ana: ", b"\n", b"\r\n", b"\0", b"\xed\xa0\x80"]
            ),
        ),
        max_size=40,
    ),
    st.sampled_from([700, 1 << 22]),
)
def test_no_bytes_make_it_fail(parts, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "BLOCK", block)
        patch.setattr(scan, "KEPT", 100)
        try:
            chat = read_any(b"31/12/2023, 10:00 - Ana: hi\n" + b"".join(parts), Ask(order="dmy")).chat
        except SeveralChats:
            return
    assert len(chat) >= 1
    for i in range(len(chat)):
        chat.text(i)


def test_a_message_longer_than_all_memory_kept_is_one_row():
    long = b"31/12/2023, 10:00 - Ana: " + b"word " * 40_000 + b"\n31/12/2023, 10:01 - Ben: hi\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "BLOCK", 4096)
        patch.setattr(scan, "KEPT", 1024)
        chat = read(long).chat
    assert chat.length.tolist() == [200_000, 2]
    assert chat.text(1) == "hi"


def test_it_knows_its_own_files_by_what_is_in_them():
    assert looks_like((SAMPLES / "ios_en.txt").read_bytes(), "x.txt") >= 0.5
    assert looks_like(b"Dear Ana,\n31/12/2023, 10:00 is fine.\n", "_chat.txt") == 0


STRANGE = [b"\xff" * 30, b"\xe2\x82", b"\xf0\x9f\x98", "\u200e".encode(), b"\x00\xed\xa0\x80"]


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize(
    "line",
    [
        b"hi there <attached: %s.jpg>",
        b"<attached: %s.jpg> hi there",
        b"%s.jpg (file attached)\nhi there",
        b"hi there%s <This message was edited>",
    ],
)
def test_bytes_that_are_no_text_move_no_message_out_of_its_line(tmp_path, line, strange):
    lines = [b"[13/02/2024, 10:30:00] Ana: " + line % strange, b"[13/02/2024, 10:31:00] Ben: yes?"]
    (tmp_path / "_chat.txt").write_bytes(b"\n".join(lines * 3) + b"\n")
    chat = read(tmp_path / "_chat.txt").chat
    said = [(chat.people[chat.sender[at]], chat.text(at).strip()) for at in range(len(chat))]
    assert said[1::2] == [("Ben", "yes?")] * 3
    assert all(who == "Ana" and "hi there" in text and "10:3" not in text for who, text in said[::2])


@settings(max_examples=200)
@given(raw=st.lists(st.one_of(st.binary(max_size=20), st.sampled_from([b"<attached: ", b".jpg>", b" (file attached)",
    b"<This message was edited>", b"\xe2\x80\x8e"])), max_size=6).map(b"".join))  # fmt: skip
def test_whatever_stands_in_a_message_its_words_are_within_it(raw):
    found = rows_of(np.frombuffer(raw or b" ", np.uint8), np.array([0]), np.array([len(raw)]), marked=True)
    _kind, _flags, before, after = found[0].tolist()
    assert before >= 0
    assert after >= 0
    assert before + after <= len(raw)
