"""Whether a message plainly says sorry, tells of a feeling, comforts or advises: by patterns (`rules/*.txt`).

They find half of what is meant, or less, and what they find is plain to see in the words. "Sorry" as sympathy ("sorry
about your dad"), as "what?" and as somebody else's are no apology.
"""

from typing import Final

from nearward_dialogue.acts.rules import rules_of

CUES: Final = ("apology", "disclosure", "comfort", "advice")
LONGEST: Final = 4_000
"""Of a longer message only the beginning is looked at (characters)."""


def cues(text: str, language: str = "en") -> tuple[bool, ...]:
    """Which of CUES a message holds. Raises DialogueError for a language without rules."""
    rules = rules_of(language)
    plain = " ".join(text[:LONGEST].lower().replace("’", "'").split())
    return tuple(rules.holds(act, plain) and rules.holds(act, rules.without(f"not {act}", plain)) for act in CUES)
