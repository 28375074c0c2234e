"""What a message does: ask, thank, say sorry, advise, tell of a feeling, comfort, show affection.

acts = read_acts(chat)               # English only; NotThisLanguage where nobody writes it
acts.asks(Question.OPEN)             # which messages ask to be told
acts.likely("comfort")               # which ones comfort, more likely than not: for sums
acts.sure("thanks")                  # right nine times of ten: may be shown one by one

Questions and apologies are read by rules, the others by weights learned from public corpora (docs/model-card.md).
"""

from nearward_dialogue.acts.question import Question
from nearward_dialogue.acts.reading import ACTS, Acts, NotThisLanguage, can_be_shown, read_acts

__all__ = ["ACTS", "Acts", "NotThisLanguage", "Question", "can_be_shown", "read_acts"]
