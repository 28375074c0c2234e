"""What is noticed, from the viewer: the daily values the viewer may see, the notices, and the picture."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nearward.checkins import queries as checkins
from nearward.kit.composed import Composed
from nearward.kit.shelf import library
from nearward.noticing import rules
from nearward.noticing.models import Notice, Watch
from nearward.noticing.rules import Finding, LoadLink, Real, Side, Size, Span, Standing
from nearward.noticing.watching import LOAD, METHOD, Seen, Values, nearness_of, watched_items
from nearward.people.models import Person
from nearward.sharing import queries as sharing
from nearward.together import queries as together
from nearward.together.queries import Past
from nearward_library.schema import Item as LibraryItem

RESPONSE = "noticing.response"
MOST_WORDS = 3

watches_of = Composed(lambda viewer: Watch.objects.filter(person=viewer))
_notices_of = Composed(lambda viewer: Notice.objects.filter(person=viewer).order_by("-raised_on", "id"))


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice as its owner sees it, with what they said to it."""

    id: uuid.UUID
    finding: Finding
    put_aside: bool
    real: Real | None

    @property
    def is_change(self) -> bool:
        """Whether it tells of a change, not of a return to the usual."""
        return self.finding.kind != "back-to-usual"

    @property
    def leading(self) -> str | None:
        return rules.leading_item(self.finding.mine)

    @property
    def moved_mine(self) -> tuple[LibraryItem, ...]:
        return _known(rules.moved_most(self.finding.mine))

    @property
    def moved_theirs(self) -> tuple[LibraryItem, ...]:
        return _known(rules.moved_most(self.finding.theirs))

    @property
    def signs(self) -> tuple[str, ...]:
        """The sign of the library that each of these items speaks of first; the largest move comes before the rest."""
        return tuple(dict.fromkeys(sign for item in self.moved_mine + self.moved_theirs for sign in item.signs[:1]))

    @property
    def is_unsteady(self) -> bool:
        """Whether days vary more; then no first day, size or side can be told."""
        return self.finding.kind == rules.UNSTEADY

    @property
    def tenths(self) -> int:
        return rules.tenths(self.finding.confidence)

    @property
    def hundredths(self) -> int:
        return rules.hundredths(self.finding.confidence)

    @property
    def size(self) -> Size:
        return rules.size_word(self.finding.size_sd)

    @property
    def reach(self) -> str:
        return rules.reach_words(self.finding.size_low, self.finding.size_high)


@dataclass(frozen=True, slots=True)
class Line:
    """One person's days in a picture and usual range, both on 0 to 100, and on how many days they ever answered."""

    dots: Mapping[date, float]
    usual: tuple[float, float] | None
    answered: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What one viewer sees. `theirs` is None where nothing of the partner's is shown, for whatever reason."""

    span: Span
    first: date
    last: date
    standing: Standing
    mine: Line
    theirs: Line | None
    notice: ShownNotice | None
    load: LoadLink | None

    @property
    def is_drawn(self) -> bool:
        """Whether there are days enough, on either side, for a line to say anything."""
        return any(line.answered >= rules.DRAWN_DAYS for line in (self.mine, self.theirs) if line is not None)


def words_around(viewer: Person, finding: Finding) -> tuple[Past, ...]:
    """Return what the viewer themself wrote about when the change began, as they may read it now, oldest first."""
    found = together.answers_between(viewer, finding.since_low, finding.raised_on)
    return tuple(reversed(found))[:MOST_WORDS]


def seen_by(viewer: Person, today: date) -> Seen:
    """Return all daily values that the viewer may see now, up to today."""
    series = checkins.series_of(viewer, rules.watched_since(today), today)
    answered = [place for place in range(len(series.days)) if series.own[place] or series.partner[place]]
    if not answered:
        return Seen()
    kept = slice(answered[0], answered[-1] + 1)
    return Seen(series.days[kept], series.own[kept], series.partner[kept])


def basis_of(viewer: Person, seen: Seen) -> str:
    """Return a keyed digest of what was seen, which tells nothing to somebody without the viewer's key."""
    items = [(item.name, item.low, item.high, item.nearer) for item in watched_items()]
    told = [METHOD, items, [day.isoformat() for day in seen.days], seen.mine, seen.theirs]
    plain = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hmac.new(viewer.content_key, plain.encode(), hashlib.sha256).hexdigest()


def notices_of(viewer: Person) -> tuple[ShownNotice, ...]:
    """Return the viewer's notices, newest first, as `actions.refresh_notices` worked them out last."""
    said = {item.subject: item.value for item in sharing.mine(viewer, RESPONSE)}
    rows = _notices_of(viewer.pk)
    return tuple(_shown(row, row.open(viewer.content_key), said.get(str(row.id), {})) for row in rows)


def notice_for(viewer: Person, notice: uuid.UUID) -> ShownNotice:
    """Return one of the viewer's own notices, or raise `NotThere`."""
    found = next((one for one in notices_of(viewer) if one.id == notice), None)
    if found is None:
        raise sharing.NotThere
    return found


def notice_for_today(viewer: Person, today: date) -> ShownNotice | None:
    """Return the one notice that stands on the page of the day, unless it is old or was put aside."""
    newest = next(iter(notices_of(viewer)), None)
    if newest is None or newest.put_aside or not rules.is_shown_on(today, newest.finding.raised_on):
        return None
    return newest


def picture_of(viewer: Person, seen: Seen, today: date, span: Span) -> Picture:
    """Return the picture of what was seen, over one span that ends today."""
    first = rules.first_shown(today, span, seen.days[0] if seen.days else today)
    newest = next(iter(notices_of(viewer)), None)
    notice = newest if newest and newest.is_change and rules.is_told_on(today, newest.finding.raised_on) else None
    mine = _dots(seen, seen.mine)
    theirs = _dots(seen, seen.theirs)
    enough = any(watch.is_enough(viewer.content_key) for watch in watches_of(viewer.pk))
    load = {day: values[LOAD] for day, values in zip(seen.days, seen.mine, strict=True) if LOAD in values}
    return Picture(
        span=span,
        first=first,
        last=today,
        standing=rules.standing_of(mine.values(), enough=enough),
        mine=_line(mine, first, today, _before(notice, Side.THEIRS)),
        theirs=_line(theirs, first, today, _before(notice, Side.MINE)) if theirs else None,
        notice=notice,
        load=rules.load_link(mine, load),
    )


def _before(notice: ShownNotice | None, elsewhere: Side) -> date | None:
    """Return the first day that may already belong to the change, unless the change is the other person's alone."""
    return notice.finding.since_low if notice and notice.finding.side is not elsewhere else None


def _dots(seen: Seen, values: tuple[Values, ...]) -> dict[date, float]:
    pairs = ((day, nearness_of(one)) for day, one in zip(seen.days, values, strict=True))
    return {day: near for day, near in pairs if near is not None}


def _line(dots: dict[date, float], first: date, last: date, changed: date | None) -> Line:
    usual = rules.usual_range([near for day, near in dots.items() if changed is None or day < changed])
    return Line({day: near for day, near in dots.items() if first <= day <= last}, usual, len(dots))


def _shown(row: Notice, finding: Finding, said: Mapping[str, str]) -> ShownNotice:
    real = Real(said["real"]) if "real" in said else None
    return ShownNotice(row.id, finding, put_aside="aside" in said, real=real)


def _known(items: tuple[str, ...]) -> tuple[LibraryItem, ...]:
    return tuple(library().items[item] for item in items if item in library().items)
