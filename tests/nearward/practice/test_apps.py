from django.apps import apps

from nearward.people import actions as people
from nearward.people.queries import ledger_of
from nearward.practice import actions, times
from nearward.practice.apps import PracticeConfig


def test_the_room_hears_once_that_all_other_devices_were_shut_out(ana, now):
    room = apps.get_app_config("practice")
    assert isinstance(room, PracticeConfig)
    room.ready()
    actions.make_feed(ana, now)
    people.end_other_devices(ana, None, now)
    assert times.feed_of(ana) is None
    assert [line.act for line in ledger_of(ana)].count("calendar-closed") == 1
