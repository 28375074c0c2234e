import numpy as np
import pytest

from nearward_dialogue.readers._whatsapp_header import header_of
from nearward_dialogue.readers._whatsapp_layout import learned, words_of

M, N = "\u200f", "\u202f"
NINE_PM = [
    "12/31/21, 9:05 PM - A: x",
    f"12/31/21, 9:05{N}PM - A: x",
    "31/12/21, 9:05 p.m. - A: x",
    "31/12/21, 9:05 p. m. - A: x",
    "31/12/2021, 21:05 - A: x",
    "31/12/2021 21:05 - A: x",
    "[31/12/2021, 21:05:00] A: x",
    "\u200e[31.12.21, 21:05:00] A: x",
    "31.12.21 21.05.00: A: x",
    "31.12.2021 klo 21.05.00 - A: x",
    "31. 12. 2021. 21:05:00 A: x",
    "[31/12/2021 9:05:00 p. m.] A: x",
    "2021-12-31 21:05:00 - A: x",
    "31/12/2021 à 21:05 - A: x",
    "31/12/2021 21h05 - A: x",
    "31.12.21, 21:05:00: A: x",
    "[21:05:00, 31/12/2021] A: x",
    "[9:05:00 CH, 31/12/2021] A: x",
    "[31/12/21 21.05.00] A: x",
    "[31/12/2564 BE 21:05:00] A: x",
    "[R3/12/31 21:05:00] A: x",
    "[令和3年12月31日 21:05:00] A: x",
    f"[٣١{M}/١٢{M}/٢٠٢١, ٩:٠٥:٠٠ م] A: x",
    "٣١/١٢/٢٠٢١، ٩:٠٥ م - A: x",
    "۳۱/۱۲/۲۰۲۱، ۲۱:۰۵ - A: x",
    "[31/12/21, 9:05:00 अपराह्न] A: x",
    "३१/१२/२१, ९:०५ अपराह्न - A: x",
    "2021/12/31 下午9:05 - A: x",
    "[2021/12/31 晚上9:05:00] A: x",
    "[2021. 12. 31. 오후 9:05:00] A: x",
    "2021년 12월 31일 오후 9:05, A : x",
    "31.12.21 г., 21:05 ч. - A: x",
    "[31.12.21, 9:05:00 μ.μ.] A: x",
    "31/12/21, 9:05 PTG - A: x",
    "31.12.2021 ÖS 9:05 - A: x",
    "31.12.21, 9:05 nachm. - A: x",
    "2021. 12. 31. 9:05 du. - A: x",
    "[31/12/21 9:05:00 หลังเที่ยง] A: x",
    "12/31/21, 9:05:00 pm – A: x",
]


@pytest.mark.parametrize("line", NINE_PM)
def test_nine_in_the_evening_is_understood_in_any_spelling(line):
    raw = line.encode()
    header = header_of(raw)
    assert header is not None
    numbers = [int(raw[a:b].decode() or 0) for a, b in header.fields]
    assert numbers[3] % 12 == 9
    assert numbers[3] == 21 or header.half == 2
    assert numbers[4:] == [5, 0]
    assert sorted(n % 100 for n in numbers[:3])[1:] in ([21, 31], [12, 31], [31, 64])
    assert raw[header.length :].decode().replace("A :", "A:") == "A: x"


@pytest.mark.parametrize("line", NINE_PM)
def test_a_learned_layout_finds_other_headers_of_its_shape(line):
    raw = line.encode()
    header = header_of(raw)
    layout = learned(header, raw)
    other = bytearray(raw)
    other[header.fields[4][1] - 1] += 1  # six minutes past
    broken = bytearray(raw)
    broken[header.fields[0][0]] = ord("x")
    buffer = np.frombuffer(b"\n".join([raw, bytes(other), bytes(broken)]) + bytes(200), np.uint8)
    at = np.array([0, len(raw) + 1, 2 * len(raw) + 2])
    assert layout.matching(words_of(buffer), at).tolist() == [True, True, False]
    code = layout.code(buffer, at[:2])
    assert (code & ((1 << 17) - 1)).tolist() == [21 * 3600 + 300, 21 * 3600 + 360]


NONE = [
    *(
        "12/05/2020, maybe?",
        "2016-04-29 10:30:00",
        "21:05 - x",
        "1) a",
        "12/05/2020 - dentist",
        "[note] call: 21:05",
        "",
    ),
    *(
        "2020-01-01, 10:00, Ana, hi",
        "[31/12/2021, 21:05:00 A: x",
        "31/12/2021, 21:05] A: x",
        "at 9:05 PM",
        "3.5 and 4.5",
    ),
]


@pytest.mark.parametrize("line", NONE)
def test_what_only_looks_like_a_header_is_none(line):
    assert header_of(line.encode()) is None


@pytest.mark.parametrize(
    ("word", "half"), [("AM", 1), ("a. m.", 1), ("ص", 1), ("午前", 1), ("π.μ.", 1), ("中午", 3), ("SA", 1)]
)
def test_the_halves_of_the_day_are_told_apart(word, half):
    before = word in {"午前", "中午"}
    line = f"2021/12/31 {word}9:05 - A: x" if before else f"31/12/21, 9:05 {word} - A: x"
    assert header_of(line.encode()).half == half
