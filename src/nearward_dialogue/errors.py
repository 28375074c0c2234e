"""What can go wrong, and what has to be asked, when a chat export is read."""


class DialogueError(ValueError):
    """Base of all errors of this package."""


class UnknownFormat(DialogueError):
    """No reader recognises the file."""


class BrokenFile(DialogueError):
    """The file is of a known format but cannot be read: truncated, damaged, not what it says it is."""


class TooLarge(DialogueError):
    """More bytes, or more messages, than may be read: the limit is in the message."""


class NoMessages(DialogueError):
    """The file is readable, and there is no message in it."""


class Asks(DialogueError):
    """Not a fault: reading goes on when the person has answered."""


class AmbiguousDates(Asks):
    """Day and month could be either way round, and no date in the whole file decides it.

    `choices` holds for each possible order ("dmy", "mdy", "ymd", "ydm") the local ISO times of the first and the last
    message if that order is right. Answer with `read(..., order="dmy")`.
    """

    def __init__(self, choices: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__("the dates can be read in two ways: " + ", ".join(order for order, _, _ in choices))
        self.choices = choices


class SeveralChats(Asks):
    """The file holds more than one conversation.

    `choices` holds for each its name and its number of messages (-1 unknown). Answer with `read(..., chat=name)`.
    """

    def __init__(self, choices: tuple[tuple[str, int], ...]) -> None:
        super().__init__(f"there are {len(choices)} conversations in this file")
        self.choices = choices


class GroupChat(Asks):
    """More than two people write here, or the format says that this is a group even if only two have written.

    `people` holds their names, who wrote most first. When two of the names are one person, answer with
    `read(..., same={"Ben (work)": "Ben"})`; a true group is not for this package.
    """

    def __init__(self, people: tuple[str, ...]) -> None:
        many = f"{len(people)} people write here" if len(people) > 2 else "this is a group"
        super().__init__(f"{many}, and this is for the talk of two alone")
        self.people = people


class NotTwo(DialogueError):
    """Fewer than two people wrote words, or more: there is no talk between two to describe.

    `people` holds the names of those who did.
    """

    def __init__(self, people: tuple[str, ...]) -> None:
        super().__init__(f"{len(people)} people wrote words here, and it takes two")
        self.people = people
