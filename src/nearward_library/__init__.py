"""Signs, causes, practices, questions and items as validated data, and the only code that opens it."""

from nearward_library.errors import BrokenEntry, LibraryError, Problem, UnknownEntry
from nearward_library.load import Library, languages, library

__all__ = ["BrokenEntry", "Library", "LibraryError", "Problem", "UnknownEntry", "languages", "library"]
