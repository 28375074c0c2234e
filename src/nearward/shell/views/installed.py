"""What a browser asks for when Nearward is put on the home screen. Nothing here depends on who asks."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nearward.shell.navigation import address_of

HERE = Path(__file__).resolve().parent.parent
PAPER = "#faf7f1"
STAND_INS = (("home:today", "checkins:offline"), ("checkins:today", "checkins:offline"))


@require_safe
@login_not_required
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    sizes = (("icon.svg", "any", "image/svg+xml", "any"), ("icon-mask.svg", "any", "image/svg+xml", "maskable"))
    told = {
        "id": "/",
        "name": "Nearward",
        "short_name": "Nearward",
        "description": _("A quiet minute a day for two."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static(f"shell/{file}"), "sizes": size, "type": kind, "purpose": purpose}
            for file, size, kind, purpose in sizes
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"})


@require_safe
@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Serve the worker with what it may keep written above it; a new static folder makes a new worker."""
    words = json.dumps(_may_keep(), sort_keys=True)
    return HttpResponse(
        f"self.nearward = {words};\n{_source()}",
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@require_safe
@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/offline.html")


def _may_keep() -> dict[str, object]:
    pairs = ((address_of(page), address_of(stand_in)) for page, stand_in in STAND_INS)
    stand_ins = {page: stand_in for page, stand_in in pairs if page and stand_in}
    rooms = {"shell", *(stand_in.partition(":")[0] for _page, stand_in in STAND_INS)}
    folders = [settings.PACKAGE / room / "static" / room for room in rooms]
    return {
        "fallback": reverse("shell:offline"),
        "files": sorted(
            static(f"{each.name}/{file.name}") for each in folders if each.exists() for file in each.iterdir()
        ),
        "prefix": settings.STATIC_URL,
        "standIns": stand_ins,
    }


@cache
def _source() -> str:
    return (HERE / "static" / "shell" / "worker.js").read_text(encoding="utf-8")
