"""Notices when a person's or a pair's daily series has changed, since when, on whose side, and how sure.

    state = Monitor(items, Policy(quiet_year=0.5)).start(people=2)
    state, notices = state.step(Day(date, ({"closeness": 7}, None)))

`replay` does the same for many pairs at once; `story_of` for one pair's days with what a picture needs.
"""

from nearward_detect.errors import DetectError, OrderError, ShapeError, StateError, TableError
from nearward_detect.monitor import Monitor, State
from nearward_detect.replaying import Replay, replay, replay_chunks
from nearward_detect.shapes import Band, Day, Item, Notice, Policy
from nearward_detect.story import Point, Story, story_of
from nearward_detect.telling import usual_band

__all__ = [
    "Band",
    "Day",
    "DetectError",
    "Item",
    "Monitor",
    "Notice",
    "OrderError",
    "Point",
    "Policy",
    "Replay",
    "ShapeError",
    "State",
    "StateError",
    "Story",
    "TableError",
    "replay",
    "replay_chunks",
    "story_of",
    "usual_band",
]
