from datetime import date

from nearward.chats.rules import Told, analysis_of


def test_another_definition_is_another_analysis():
    one = analysis_of([("thanks", b"words of thanks"), ("length", b"words")])
    assert one == analysis_of([("length", b"words"), ("thanks", b"words of thanks")])
    assert one != analysis_of([("thanks", b"words of thanks"), ("length", b"letters")])
    assert one != analysis_of([("thanks", b"words of thanks")])


def test_the_last_week_is_counted_from_the_first():
    assert Told(date(2025, 1, 6), 3, 3600, (5,), too_little=True).last == date(2025, 1, 20)
