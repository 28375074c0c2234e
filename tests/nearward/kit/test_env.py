from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from nearward.kit import env

NAME = "NEARWARD_TEST_THING"


@pytest.fixture
def given(monkeypatch):
    def give(value: str, name: str = NAME) -> None:
        monkeypatch.setenv(name, value)

    return give


def test_what_is_not_set_or_empty_takes_its_default(given):
    assert env.text(NAME, "quiet") == "quiet"
    given("  ")
    assert env.text(NAME, "quiet") == "quiet"
    assert env.names(NAME, ("a",)) == ["a"]
    assert env.flag(NAME, default=True)
    assert env.number(NAME, 7) == 7
    assert env.url(NAME, schemes=("redis",)) is None


def test_a_value_comes_without_the_spaces_around_it(given):
    given(" here \n")
    assert env.text(NAME) == "here"


def test_a_secret_comes_from_the_file_that_is_named(given, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("a word\n")
    given(str(secret), f"{NAME}_FILE")
    assert env.text(NAME) == "a word"


def test_a_value_and_a_file_at_once_are_refused(given, tmp_path):
    given("one")
    given(str(tmp_path), f"{NAME}_FILE")
    with pytest.raises(ImproperlyConfigured, match="please keep one of them"):
        env.text(NAME)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is empty"), (b" \n", "is empty"), (b"x" * 70_000, "too long"), (b"\xff\xfe\xfa", "not text")],
)
def test_a_file_that_holds_no_secret_is_refused_without_showing_it(given, tmp_path, content, said):
    secret = tmp_path / "secret"
    secret.write_bytes(content)
    given(str(secret), f"{NAME}_FILE")
    with pytest.raises(ImproperlyConfigured, match=said):
        env.text(NAME)


def test_a_file_that_is_not_there_is_refused(given, tmp_path):
    given(str(tmp_path / "nothing"), f"{NAME}_FILE")
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        env.text(NAME)


@pytest.mark.parametrize(("word", "meant"), [("yes", True), ("ON", True), ("1", True), ("no", False), ("False", False)])
def test_a_switch_is_written_in_words(given, word, meant):
    given(word)
    assert env.flag(NAME, default=not meant) is meant


def test_a_switch_that_says_neither_is_refused(given):
    given("perhaps")
    with pytest.raises(ImproperlyConfigured, match="yes or no"):
        env.flag(NAME)


@pytest.mark.parametrize(
    ("value", "said"),
    [("seven", "digits only"), ("6", "from 1 to 5"), ("0", "from 1 to 5"), ("1.5", "digits only")],
)
def test_a_number_outside_its_range_is_refused(given, value, said):
    given(value)
    with pytest.raises(ImproperlyConfigured, match=said):
        env.number(NAME, 3, low=1, high=5)


def test_one_sided_ranges_are_told_as_such(given):
    given("-1")
    with pytest.raises(ImproperlyConfigured, match="0 or more"):
        env.number(NAME, 3, low=0)
    given("9")
    with pytest.raises(ImproperlyConfigured, match="5 or less"):
        env.number(NAME, 3, high=5)


def test_names_are_separated_by_commas(given):
    given("a.example, b.example ,,")
    assert env.names(NAME) == ["a.example", "b.example"]


def test_a_path_is_made_absolute(given, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    given("data")
    assert env.path(NAME, Path("x")) == tmp_path / "data"
    given("~/data")
    assert env.path(NAME, Path("x")) == tmp_path / "home" / "data"


def test_an_address_is_taken_apart_and_shows_no_password(given):
    given("postgres://ana:p%40ss@[::1]:5433/near%20by?host=/run/here")
    read = env.url(NAME, schemes=("postgres", "postgresql"))
    assert read is not None
    assert (read.scheme, read.host, read.port, read.user, read.path) == ("postgres", "::1", 5433, "ana", "near by")
    assert read.password == "p@ss"
    assert read.query == {"host": "/run/here"}
    assert "p@ss" not in repr(read)
    assert "p%40ss" not in repr(read)


@pytest.mark.parametrize("value", ["mysql://ana:secret@host/x", "postgres://ana:secret@host:many/x", "host/secret"])
def test_an_address_that_does_not_fit_is_refused_without_showing_it(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured, match="is an address such as postgres://") as refused:
        env.url(NAME, schemes=("postgres", "postgresql"))
    assert "secret" not in str(refused.value)
