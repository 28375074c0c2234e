"""The house as tests run it: its own data folder, a fast hasher, tasks at once."""

import os
import tempfile

os.environ.setdefault("NEARWARD_DATA", tempfile.mkdtemp(prefix="nearward-test-"))

from nearward.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
ACCOUNT_RATE_LIMITS = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # a file, as in life: several threads may write to it, one after the other
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}  # noqa: F405
