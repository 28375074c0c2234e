"""Everything that stands on one person's page of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nearward.checkins import queries as checkins
from nearward.explore import queries as explore
from nearward.noticing import queries as noticing
from nearward.people import queries as people
from nearward.people.models import Person
from nearward.people.rules import Link
from nearward.practice import queries as practice
from nearward.together import queries as together


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the day. `notice` and `offer` are None where there is nothing to show."""

    day: date
    link: Link
    is_new: bool
    minute: checkins.Minute
    notice: noticing.ShownNotice | None
    question: together.DayQuestion
    offer: practice.Offer | None
    map: explore.Standing

    @property
    def is_done(self) -> bool:
        """Whether the day may close: the minute is done, or left for today."""
        return self.minute.state != "open"

    @property
    def offers_link(self) -> bool:
        """Whether there is something to say of the link: a newcomer alone may make one; a pause is told."""
        return self.link is Link.PAUSED_BY_ME or (self.is_new and self.link is Link.ALONE)


def page_of(viewer: Person, today: date) -> Page:
    """Return the viewer's page; its notices are as `noticing.actions.refresh_notices` worked them out last."""
    notice = noticing.notice_for_today(viewer, today)
    changed = notice if notice and notice.is_change else None
    return Page(
        day=today,
        link=people.bond_of(viewer).link,
        is_new=checkins.first_day_of(viewer) is None,
        minute=checkins.minute_of(viewer, today),
        notice=notice,
        question=together.question_of(viewer, today),
        offer=practice.offer_for(viewer, today, changed.signs if changed else ()),
        map=explore.standing_of(viewer, today, changed.finding.raised_on if changed else None),
    )
