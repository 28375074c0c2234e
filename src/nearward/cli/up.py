"""`nearward up` and `nearward demo`: everything that must run, from one command."""

import os
import subprocess
import sys
from pathlib import Path

import click

from nearward.cli import port as ports
from nearward.cli.place import settle
from nearward.cli.sorry import SorryError
from nearward.cli.supervisor import Child, Supervisor
from nearward.kit import kernel, sqlite

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})

port_option = click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one."
)
host_option = click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address of this machine to listen on."
)


@click.command()
@port_option
@host_option
def up(port: int, host: str) -> None:
    """Serve Nearward: make what is missing, bring the database up to date, run server and worker."""
    raise SystemExit(_serve(Path(os.environ["NEARWARD_DATA"]), host, port, "up"))


@click.command()
@port_option
@host_option
def demo(port: int, host: str) -> None:
    """Serve a made-up pair, Ana and Ben, twelve weeks of them, in a data folder and a database of its own."""
    raise SystemExit(_serve(into_demo(), host, port, "demo"))


def into_demo() -> Path:
    """Turn to the demo's own data folder and database, whatever else is set; return the folder."""
    data = Path(os.environ["NEARWARD_DATA"]) / "demo"
    os.environ |= {"NEARWARD_DATA": str(data), "NEARWARD_DEMO": "yes"}
    for variable in ("NEARWARD_DATABASE_URL", "NEARWARD_REDIS_URL"):
        os.environ.pop(variable, None)
        os.environ.pop(f"{variable}_FILE", None)
    return data


def _serve(data: Path, host: str, port: int, command: str) -> int:
    for warning in settle(data):
        click.echo(warning, err=True)
    first_time = command != "demo" and not (data / "keys" / "ring.json").exists()
    listening = ports.take(host, port, offer=lambda found: _offer(port, found, host, command))
    with listening:
        for part in (kernel.TALK, kernel.DAYS):
            kernel.built(part, data / kernel.FOLDER)
        _first("migrate", "--quiet")
        _put_visits_away(data)
        if command == "demo":
            _first("fill-demo")
        end = listening.fileno()
        children = (
            Child("server", ("serve", "--socket", str(end)), (end,)),
            Child("worker", ("worker",)),
        )
        status = Supervisor(
            children,
            say=lambda text: click.echo(text, err=True),
            on_ready=lambda: _welcome(ports.address(listening), data, host, first_time=first_time),
        ).run()
    sqlite.checkpoint_file(data / "db.sqlite3")  # so that this file alone is a whole copy
    return status


def _put_visits_away(data: Path) -> None:
    """Delete the chats that were at hand when an earlier life ended; nothing of them is needed any more."""
    for left in (data / "visits").glob("*"):
        left.unlink(missing_ok=True)


def _first(*command: str) -> None:
    """Prepare in a process of its own, so that the supervisor stays small and holds no database connection."""
    done = subprocess.run([sys.executable, "-m", "nearward.cli", *command], check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.returncode)


def _offer(port: int, found: int, host: str, command: str) -> bool:
    """Ask where there is somebody to ask; otherwise end with the command that would work."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return click.confirm(f"Port {port} is taken by another program. Use {found} instead?", default=True)
    shown = f"{os.environ.get('NEARWARD_COMMAND', 'nearward')} {command} --port {found}"
    raise SorryError(
        f"Port {port} is taken by another program. Port {found} is free:\n"
        f"  {shown}{'' if host in LOCAL else f' --host {host}'}"
    )


def _welcome(address: str, data: Path, host: str, *, first_time: bool) -> None:
    click.echo(f"Nearward is at {address}")
    click.echo(f"Everything it keeps is in {data}. Ctrl-C stops it.")
    if first_time:
        click.echo(
            "This is its first start: open the address in a browser and choose a name. No e-mail is needed.\n"
            f"{data / 'keys' / 'ring.json'} opens all that people will write: keep a copy, apart from the database."
        )
    if host not in LOCAL:
        click.echo(
            "Other machines can reach it now. Without TLS in front, others on the network could read along;\n"
            "docs/operating.md tells how to put it there, and to name this machine in NEARWARD_HOST.",
            err=True,
        )
    sys.stdout.flush()
