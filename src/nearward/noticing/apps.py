"""Where this room begins to listen."""

from django.apps import AppConfig
from django.conf import settings

from nearward.kit import kernel


class NoticingConfig(AppConfig):
    name = "nearward.noticing"

    def ready(self) -> None:
        from nearward.checkins.actions import recorded  # noqa: PLC0415 - models are not there earlier
        from nearward.explore.queries import evidence_wanted  # noqa: PLC0415
        from nearward.noticing.actions import evidence_for  # noqa: PLC0415
        from nearward.noticing.jobs import after_checkin  # noqa: PLC0415

        kernel.watch_by(kernel.library(kernel.DAYS, settings.DATA / kernel.FOLDER))
        recorded.connect(after_checkin, dispatch_uid="noticing.after_checkin")
        evidence_wanted.connect(evidence_for, dispatch_uid="noticing.evidence_for")
