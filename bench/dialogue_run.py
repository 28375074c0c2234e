"""Reads one chat, counts its words, emoji and categories, and prints what it found as JSON: the whole job in a process.

    python -m bench.dialogue_run chat.txt [--kernel FOLDER] [--scratch FOLDER] [--report]

`--kernel` is where the compiled kernel is kept (it is compiled if need be); without it NumPy counts.
`--report` also makes the whole report: every measure, its intervals, and what has changed.
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
from nearward_dialogue.shapes import COLUMNS, Ask, Chat, Flag, Kind
from nearward_dialogue.words import WordCounts, count_words

ROWS = 1 << 13


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.dialogue_run", description=__doc__)
    ask.add_argument("path", type=Path)
    ask.add_argument("--kernel", type=Path)
    ask.add_argument("--scratch", type=Path)
    ask.add_argument("--report", action="store_true")
    said = ask.parse_args()
    kernel = None
    if said.kernel:
        from nearward.kit.kernel import compiled  # noqa: PLC0415  # only then is it worth its import

        kernel = compiled(said.kernel)
    with tempfile.TemporaryDirectory(dir=said.scratch) as folder:
        chat = read(said.path, ask=Ask(scratch=Path(folder))).chat
        counts = count_words(chat, lexicon("en"), Path(folder), kernel)
        print(json.dumps(found_in(chat, counts)))
        if said.report:
            reported(chat, counts)


def reported(chat: Chat, counts: WordCounts) -> None:
    """Make the report of two people, as `nearward mirror` does."""
    import numpy as np  # noqa: PLC0415  # the others do without

    from nearward.cli.mirror import SEED  # noqa: PLC0415
    from nearward.kit.curves import watch  # noqa: PLC0415
    from nearward_dialogue.report import report  # noqa: PLC0415
    from nearward_dialogue.talk import talk_of  # noqa: PLC0415

    talk = talk_of(chat)
    report(talk, np.random.default_rng(SEED), watch, counts)


def found_in(chat: Chat, counts: WordCounts) -> dict[str, int]:
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
