"""Talk: guided formats, the question of the day, and words to begin with."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from nearward_library.schema.base import Entry, Id, Label, Line, Para, Part, SafetyClass, Says, Title

OPENINGS = ("how", "what", "why", "when", "which", "who", "tell me")


class Turn(Part):
    """One timed stretch of a guided format; `first` and `second` are the two people, in the order they chose."""

    title: Label
    who: Literal["first", "second", "both"]
    """Who holds the turn."""
    does: Literal[
        "settle", "speak", "say-back", "confirm", "answer", "thank", "write", "choose", "plan", "rest", "close"
    ]
    seconds: Annotated[int, Field(ge=15, le=2400)]
    prompt: Line
    """Shown large to the one who holds the turn."""
    say: Line | None = None
    """A beginning to lean on."""
    other: Line | None = None
    """What the other one does meanwhile."""


class Paraphrase(Part):
    """The rule for saying back: the one who spoke decides whether it was heard."""

    ask: Line
    """What the listener asks after saying it back."""
    not_yet: Line
    """What happens when the speaker says "not yet"."""
    tries: Annotated[int, Field(ge=1, le=5)]
    after: Line
    """What happens when the tries are used up."""


class Format(Entry):
    """A guided conversation as a list of timed turns."""

    title: Title
    says: Says
    lead: Para
    before: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    """What to settle before the first turn."""
    turns: Annotated[tuple[Turn, ...], Field(min_length=3, max_length=18)]
    paraphrase: Paraphrase | None = None
    pause: Line
    """How to pause it and name the time of return."""
    ending: Line
    """The last words on the screen."""
    distance: Line
    """What to do differently far apart."""
    stop_rules: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    safety_class: SafetyClass
    confronting: bool = False
    sources: Annotated[tuple[Id, ...], Field(max_length=6)] = ()

    @model_validator(mode="after")
    def says_back_by_a_rule(self) -> "Format":
        """A turn that says back needs the rule by which it is accepted."""
        if any(turn.does == "say-back" for turn in self.turns) != (self.paraphrase is not None):
            msg = "paraphrase stands exactly where a turn does: say-back"
            raise ValueError(msg)
        return self

    @property
    def minutes(self) -> int:
        """The whole length, rounded up to full minutes."""
        return -(-sum(turn.seconds for turn in self.turns) // 60)


def _open_question(text: str) -> str:
    lowered = text.lower()
    if not lowered.startswith(tuple(f"{opening} " for opening in OPENINGS)):
        msg = f"a question begins with one of: {', '.join(OPENINGS)}"
        raise ValueError(msg)
    if not text.endswith("." if lowered.startswith("tell me ") else "?"):
        msg = "a question ends with a question mark; “Tell me ...” ends with a full stop"
        raise ValueError(msg)
    return text


Ask = Annotated[Line, Field(min_length=12, max_length=160), AfterValidator(_open_question)]

Topic = Literal[
    "day", "past", "dreams", "fears", "friends", "money", "home", "body", "play", "gratitude", "future", "us",
    "change",
]  # fmt: skip


class Question(Part):
    """One open question of the day. Its id never changes, for answers hang on it."""

    id: Id
    ask: Ask
    """For two: each answers, and sees the other's answer once both have."""
    alone: Ask | None = None
    """For one person alone, where the words for two do not fit."""
    depth: Annotated[int, Field(ge=1, le=3)]
    """1 easy at any time, 2 wants a quiet moment, 3 wants trust and time."""


class QuestionPack(Entry):
    """All questions on one topic; the file's name is the topic."""

    id: Topic
    title: Title
    says: Says
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=120)]

    @model_validator(mode="after")
    def ids_carry_the_topic(self) -> "QuestionPack":
        """An id is the topic and a number: `day-07`."""
        ids = [question.id for question in self.questions]
        for question_id in ids:
            if not question_id.startswith(f"{self.id}-"):
                msg = f"{question_id}: the id of a question begins with {self.id}-"
                raise ValueError(msg)
            if ids.count(question_id) > 1:
                msg = f"{question_id} stands here twice"
                raise ValueError(msg)
        return self


class Turned(Part):
    """The same concern in a form that shuts a door, and in one that opens it."""

    instead_of: Line
    say: Line


class Words(Entry):
    """Sentences to lean on when beginning is the hardest part."""

    title: Title
    says: Says
    lead: Para
    lines: Annotated[tuple[Line, ...], Field(min_length=3, max_length=16)]
    turned: Annotated[tuple[Turned, ...], Field(max_length=10)] = ()
    good_time: Annotated[tuple[Line, ...], Field(max_length=4)] = ()
    """When to say them."""
    if_it_lands_badly: Line
    cautions: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    safety_class: SafetyClass
    practices: Annotated[tuple[Id, ...], Field(max_length=6)] = ()
