from nearward.checkins.actions import recorded
from nearward.explore.queries import evidence_wanted
from nearward.explore.rules import Evidence
from nearward.noticing.apps import NoticingConfig
from nearward.noticing.jobs import after_checkin


def test_the_room_listens_to_every_new_checkin_once():
    assert NoticingConfig.name == "nearward.noticing"
    listening = [receiver for receiver in recorded._live_receivers(None)[0] if receiver is after_checkin]
    assert len(listening) == 1


def test_the_room_tells_the_map_what_the_minutes_say_once(ana, live, now):
    told = [found for receiver, found in evidence_wanted.send(sender=None, viewer=ana, today=now.date())]
    assert told == [Evidence()]
    live(ana, fall=40)
    ((_, evidence),) = evidence_wanted.send(sender=None, viewer=ana, today=now.date())
    assert set(evidence.moved) == {"closeness", "felt-heard"}
