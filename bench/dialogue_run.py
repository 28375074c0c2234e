"""Reads one chat, counts its words, emoji and categories, and prints what it found as JSON: the whole job in a process.

    python -m bench.dialogue_run chat.txt [--kernel LIBRARY] [--scratch FOLDER]

`--kernel` is the compiled kernel; without it NumPy counts.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: nothing here multiplies matrices

import argparse
import json
import tempfile
from pathlib import Path

from nearward_dialogue.columns import let_go
from nearward_dialogue.lexicon import CATEGORIES, lexicon
from nearward_dialogue.reading import read
from nearward_dialogue.shapes import COLUMNS, Ask, Flag, Kind
from nearward_dialogue.words import count_words

ROWS = 1 << 13


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.dialogue_run", description=__doc__)
    ask.add_argument("path", type=Path)
    ask.add_argument("--kernel", type=Path)
    ask.add_argument("--scratch", type=Path)
    said = ask.parse_args()
    kernel = None
    if said.kernel:
        from nearward_dialogue.kernel import Kernel  # noqa: PLC0415  # only then is it worth its import

        kernel = Kernel(said.kernel)
    with tempfile.TemporaryDirectory(dir=said.scratch) as folder:
        print(json.dumps(found_in(said.path, Path(folder), kernel)))


def found_in(path: Path, scratch: Path, kernel: object) -> dict[str, int]:
    chat = read(path, ask=Ask(scratch=scratch)).chat
    counts = count_words(chat, lexicon("en"), scratch, kernel)  # type: ignore[arg-type]
    found = {f"{person} {kind.name}": 0 for person in (*chat.people, "") for kind in Kind}
    found |= dict.fromkeys(("words", "emoji", "edited", *CATEGORIES), 0)
    for at in range(0, len(chat), ROWS):
        part = chat.take(slice(at, at + ROWS))
        for person, row in zip((*chat.people, ""), part.counts().tolist(), strict=True):
            for kind in Kind:
                found[f"{person} {kind.name}"] += row[kind]
        found["words"] += int(counts.words[at : at + ROWS].sum())
        found["emoji"] += int(counts.emoji[at : at + ROWS].sum())
        found["edited"] += int(((part.flags & Flag.EDITED) > 0).sum())
        for name, total in zip(CATEGORIES, counts.counts[at : at + ROWS].sum(0, dtype=int).tolist(), strict=False):
            found[name] += total
        let_go(*(getattr(chat, name) for name in COLUMNS), counts.words, counts.emoji, counts.counts)
    return {name: count for name, count in found.items() if count}


if __name__ == "__main__":
    main()
