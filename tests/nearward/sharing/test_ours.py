"""What two people own together: sealed under their pair's key, and gone with their link."""

from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.conftest import link, person
from tests.faults.canaries import readable

from nearward.kit import gone, sqlite
from nearward.kit.days import DAY
from nearward.kit.seal import Unreadable
from nearward.people import actions as people
from nearward.people.models import Gone, Pair, PairKey
from nearward.sharing.actions import erase_again, erase_old_ours, erase_ours, hold_ours, keep_ours
from nearward.sharing.models import Ours
from nearward.sharing.queries import NotThere, copy_for, everything_of, ours

KIND = "test.plan"
KEPT = {(KIND, "1"): {"words": "we two"}}


@pytest.fixture
def kept(ana, ben, pair, now):
    keep_ours(ana, KIND, "1", {"words": "we two"}, now)
    return Ours.objects.get()


def test_both_read_what_they_own_and_nobody_else_does(ana, ben, cleo, kept):
    assert ours(ana, KIND) == ours(ben, KIND) == KEPT
    assert ours(cleo, KIND) == {}
    assert ours(ana, "test.other") == {}


def test_either_keeps_something_in_place_of_what_was_there(ana, ben, kept, now):
    keep_ours(ben, KIND, "1", "another", now)
    keep_ours(ben, KIND, "2", "beside", now)
    keep_ours(ben, "test.other", "1", "elsewhere", now)
    assert ours(ana, KIND) == {(KIND, "1"): "another", (KIND, "2"): "beside"}
    assert ours(ana, KIND, subject="2") == {(KIND, "2"): "beside"}
    assert list(ours(ana)) == [("test.other", "1"), (KIND, "1"), (KIND, "2")]
    assert Ours.objects.get(subject="2").changed_at == now


def test_who_has_no_open_link_keeps_and_reads_nothing_and_a_stranger_erases_nothing(ana, ben, cleo, kept, now):
    with pytest.raises(NotThere):
        keep_ours(cleo, KIND, "1", "not hers", now)
    erase_ours(cleo, KIND)
    people.pause_pair(ben, now)
    for who in (ana, ben):
        with pytest.raises(NotThere):
            keep_ours(who, KIND, "1", "during a pause", now)
        assert ours(who, KIND) == {}
    people.resume_pair(ben, now)
    assert ours(ana, KIND) == ours(ben, KIND) == KEPT


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_erases_in_a_pause_too(ana, ben, kept, now, who):
    people.pause_pair(ben, now)
    erase_ours({"ana": ana, "ben": ben}[who], KIND)
    people.resume_pair(ben, now)
    assert ours(ana, KIND) == ours(ben, KIND) == {}


def test_either_erases_one_of_a_kind_or_all(ana, ben, kept, now):
    keep_ours(ana, KIND, "2", "beside", now)
    keep_ours(ana, "test.other", "1", "elsewhere", now)
    erase_ours(ben, KIND, "1")
    assert list(ours(ana)) == [("test.other", "1"), (KIND, "2")]
    erase_ours(ben, KIND)
    assert list(ours(ana)) == [("test.other", "1")]


def test_what_was_erased_is_erased_again_when_a_backup_brings_it_back(ana, kept, now):
    erase_ours(ana, KIND)
    kept.save(force_insert=True)
    keep_ours(ana, KIND, "2", "stays", now)
    assert erase_again(frozenset(Gone.objects.values_list("mark", flat=True))) == 1
    assert ours(ana) == {(KIND, "2"): "stays"}


def test_the_row_holds_no_readable_word_and_is_in_nobodys_copy(ana, ben, kept):
    assert readable(kept.body, "we two") == set()
    for who in (ana, ben):
        assert everything_of(who) == []
        assert "words" not in str(copy_for(who).as_json())


def test_it_is_sealed_under_the_pairs_key_and_under_no_persons(ana, ben, kept):
    assert kept.open(PairKey.objects.get().open()) == {"words": "we two"}
    for who in (ana, ben):
        with pytest.raises(Unreadable):
            kept.open(who.content_key)


@pytest.mark.parametrize("swapped", ["subject", "kind", "pair"])
def test_a_body_that_was_moved_to_another_row_stays_shut(ana, ben, kept, now, swapped):
    other = Ours(pair=kept.pair, kind=kept.kind, subject=kept.subject, id=kept.id)
    if swapped == "pair":
        other.pair = Pair.objects.create(day_zone="UTC", made_at=now)
    else:
        setattr(other, swapped, "other")
    other.body = kept.body
    with pytest.raises(Unreadable):
        other.open(PairKey.objects.get().open())


@pytest.mark.parametrize("end", ["part", "delete"])
def test_with_the_link_go_its_key_and_all_that_it_sealed(ana, ben, kept, now, end):
    key = PairKey.objects.get().open()
    people.leave_pair(ben, now) if end == "part" else people.delete_account(ben, now)
    assert not PairKey.objects.exists()
    assert not Ours.objects.exists()
    assert ours(ana) == {}
    assert kept.open(key)  # only whoever had kept the key could


def test_each_pair_reads_keeps_and_erases_its_own_alone(ana, ben, cleo, dan, kept, now):
    link(cleo, dan, now)
    keep_ours(cleo, KIND, "1", "of two others", now)
    keep_ours(ana, KIND, "1", "once more", now)
    assert ours(ben) == {(KIND, "1"): "once more"}
    assert ours(dan) == {(KIND, "1"): "of two others"}
    erase_ours(ana, KIND)
    assert ours(ana) == {}
    assert ours(dan) == {(KIND, "1"): "of two others"}
    people.leave_pair(ana, now)
    assert ours(dan) == {(KIND, "1"): "of two others"}


def test_linking_again_has_another_key_and_nothing_of_before(ana, ben, kept, now):
    before = PairKey.objects.get().open()
    people.leave_pair(ana, now)
    link(ana, ben, now)
    assert PairKey.objects.get().open() != before
    assert ours(ana) == ours(ben) == {}


def test_each_pair_has_a_key_of_its_own(ana, ben, pair, cleo, now):
    link(cleo, person("Thea"), now)
    one, other = PairKey.objects.all()
    assert one.open() != other.open()
    PairKey.objects.filter(pk=one.pk).update(wrapped=other.wrapped)
    with pytest.raises(Unreadable):
        PairKey.objects.get(pk=one.pk).open()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="this is about SQLite's files")
@pytest.mark.django_db(transaction=True)
def test_a_pairs_key_and_what_it_sealed_are_nowhere_on_the_disk_after_the_end(ana, ben, kept, now):
    sqlite.checkpoint(connection)
    file = Path(connection.settings_dict["NAME"])
    gone_with_it = (bytes(PairKey.objects.get().wrapped), bytes(kept.body))
    assert all(each in file.read_bytes() for each in gone_with_it)
    people.leave_pair(ben, now)
    left = b"".join(each.read_bytes() for each in (file, file.with_name(f"{file.name}-wal")) if each.exists())
    assert not any(each in left for each in gone_with_it)
    assert gone.mark("pair", kept.pair_id) in set(Gone.objects.values_list("mark", flat=True))


def test_what_has_been_kept_long_enough_goes_and_the_rest_stays(ana, ben, kept, now):
    keep_ours(ben, KIND, "2", "newer", now + DAY)
    keep_ours(ben, "test.other", "1", "of another kind", now)
    assert erase_old_ours(KIND, now) == {"1"}
    assert ours(ana) == {(KIND, "2"): "newer", ("test.other", "1"): "of another kind"}
    assert Gone.objects.filter(mark=gone.mark("ours", kept.pk)).exists()


def test_holding_what_two_own_changes_nothing_of_it(ana, ben, kept, now):
    people.pause_pair(ben, now)
    with transaction.atomic():
        hold_ours(ana)
    people.resume_pair(ben, now)
    assert ours(ana) == KEPT
