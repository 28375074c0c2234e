import os
import shutil

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    if not CHROMIUM:
        (pytest.fail if IN_CI else pytest.skip)("there is no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    with pytest.MonkeyPatch.context() as patch, sync_api.sync_playwright() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright keeps a loop in the thread that tests run in
        kept = str(tmp_path_factory.mktemp("chromium"))  # and nothing in the home folder
        own = os.environ | {"HOME": kept, "XDG_CONFIG_HOME": kept, "XDG_CACHE_HOME": kept}
        browser = started.chromium.launch(executable_path=CHROMIUM, args=QUIET, env=own)
        yield browser
        browser.close()
