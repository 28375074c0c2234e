"""The password hasher."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2Hasher(Argon2PasswordHasher):
    """Argon2id at 19 MiB, two passes, one lane: the minimum of OWASP's password storage cheat sheet.

    Django's own default (100 MiB, eight lanes) lets a handful of logins at once stop a small host.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
