"""Whether a message says sorry, by rules: they were right more often than models that learned from regret in general.

"Sorry" as sympathy ("sorry about your dad"), as "what?" and as somebody else's are no apology.
"""

import re
from typing import Final

from nearward_dialogue.acts.rules import rules_of

_SPACE: Final = re.compile(r"\s+")
LONGEST: Final = 4_000
"""Of a longer message only the beginning is looked at (characters)."""


def apology(text: str, language: str = "en") -> bool:
    """Whether the sender says sorry for something of their own. Raises DialogueError for a language without rules."""
    rules = rules_of(language)
    plain = _SPACE.sub(" ", text[:LONGEST].lower().replace("’", "'"))
    return rules.holds("sorry", plain) and rules.holds("sorry", rules.without("not sorry", plain))
