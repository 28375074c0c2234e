"""Reads chat exports exactly and describes how two people talk; the words stay in the user's file.

reading = read(path)            # recognises the format by content
reading.chat.counts()           # people x kinds
reading.chat.text(7)            # opened in the file when asked for
"""

from nearward_dialogue.errors import (
    AmbiguousDates,
    Asks,
    BrokenFile,
    DialogueError,
    GroupChat,
    NoMessages,
    SeveralChats,
    TooLarge,
    UnknownFormat,
)
from nearward_dialogue.reading import read
from nearward_dialogue.shapes import Ask, BadLine, Chat, Dates, Flag, Kind, Reading

__all__ = [
    "AmbiguousDates",
    "Ask",
    "Asks",
    "BadLine",
    "BrokenFile",
    "Chat",
    "Dates",
    "DialogueError",
    "Flag",
    "GroupChat",
    "Kind",
    "NoMessages",
    "Reading",
    "SeveralChats",
    "TooLarge",
    "UnknownFormat",
    "read",
]
