#!/usr/bin/env python3
"""The one command. Only Python is needed; everything else is put into this folder.

python3 start.py                  use Nearward: install what is missing, then serve it (--port N, --host ADDRESS)
python3 start.py demo             the same with a made-up pair, in a space of its own
python3 start.py notice FILE.csv  look for changes in a table of diaries
python3 start.py test             run every test (pytest arguments may follow; --nightly for the long ones)
python3 start.py check            lint, types and the rules of the house
python3 start.py cover | mutate   whether tests take every branch, and notice small faults, where most trust rests
python3 start.py supply           tell what it is made of, and what is known against that (see docs/operating.md)
python3 start.py lock             choose the versions of all packages anew
"""

# This file stays readable for Python 3.6, so that an old Python can say kindly that it is too old.

import configparser
import contextlib
import errno
import hashlib
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Dict, Iterator, List, NoReturn, Optional, Tuple

ROOT = Path(__file__).resolve().parent
VENV, PYTHON = ROOT / ".venv", ROOT / ".venv" / "bin" / "python"
STATE = VENV / "nearward.json"  # what has been installed
UNFINISHED = VENV / "nearward-unfinished"  # stands while packages are being installed
DATA = ROOT / ".nearward"
CACHE = DATA / "cache"
LOCKS = {"use": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
SCRIPTS = {"test": "suite", "check": "checks", "supply": "supply", "cover": "cover", "mutate": "mutate"}
ROOM_MB = {"use": 500, "dev": 1500}
OLDEST = (3, 11)
PIP = ("pip-26.0.1-py3-none-any.whl", "bdb1b08f4274833d62c1aa29e20907365a2ceb950410df15fc9521bad440122b")
WHEELS = [str(folder) for folder in (sysconfig.get_config_var("WHEEL_PKG_DIR"), "/usr/share/python-wheels") if folder]


class SorryError(Exception):
    """Something the person at the keyboard can put right; its text is shown as it is."""


def main(arguments: List[str]) -> int:
    try:
        refuse_old_python(tuple(sys.version_info[:2]))
        run(arguments)
    except SorryError as sorry:
        told = str(sorry)
    except OSError as error:
        told = in_words(error)
    except KeyboardInterrupt:
        return 130
    print(told, file=sys.stderr)
    return 1


def run(arguments: List[str]) -> NoReturn:
    word = arguments[0] if arguments else "up"
    if word in ("-h", "--help", "help"):
        print((__doc__ or "").strip())
        raise SystemExit(0)
    if word == "lock":
        prepare("dev")
        lock(arguments[1:])
    if word in SCRIPTS:
        prepare("dev")
        hand_over([str(PYTHON), str(ROOT / "tests" / "{}.py".format(SCRIPTS[word])), *arguments[1:]], ROOT)
    prepare("use")
    whole = arguments if arguments and not word.startswith("-") else ["up", *arguments]
    hand_over([str(PYTHON), "-m", "nearward.cli", *whole], Path.cwd())


def hand_over(command: List[str], folder: Path) -> NoReturn:
    sys.stdout.flush()
    os.chdir(str(folder))
    os.execve(command[0], command, environment())  # noqa: S606


def environment() -> Dict[str, str]:
    """Return the environment for everything started here; each tool keeps its cache under this folder."""
    own = dict(os.environ)
    own.setdefault("NEARWARD_DATA", str(DATA))
    own["NEARWARD_COMMAND"] = "{} {}".format(Path(sys.executable).name, Path(sys.argv[0]))
    own["XDG_CACHE_HOME"] = str(CACHE)
    for name in ("PIP_CACHE_DIR", "UV_CACHE_DIR", "MYPY_CACHE_DIR", "RUFF_CACHE_DIR", "npm_config_cache"):
        own[name] = str(CACHE / name.split("_")[0].lower())
    own["HYPOTHESIS_STORAGE_DIRECTORY"] = str(CACHE / "hypothesis")
    own["PIP_USER"] = "0"
    return own


# what may be wrong with this machine


def refuse_old_python(version: Tuple[int, ...]) -> None:
    if os.name == "nt":
        raise SorryError("Nearward runs on Linux and macOS. On Windows, please start it inside WSL.")
    if version >= OLDEST:
        return
    newer = [name for name in ("python3.{}".format(n) for n in range(15, 10, -1)) if works(name, "--version")]
    advice = (
        "This machine has a newer one. Please try:\n  {} start.py".format(newer[0])
        if newer
        else "Please install a newer one from your system's packages; the old one may stay beside it."
    )
    raise SorryError("Nearward needs Python 3.11 or newer, and this is Python {}.{}.\n{}".format(*version, advice))


def refuse_small_disk(kind: str) -> None:
    free = shutil.disk_usage(str(ROOT)).free // 2**20
    if free < ROOM_MB[kind]:
        raise SorryError(
            "The disk is too full: {} MB are free here, and installing takes about {} MB.\n"
            "Please make some room and start again.".format(free, ROOM_MB[kind])
        )


def in_words(error: OSError) -> str:
    place = error.filename or ROOT
    if error.errno == errno.ENOSPC:
        return "The disk is full. Please make some room and start again; nothing is lost."
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return "A file stands where a folder should be: {}".format(place)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "This place may not be written to: {}\nPlease start from a folder that is yours.".format(place)
    return "This did not work: {} ({})".format(error.strerror, place)


# the virtual environment


def prepare(kind: str) -> None:
    """Bring .venv to what the lock says; at once where nothing has changed."""
    kinds = ("use", "dev") if kind == "dev" else ("use",)  # the dev lock holds all of the other
    wanted = {each: hashlib.sha256(LOCKS[each].read_bytes()).hexdigest() for each in kinds}
    if wanted.items() <= installed().items():
        return
    DATA.mkdir(mode=0o700, exist_ok=True)
    CACHE.mkdir(mode=0o700, exist_ok=True)
    with alone():
        if wanted.items() <= installed().items():
            return
        refuse_small_disk(kind)
        make_venv()
        install(LOCKS[kind])
        whole = {"root": str(ROOT), "python": str(PYTHON.resolve()), "locks": wanted}
        STATE.write_text(json.dumps(whole))
        UNFINISHED.unlink()


def installed() -> Dict[str, str]:
    """Return the digests of the locks in .venv; none where it is absent, unfinished, moved or of another Python."""
    try:
        state = json.loads(STATE.read_text())
        same = (state["root"], state["python"]) == (str(ROOT), str(PYTHON.resolve(strict=True)))
        return {} if UNFINISHED.exists() or not same else dict(state["locks"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one start at a time work on .venv."""
    import fcntl  # noqa: PLC0415  (absent on Windows, which has been told so by now)

    with (DATA / "start.lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another start is installing just now; waiting for it.", flush=True)
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def make_venv() -> None:
    """Make .venv, or make it anew where an earlier start was interrupted or its Python has gone."""
    if VENV.exists() and (UNFINISHED.exists() or not works(str(PYTHON), "-c", "import sys; assert sys.prefix")):
        print("The last installation was not finished; making .venv anew.", flush=True)
        shutil.rmtree(str(VENV))
    if not PYTHON.exists():
        base = getattr(sys, "_base_executable", sys.executable)
        made = call(base, "-m", "venv", "--without-pip", str(VENV))
        if made.returncode:
            raise SorryError("Python could not make a virtual environment:\n" + tail(made.stdout))
    UNFINISHED.touch()
    packages = call(str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    (Path(packages) / "nearward.pth").write_text(str(ROOT / "src") + "\n")


def install(wanted: Path) -> None:
    print("Installing what Nearward needs; the first time this takes a minute or two.", flush=True)
    done = call(*pip(), "install", "--quiet", "--no-input", "--disable-pip-version-check", "--only-binary=:all:",
                "--require-hashes", "--requirement", str(wanted))  # fmt: skip
    if not done.returncode:
        return
    if "No space left" in done.stdout:
        raise OSError(errno.ENOSPC, "", str(VENV))
    if "do not match the hashes" in done.stdout.lower():
        reason = "A package is not the one this version was made with, so it was not installed."
    else:
        reason = "The packages could not be installed. Is this machine connected to a package index?"
    raise SorryError("{} Start again to retry. pip says:\n{}".format(reason, tail(done.stdout)))


# pip, also where Debian has split it off


def pip() -> List[str]:
    """Return the command of a pip that installs into .venv, whichever this machine allows."""
    own = [str(PYTHON), "-m", "pip"]
    if works(*own, "--version") or (works(str(PYTHON), "-m", "ensurepip") and works(*own, "--version")):
        return own
    outer = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if works(*outer, "--version"):
        return outer
    on_disk = [wheel for folder in WHEELS for wheel in sorted(Path(folder).glob("pip-*.whl"), reverse=True)]
    wheel = on_disk[0] if on_disk else wheel_from_index()
    if wheel:
        return [str(PYTHON), str(wheel / "pip")]
    raise SorryError(
        "This Python has no pip. On Debian or Ubuntu, please run\n  apt install python3-venv\n"
        "as root, or set PIP_INDEX_URL to a package index, and start again."
    )


def wheel_from_index() -> Optional[Path]:
    """Fetch pip's own wheel from the package index that this machine is set to; its digest decides, not the index."""
    index = index_address()
    if not index:
        return None
    name, digest = PIP
    page = index.rstrip("/") + "/pip/"
    try:
        with urllib.request.urlopen(page, timeout=60) as answer:  # noqa: S310
            links = re.findall(r'href="([^"]+)"', answer.read().decode())
        link = next(one for one in links if name in one)
        with urllib.request.urlopen(urllib.parse.urljoin(page, link), timeout=60) as answer:  # noqa: S310
            content = answer.read()
    except (urllib.error.URLError, http.client.HTTPException, StopIteration, ValueError):
        return None
    if hashlib.sha256(content).hexdigest() != digest:
        raise SorryError("The package index gave another pip than the one expected, so it was not used.")
    wheel = CACHE / name
    wheel.write_bytes(content)
    return wheel


def index_address() -> str:
    """Return the index address from pip's own settings."""
    home = Path.home()
    places = [Path("/etc/pip.conf"), home / ".pip" / "pip.conf", home / ".config" / "pip" / "pip.conf"]
    settings = configparser.RawConfigParser()
    settings.read([str(place) for place in [*places, os.environ.get("PIP_CONFIG_FILE", os.devnull)]])
    return str(os.environ.get("PIP_INDEX_URL") or settings.get("global", "index-url", fallback=""))


# small tools


def lock(arguments: List[str]) -> NoReturn:
    """Write both lock files anew; `--upgrade` among the arguments takes the newest versions."""
    uv = [str(VENV / "bin" / "uv"), "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--generate-hashes",
          "--no-emit-index-url", "--python-version", "3.11",
          "--custom-compile-command", "python3 start.py lock", *arguments]  # fmt: skip
    dev = ["--group", "dev", "--constraint", LOCKS["use"].name, "--output-file", LOCKS["dev"].name]
    for rest in (["--output-file", LOCKS["use"].name], dev):
        done = subprocess.run([*uv, *rest], cwd=str(ROOT), env=environment(), check=False)
        if done.returncode:
            raise SystemExit(done.returncode)
    raise SystemExit(0)


def call(*command: str) -> "subprocess.CompletedProcess[str]":
    """Run quietly; what was said is in `stdout`."""
    return subprocess.run(command, cwd=str(ROOT), env=environment(), stdin=subprocess.DEVNULL, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)  # fmt: skip


def works(*command: str) -> bool:
    try:
        return call(*command).returncode == 0
    except OSError:
        return False


def tail(output: str) -> str:
    return "\n".join("  " + line for line in output.strip().splitlines()[-12:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
