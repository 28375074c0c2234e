"""Where this room begins to listen."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "nearward.sharing"

    def ready(self) -> None:
        from nearward.people.actions import pair_ended  # noqa: PLC0415 - models are not there earlier
        from nearward.sharing.actions import let_go_of_ours  # noqa: PLC0415

        pair_ended.connect(let_go_of_ours, dispatch_uid="sharing.let_go_of_ours")
