"""What a message does: ask, thank, say sorry, advise, tell of a feeling, comfort, show affection.

acts = read_acts(chat)               # English only; NotThisLanguage where nobody writes it
acts.asks(Question.OPEN)             # which messages ask to be told
acts.likely("comfort")               # which ones comfort, as far as readers of public forums can tell
acts.sure("disclosure")              # right nine times of ten: may be shown one by one

Questions and apologies are read by rules, the others by weights learned from public corpora and, where the words say it
plainly, by rules as well (docs/model-card.md). Only acts in SHOWN are sure enough to be shown between two people.
"""

from nearward_dialogue.acts.question import Question
from nearward_dialogue.acts.reading import ACTS, SHOWN, Acts, NotThisLanguage, read_acts

__all__ = ["ACTS", "SHOWN", "Acts", "NotThisLanguage", "Question", "read_acts"]
