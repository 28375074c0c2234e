import re
import time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.nearward.people.conftest import NEW, words_of

from nearward.people.models import Person


def join(browser=None, **changed):
    return (browser or Client()).post(reverse("account_signup"), NEW | changed)


def test_somebody_new_is_asked_for_no_address_of_any_kind(client, db):
    page = words_of(client.get(reverse("account_signup"))).partition('class="card stack"')[2].partition("</form>")[0]
    assert set(re.findall(r'<input[^>]* name="(\w+)"', page)) == {
        "called",
        "partner_called",
        "time_zone",
        "username",
        "password1",
    }


def test_who_joins_is_signed_in_with_a_key_and_their_words(client, db):
    assert join(client)["Location"] == "/"
    cleo = Person.objects.get(username="cleo")
    assert (cleo.called, cleo.time_zone, cleo.email) == ("Cleo", "Europe/London", "")
    assert cleo.content_key
    assert client.get(reverse("people:me")).status_code == 200


def test_when_somebody_last_came_in_is_kept_nowhere(client, db):
    join(client)
    assert client.session["_auth_user_id"] == str(Person.objects.get().pk)
    with connection.cursor() as cursor:
        told = connection.introspection.get_table_description(cursor, Person._meta.db_table)
    assert "username" in {column.name for column in told}
    assert "last_login" not in {column.name for column in told}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"username": "ana"}, "signs in with this name already"),
        ({"username": "ANA"}, "signs in with this name already"),
        ({"username": "ab"}, "at least 3"),
        ({"password1": "password12"}, "too common"),
        ({"password1": "short"}, "at least 10"),
        ({"password1": "cleocleocleo", "username": "cleocleocleo"}, "too similar"),
        ({"time_zone": "Atlantis"}, "do not know this time zone"),
        ({"time_zone": ""}, "required"),
        ({"called": "x" * 61}, "at most 60"),
    ],
)
def test_a_mistake_is_answered_and_what_was_typed_stays(ana, wrong, said):
    response = join(**wrong)
    page = words_of(response)
    assert response.status_code == 200
    assert said in page
    assert 'value="Cleo"' in page or "called" in wrong
    assert "a garden behind the house" not in page
    assert list(Person.objects.all()) == [ana]


def test_an_account_without_a_key_is_not_left_behind(client, db, monkeypatch):
    def broken(*_args, **_words):
        raise RuntimeError

    monkeypatch.setattr("nearward.people.forms.welcome", broken)
    with pytest.raises(RuntimeError):
        join(client)
    assert not Person.objects.exists()


def test_joining_waits_no_longer_than_the_page_says(db, limits, monkeypatch):
    for _ in range(20):
        assert join(username="ab").status_code == 200
    page = join()
    assert page.status_code == 429
    assert "wait a few minutes" in words_of(page)
    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)
    assert join().status_code == 302
