"""Where this room begins to listen."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "nearward.practice"

    def ready(self) -> None:
        from nearward.people.actions import others_ended  # noqa: PLC0415 - models are not there earlier
        from nearward.practice.actions import end_feed_too  # noqa: PLC0415

        others_ended.connect(end_feed_too, dispatch_uid="practice.end_feed_too")
