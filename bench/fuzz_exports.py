"""Drive readers with inputs that are grown towards code not seen yet: coverage-guided fuzzing with Atheris.

    pip install atheris                                    # wheels exist for CPython on Linux
    python -m bench.fuzz_exports all --seconds 180         # every reader in turn, from the samples of tests/samples
    python -m bench.fuzz_exports telegram -max_total_time=600 -max_len=65536 CORPUS

CORPUS is a folder in which inputs are kept. What follows the name of the reader goes to libFuzzer. Only a DialogueError
may come out of a reader; anything else, more than two seconds or 256 MiB beyond what is needed to start, ends the run
and leaves the input in the working folder. `all` prints how many inputs each reader was given, and ends with 1 when one
of them failed.
"""

import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

START_MIB = 200
SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples"
FOLDERS = {"spreadsheet": ("csv",), "messenger": ("messenger", "messenger_encrypted")}
LARGEST = 64 << 10


def main() -> None:
    """Fuzz one reader, or all in turn."""
    if sys.argv[1:2] == ["all"]:
        seconds = int(sys.argv[3]) if sys.argv[2:3] == ["--seconds"] else 60
        sys.exit(everyone(seconds))
    one_reader()


def everyone(seconds: int) -> int:
    """Fuzz every reader for so many seconds; print what came of it."""
    failed = 0
    for name in import_module("nearward_dialogue.readers").names():
        with tempfile.TemporaryDirectory() as folder:
            _seed(name, Path(folder))
            limits = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-print_final_stats=1", folder]
            command = [sys.executable, "-m", "bench.fuzz_exports", name, *limits]
            done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
        runs = re.search(r"number_of_executed_units: *(\d+)", done.stderr)
        last = "" if not done.returncode else (done.stdout + done.stderr)[-3000:]
        failed |= bool(done.returncode)
        print(
            f"{name:16} {int(runs[1]) if runs else 0:>9,} inputs  {'FAILED' if done.returncode else 'ok'}", flush=True
        )
        if last:
            print(last, flush=True)
    return int(failed)


def _seed(name: str, corpus: Path) -> None:
    """Copy the samples of a reader into its corpus; a database is made from its statements."""
    for folder in FOLDERS.get(name, (name,)):
        for path in sorted((SAMPLES / folder).rglob("*")):
            if path.suffix == ".sql":
                made = sqlite3.connect(corpus / "chat.db")
                made.executescript(path.read_text(encoding="utf-8"))
                made.close()
            elif path.is_file() and path.name != "expected.json":
                shutil.copy(path, corpus / f"{len(list(corpus.iterdir()))}-{path.name}")


def one_reader() -> None:
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
