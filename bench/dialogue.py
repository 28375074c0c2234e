"""What it costs to read a chat, count its words and sort them, beside what it costs others only to read it.

    python -m bench.dialogue [--sizes 10000,100000,1000000] [--runs 3] [--without-peers] [--json FILE]

Every figure is the processor time (user and system) and the highest memory of a whole process, the median of its
runs, taken in turns. Ours reads, counts words, emoji and 20 categories, and is checked against the exact counts of the
generator, a third time with the whole report; the peers read, and chat-analytics makes its own report. Sizes above a
million are the same million again and again, for the memory. Peers are installed below NEARWARD_DATA/bench (or
./nearward-data/bench) on the first run.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.dialogue_made import write
from bench.dialogue_peers import peers
from nearward.kit.kernel import TALK, built

FOLDER = Path(os.environ.get("NEARWARD_DATA", "nearward-data")).resolve() / "bench"
SOURCE = Path(__file__).resolve().parents[1] / "src"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")])}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)
"""As programs run that are installed: Python keeps what it has compiled, instead of doing so in every process."""

MILLION = 1_000_000
ENOUGH = 100_000
"""Messages from which there is a report to make."""

OURS, PLAIN, REPORT = "nearward, compiled", "nearward, NumPy only", "nearward, compiled, with the report"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time and MiB at the highest, of one whole process; what it printed."""

    seconds: float
    memory: float
    said: str


def main() -> None:
    said = _asked()
    FOLDER.mkdir(parents=True, exist_ok=True)
    others = {} if said.without_peers else peers(FOLDER)
    rows: dict[str, dict[int, tuple[float, float, str]]] = {}
    warmed: set[str] = set()
    for size in said.sizes:
        path = _chat(size)
        ours = [sys.executable, "-m", "bench.dialogue_run", str(path), "--scratch", str(FOLDER)]
        commands = {OURS: [*ours, "--kernel", str(_library())], PLAIN: ours}
        if ENOUGH <= size <= MILLION:
            report = [sys.executable, "-m", "bench.dialogue_report", *ours[3:], "--kernel", str(FOLDER)]
            commands |= {REPORT: report}
        if size <= MILLION:
            commands |= {name: [*command, str(path)] for name, command in others.items()}
        for name in set(commands) - warmed:
            _cost(commands[name])  # what others compile, and Python
        warmed |= set(commands)
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(said.runs):
            for name, command in commands.items():
                costs[name].append(_cost(command))
        for name, found in costs.items():
            verdict = _checked(path, found[0].said) if name in {OURS, PLAIN} else _told(path, found[0].said)
            seconds = statistics.median(cost.seconds for cost in found)
            rows.setdefault(name, {})[size] = (seconds, max(cost.memory for cost in found), verdict)
        print(".", end="", file=sys.stderr, flush=True)
    _show(rows, said.sizes)
    if said.json:
        said.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def _asked() -> argparse.Namespace:
    ask = argparse.ArgumentParser(prog="python -m bench.dialogue", description=__doc__)
    sizes = [10_000, 100_000, MILLION]
    ask.add_argument("--sizes", type=lambda said: [int(each) for each in said.split(",")], default=sizes)
    ask.add_argument("--runs", type=int, default=3)
    ask.add_argument("--without-peers", action="store_true")
    ask.add_argument("--json", type=Path)
    return ask.parse_args()


def _library() -> Path:
    """The compiled kernel, compiled if need be; ends the program where there is no compiler."""
    made = built(TALK, FOLDER)
    if not made:
        sys.exit("This compares what is compiled, and there is no C compiler here: please install one, `cc`.")
    return made


def _chat(size: int) -> Path:
    """A made-up chat of this size beside its truth, from the cache or made now."""
    path = FOLDER / f"chat-{size}.txt"
    if path.with_suffix(".truth.json").exists():
        return path
    if size <= MILLION:
        write(path, size)
        return path
    once, times = _chat(MILLION), size // MILLION
    with path.open("wb") as whole:
        for _ in range(times):
            with once.open("rb") as part:
                shutil.copyfileobj(part, whole)
    truth = json.loads(once.with_suffix(".truth.json").read_text(encoding="utf-8"))
    more = {name: value * times if isinstance(value, int) else value for name, value in truth.items()}
    path.with_suffix(".truth.json").write_text(json.dumps(more), encoding="utf-8")
    return path


def _cost(command: list[str]) -> Cost:
    output = FOLDER / "said.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, env=ENVIRONMENT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said = output.read_text(encoding="utf-8", errors="replace").strip()
    if process.returncode:
        said = f"failed: {said.splitlines()[-1] if said else process.returncode}"
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def _checked(path: Path, said: str) -> str:
    """Whether every count of the truth was found, to the last one."""
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    truth[" SYSTEM"] = truth.pop("SYSTEM", 0)
    try:
        found = json.loads(said)
    except ValueError:
        return said[:60]
    wrong = [name for name, count in truth.items() if isinstance(count, int) and found.get(name, 0) != count]
    return "exact" if not set(wrong) - {"bytes"} else f"wrong: {', '.join(wrong)}"


def _told(path: Path, said: str) -> str:
    """Whether a peer found as many messages, or entries with the notices, as there are."""
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    signed = sum(count for name, count in truth.items() if " " in name)
    last = said.splitlines()[-1] if said else ""
    if last.startswith("{"):
        spoken = sum(count for name, count in truth.items() if name.endswith(" TALK"))
        return "exact" if json.loads(last)["messages"] == spoken else "wrong"
    if not last.isdigit():
        return said[-60:]
    return "exact" if int(last) in {signed, signed + truth.get("SYSTEM", 0)} else f"{int(last) - signed:+,} messages"


def _show(rows: dict[str, dict[int, tuple[float, float, str]]], sizes: list[int]) -> None:
    print("| whole process |", " | ".join(f"{size:,}: CPU s | MiB | times ours | counts" for size in sizes), "|")
    print("|---|" + "---|" * (4 * len(sizes)))
    for name, row in rows.items():
        cells = []
        for size in sizes:
            if size in row:
                seconds, memory, verdict = row[size]
                cells.append(f"{seconds:.2f} | {memory:.0f} | {seconds / rows[OURS][size][0]:.1f} | {verdict}")
            else:
                cells.append("– | – | – | –")
        print(f"| {name} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
