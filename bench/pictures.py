"""Takes the pictures of the six main pages: `python -m bench.pictures [FOLDER]` (docs/pictures unless told otherwise).

The pages are those of the demo, seen as Ana, at phone and desktop width, light and dark.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from bench.serving import EVENING, chromium, served

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDTHS = {360: 780, 1280: 800}
TALLEST = 1500
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES = {
    "today": "/",
    "minute": "/minute/",
    "picture": "/picture/",
    "notice": "",
    "practice": "/practice/do/listen-reflect/",
    "guide": "/guide/",
}


def take(browser: Browser, address: str, folder: Path) -> list[Path]:
    """Take every picture; return the files."""
    taken: list[Path] = []
    for width, height in WIDTHS.items():
        for theme in THEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce", locale="en-GB"
            )
            page = context.new_page()
            look_as(page, address, "Ana")
            for name, path in PAGES.items():
                open_page(page, address, name, path)
                taken.append(folder / f"{name}-{width}-{theme}.png")
                take_whole(page, taken[-1], width, height)
            context.close()
    return taken


def take_whole(page: Page, file: Path, width: int, height: int) -> None:
    """Take a page from its top to its end, or as much of it as is pleasant to look at."""
    whole = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": min(whole, TALLEST)})
    page.screenshot(path=file, animations="disabled")
    page.set_viewport_size({"width": width, "height": height})


def look_as(page: Page, address: str, name: str) -> None:
    """Enter the demo through somebody's eyes."""
    page.goto(f"{address}/demo/")
    page.get_by_role("button", name=f"Look as {name}").click()
    page.wait_for_url(f"{address}/")


def open_page(page: Page, address: str, name: str, path: str) -> None:
    """Open a page of `PAGES`; the notice has no fixed address and is reached as a person reaches it."""
    if name != "notice":
        page.goto(address + path)
        return
    page.goto(address)
    page.get_by_role("link", name="About this notice").click()
    page.wait_for_url("**/picture/notice/**")


def main(arguments: Sequence[str]) -> int:
    """Serve the demo, take the pictures, say where they are."""
    folder = Path(arguments[0]) if arguments else FOLDER
    program = chromium()
    if program is None:
        print("There is no Chromium on this machine.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="nearward-pictures-") as data,
        served(Path(data), demo_at=EVENING) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program)
        taken = take(browser, address, folder)
        browser.close()
    print(f"{len(taken)} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
