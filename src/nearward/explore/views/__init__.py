"""The pages of the map, and what two people lay side by side."""

from nearward.explore.views.beside import beside, beside_show
from nearward.explore.views.circle import circle, circle_show
from nearward.explore.views.needs import needs, needs_show
from nearward.explore.views.path import back, begin, draft_destroy, question
from nearward.explore.views.result import earlier, map_destroy, result, talk

__all__ = [
    "back",
    "begin",
    "beside",
    "beside_show",
    "circle",
    "circle_show",
    "draft_destroy",
    "earlier",
    "map_destroy",
    "needs",
    "needs_show",
    "question",
    "result",
    "talk",
]
