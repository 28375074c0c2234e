"""The application that uvicorn serves."""

import os
import tempfile
from pathlib import Path

from django.core.asgi import get_asgi_application

from nearward.kit.bodies import BoundedBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.settings")

whole = get_asgi_application()

from django.conf import settings  # noqa: E402 - not there earlier

from nearward.chats.senders import may_send_a_chat  # noqa: E402 - nor is this

ROOM_FOR_THE_REST = 1 << 20
"""Of a form, beside its file."""

_arriving = Path(settings.DATA) / "visits"
_arriving.mkdir(mode=0o700, parents=True, exist_ok=True)
tempfile.tempdir = str(_arriving)  # where Django holds a long body, in a file without a name, until it is read

application = BoundedBodies(
    whole,
    most=(settings.NEARWARD_CHAT_MEGABYTES << 20) + ROOM_FOR_THE_REST,
    little=settings.DATA_UPLOAD_MAX_MEMORY_SIZE + ROOM_FOR_THE_REST,
    may_send_most=may_send_a_chat,
)
