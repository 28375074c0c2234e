from django.apps import apps

from nearward.people.actions import pair_ended
from nearward.sharing.actions import keep_ours
from nearward.sharing.apps import SharingConfig
from nearward.sharing.models import Ours


def test_the_room_hears_that_a_link_has_ended_and_of_another_link_lets_nothing_go(ana, pair, now):
    room = apps.get_app_config("sharing")
    assert isinstance(room, SharingConfig)
    room.ready()
    keep_ours(ana, "test.plan", "1", "we", now)
    pair_ended.send(sender=None, pair=ana.pk)
    assert Ours.objects.exists()
    pair_ended.send(sender=None, pair=pair.pk)
    assert not Ours.objects.exists()
