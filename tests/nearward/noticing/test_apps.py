from nearward.checkins.actions import recorded
from nearward.noticing.apps import NoticingConfig
from nearward.noticing.jobs import after_checkin


def test_the_room_listens_to_every_new_checkin_once():
    assert NoticingConfig.name == "nearward.noticing"
    listening = [receiver for receiver in recorded._live_receivers(None)[0] if receiver is after_checkin]
    assert len(listening) == 1
