import pytest

from nearward_dialogue import BrokenFile, Kind, read
from nearward_dialogue.readers import telegram_html

DATE = '<div class="pull_right date details" title="{}">10:00</div>'


def message(number, body, date="01.03.2024 10:00:00", joined="", name="Ana"):
    who = "" if joined else f'<div class="from_name">{name}</div>'
    return f'<div class="message default clearfix{joined}" id="message{number}">{DATE.format(date)}{who}{body}</div>'


def page(*messages):
    return ('<div class="page_header"><div class="text bold">Ben</div></div>' + "\n".join(messages)).encode()


@pytest.mark.parametrize(
    ("written", "seconds", "zone"),
    [
        ("01.03.2024 10:00:00", 1709287200, ""),
        ("01.03.2024 10:00:00 UTC+01:00", 1709283600, "UTC"),
        ("01.03.2024 10:00:00 UTC-03:30", 1709299800, "UTC"),
    ],
)
def test_the_offset_of_the_clock_is_heeded_where_it_is_written(written, seconds, zone):
    chat = read(page(message(1, '<div class="text">x</div>', written))).chat
    assert (chat.time.tolist(), chat.zone) == ([seconds], zone)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<div class="text"> a </div>', Kind.TALK),
        ('<div class="text"> <br> </div>', Kind.EMPTY),
        ('<div class="media_wrap clearfix"><a class="sticker_wrap"></a></div>', Kind.MEDIA),
        ('<div class="media_wrap"><div class="media media_call success">', Kind.CALL),
        ('<div class="media_wrap"><div class="media_poll">', Kind.POLL),
    ],
)
def test_a_message_is_of_its_kind(body, kind):
    assert Kind(read(page(message(1, body))).chat.kind[0]) == kind


def test_pages_are_read_in_the_order_of_their_numbers(tmp_path):
    for number, name in enumerate(("messages.html", "messages2.html", "messages10.html"), 1):
        text = f'<div class="text">page {number}</div>'
        (tmp_path / name).write_bytes(page(message(number, text, joined=" joined" if number > 1 else "")))
    chat = read(tmp_path).chat
    assert [chat.text(i) for i in range(3)] == ["page 1", "page 2", "page 3"]
    assert chat.sender.tolist() == [0, 0, 0]


def test_a_page_that_is_no_export_is_given_up(monkeypatch):
    monkeypatch.setattr(telegram_html, "HARDLY", 3)
    with pytest.raises(BrokenFile, match="hardly anything"):
        read(page(*(message(number, "", date="soon") for number in range(9))))
