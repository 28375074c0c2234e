"""Drive one reader with inputs that are grown towards code not seen yet: coverage-guided fuzzing with Atheris.

    pip install atheris                                   # wheels exist for CPython on Linux
    python -m bench.fuzz_exports telegram -max_total_time=600 -max_len=65536 CORPUS

CORPUS is a folder in which inputs are kept; put samples of tests/samples/ there to begin with. What follows the name
of the reader goes to libFuzzer. Only a DialogueError may come out of a reader; anything else, more than two seconds or
256 MiB beyond what is needed to start, ends the run and leaves the input in the working folder.
"""

import resource
import sys
from importlib import import_module

START_MIB = 200


def main() -> None:
    """Instrument the package, then hand over to the fuzzer."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["nearward_dialogue"]):
        errors = import_module("nearward_dialogue.errors")
        readers = import_module("nearward_dialogue.readers")
        shapes = import_module("nearward_dialogue.shapes")
        sources = import_module("nearward_dialogue.sources")
    name, *arguments = sys.argv[1:]
    reader = readers.load(name)
    resource.setrlimit(resource.RLIMIT_STACK, (64 << 20, 64 << 20))

    def one(data: bytes) -> None:
        reader.looks_like(data[: 64 << 10], "export")
        try:
            reading = reader.read(sources.sources_of(data, "export"), shapes.Ask())
        except errors.DialogueError:
            return
        for i in range(min(len(reading.chat), 1000)):
            reading.chat.text(i)

    limits = ["-timeout=2", f"-rss_limit_mb={256 + START_MIB}"]
    atheris.Setup([sys.argv[0], *limits, *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
