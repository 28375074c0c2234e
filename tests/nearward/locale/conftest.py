from tests.nearward.shell.conftest import chromium

__all__ = ["chromium"]
