"""What reaches a mailbox or a lock screen that two may share: nothing at all."""

import ast

from django.core import mail
from tests.hostile.conftest import everything_seen, live
from tests.house.tree import ROOT, parsed, python_files

from nearward.people import actions as people
from nearward.sharing.rules import Audience

SENDERS = ("smtplib", "django.core.mail", "pywebpush", "http.client", "urllib.request", "httpx", "requests", "aiohttp")
OWN_HEALTH = {"cli/supervisor.py", "cli/up.py", "cli/port.py", "cli/children.py"}
"""The supervisor asks its own server, on this machine, whether it is well."""


def test_nothing_that_happens_sends_a_message(just, ana, ben, cleo, pair, held):
    for who in (ana, ben):
        live(who, held, audience=Audience.BOTH, days=20)
    hers = just(ana)
    everything_seen(hers)
    hers.post("/me/export/")
    people.pause_pair(ben, held)
    people.resume_pair(ben, held)
    people.leave_pair(ana, held)
    people.take_code(ben, people.invite(cleo, held), held)
    people.end_other_devices(ana, None, held)
    people.delete_account(ben, held)
    assert mail.outbox == []


def test_nothing_in_the_house_can_send_one():
    found = set()
    for path in python_files(ROOT, "src/nearward"):
        for node in ast.walk(parsed(path)):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name == sender or name.startswith(f"{sender}.") for name in names for sender in SENDERS):
                found.add(str(path.relative_to(ROOT / "src" / "nearward")))
    assert found <= OWN_HEALTH
    scripts = [path.read_text() for path in (ROOT / "src").rglob("*.js")]
    assert not any("PushManager" in text or "showNotification" in text or "Notification(" in text for text in scripts)
