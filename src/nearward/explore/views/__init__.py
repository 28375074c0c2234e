"""The pages of the map."""

from nearward.explore.views.path import back, begin, draft_destroy, question
from nearward.explore.views.result import earlier, map_destroy, result, talk

__all__ = ["back", "begin", "draft_destroy", "earlier", "map_destroy", "question", "result", "talk"]
