"""The pages of the question for two, and of thanks."""

from nearward.together.views.question import answer_erase, answers, day, day_swap, question
from nearward.together.views.thanks import thank, thank_erase, thanks

__all__ = ["answer_erase", "answers", "day", "day_swap", "question", "thank", "thank_erase", "thanks"]
