"""`nearward`: everything that is done from the shell."""

from nearward.cli.commands import main

__all__ = ["main"]
