from nearward_dialogue import Kind, read
from nearward_dialogue.readers import signal_html

META = '<span class="sender"> {} </span><time class="time" datetime="2024-06-01T14:0{}:00">'


def page(*messages):
    return ("<html>" + "".join(messages)).encode()


def message(minute, body, name="Ben", marks=""):
    return f'<div class="msg{marks}">{META.format(name, minute)}</time><div class="body">{body}</div></div>'


def test_a_message_that_goes_on_has_the_name_and_time_of_the_one_before():
    chat = read(
        page(message(1, "a"), '<div class="msg cont"><div class="body">b</div></div>', message(2, "c", "Me"))
    ).chat
    assert [chat.text(i) for i in range(3)] == ["a", "b", "c"]
    assert (chat.time[1] - chat.time[0], chat.sender.tolist(), chat.people) == (0, [0, 0, 1], ("Ben", "Me"))


def test_one_that_goes_on_from_nothing_is_a_bad_line():
    reading = read(page('<div class="msg cont"><div class="body">b</div></div>', message(1, "a")))
    assert (len(reading.chat), reading.bad_lines) == (1, 1)


def test_what_was_taken_back_and_pictures_are_no_talk():
    chat = read(page(message(1, "gone", marks=" deleted"), message(2, ""), '<img src="./media/a.png"/>')).chat
    assert [Kind(kind) for kind in chat.kind] == [Kind.DELETED, Kind.MEDIA]


def test_another_page_is_not_taken():
    assert signal_html.looks_like(b'<html><div class="msg">hello</div></html>', "index.html") == 0
