"""A mistake that the person at the keyboard can mend."""

import sys
from typing import IO, Any

import click


class SorryError(click.ClickException):
    """Ends the command; the text is shown as it is, without a trace."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file or sys.stderr)
