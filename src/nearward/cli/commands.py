"""The list of commands. Each is imported only when it is called, so that `nearward notice` needs no web house."""

import importlib
import os
from pathlib import Path

import click
from django.core.exceptions import ImproperlyConfigured

from nearward.cli.sorry import SorryError
from nearward.kit import env

PLACES = {
    "up": "up",
    "demo": "up",
    "notice": "notice",
    "mirror": "mirror",
    "why": "why",
    "migrate": "database",
    "backup": "backup",
    "restore": "restore",
    "keys": "keys",
    "check-config": "house",
    "fill-demo": "house",
    "manage": "house",
    "catalogues": "catalogues",
    "serve": "children",
    "worker": "children",
}


class Commands(click.Group):
    """Finds a command by the table above; answers a wrong setting in one sentence, whichever command met it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in PLACES:
            return None
        module = importlib.import_module(f"nearward.cli.{PLACES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ImproperlyConfigured as error:
            raise SorryError(str(error)) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Notice emotional distance between two partners early, and find back to each other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.settings")
    os.environ["NEARWARD_DATA"] = str(env.path("NEARWARD_DATA", Path.cwd() / "nearward-data"))
