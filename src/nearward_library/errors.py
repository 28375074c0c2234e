"""What can be wrong with the library, told so that an author finds the place at once."""

from dataclasses import dataclass


class LibraryError(Exception):
    """Anything that keeps the library from being read."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one file.

    `file` is the path below the content folder, `line` counts from 1, `field` is the dotted way to the value
    (empty when the whole file is meant).
    """

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """Read as `file:line: field: message`, which editors can jump to."""
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class BrokenEntry(LibraryError):
    """A file that is not a valid entry of its kind; `problems` names every fault found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UnknownEntry(LibraryError, KeyError):
    """An id that no entry of this kind has."""

    def __init__(self, kind: str, entry_id: str) -> None:
        super().__init__(f"there is no {entry_id!r} among the {kind}")
        self.kind = kind
        self.entry_id = entry_id


class QuestionnaireError(LibraryError):
    """A FHIR questionnaire that cannot be used as it is; `problems` says where and why."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class AnswerError(LibraryError):
    """An answer that does not belong to its question."""
