"""Staff and whoever has every right of the framework: they sign in like anybody, and see what a stranger sees."""

import pytest
from django.urls import NoReverseMatch, reverse
from tests.conftest import person
from tests.hostile.conftest import differences, everything_seen, live

from nearward.sharing import queries
from nearward.sharing.rules import Audience


@pytest.fixture
def superuser(db):
    found = person("Superuser")
    found.is_staff = found.is_superuser = True
    found.save()
    return found


def test_every_page_of_theirs_is_the_same_whatever_people_wrote(just, superuser, ana, ben, pair, held):
    theirs = just(superuser)
    empty = everything_seen(theirs)
    for who in (ana, ben):
        live(who, held, audience=Audience.US, days=3)
    lived = everything_seen(theirs)
    assert differences(empty, lived) == {}
    assert "lighthouse" not in str(lived)


def test_no_right_of_the_framework_opens_an_item(superuser, ana, pair, held):
    live(ana, held, audience=Audience.US, days=1)
    assert superuser.has_perm("sharing.view_item")
    assert queries.everything_of(superuser) == queries.theirs(superuser, "checkins.answer") == []
    with pytest.raises(queries.NotThere):
        queries.own_item(superuser, queries.everything_of(ana)[0].id)


def test_there_are_no_pages_for_running_it(superuser):
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
