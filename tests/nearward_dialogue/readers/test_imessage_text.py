from nearward_dialogue import Flag, Kind, read

HEAD = "May 17, 2022  5:29:42 PM\nBen\n"


def one(body, head=HEAD):
    chat = read((head + body + "\n").encode()).chat
    return Kind(chat.kind[0]), Flag(int(chat.flags[0])), chat.text(0)


def test_reactions_effects_and_answers_are_no_words_of_the_message():
    body = "hello\nSent with Confetti\nTapbacks:\nLoved by Me\n\nThis message responded to an earlier message.\n"
    assert one(body) == (Kind.TALK, Flag.REACTED | Flag.REPLY, "hello")


def test_the_last_version_of_an_edited_message_counts():
    assert one("one\nEdited 4 seconds later: two\nEdited 1 minute later: three\nlines\n") == (
        Kind.TALK,
        Flag.EDITED,
        "three\nlines",
    )


def test_files_before_the_words_are_attached_and_alone_are_media():
    assert one("/Users/b/Library/Messages/Attachments/0a/IMG_1.heic\nlook\n") == (Kind.TALK, Flag.ATTACHED, "look")
    assert one("attachments/12/IMG_1.heic\nAttachment missing!\n") == (Kind.MEDIA, Flag.NONE, "")


def test_noon_and_midnight_are_told_apart():
    for clock, hour in (("12:00:00 AM", 0), ("12:00:00 PM", 12), (" 1:00:00 PM", 13)):
        assert int(read(f"May 17, 2022 {clock}\nBen\nx\n".encode()).chat.time[0]) % 86_400 == hour * 3600


def test_a_day_that_does_not_exist_is_a_bad_line():
    reading = read((HEAD + "x\n\nFeb 30, 2022  5:29:42 PM\nBen\ny\n").encode())
    assert (len(reading.chat), reading.bad[0].line) == (1, 5)
