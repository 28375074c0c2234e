"""What a message does: thank, say sorry, advise, tell of a feeling, comfort, show affection.

acts = read_acts(chat)               # English only; NotThisLanguage where nobody writes it
acts.likely("comfort")               # which ones comfort, as far as readers of public forums can tell
acts.sure("disclosure")              # right nine times of ten: may be shown one by one

Apologies are read by rules, the others by weights learned from public corpora and, where the words say it
plainly, by rules as well (docs/model-card.md). Only acts in SHOWN are sure enough to be shown between two people.
"""

from nearward_dialogue.acts.reading import ACTS, SHOWN, Acts, NotThisLanguage, read_acts

__all__ = ["ACTS", "SHOWN", "Acts", "NotThisLanguage", "read_acts"]
