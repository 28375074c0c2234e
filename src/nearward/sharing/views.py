"""Taking a copy: everything the viewer wrote and their log, nothing of anybody else's."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from nearward.kit import clock
from nearward.kit.http import PersonRequest
from nearward.kit.stepup import after_step_up
from nearward.people.actions import note
from nearward.people.rules import Act
from nearward.sharing.queries import Copy, copy_for
from nearward.sharing.rules import table_cell

FILE_NAME = "my-notes.zip"


@require_http_methods(["GET", "HEAD", "POST"])
@after_step_up
def export(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "sharing/export.html")
    note(request.user, Act.EXPORTED, clock.now())
    return HttpResponse(
        packed(copy_for(request.user)),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )


def packed(copy: Copy) -> bytes:
    """Return the copy as one archive: all of it as JSON, and what was written and the log as tables."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("everything.json", json.dumps(copy.as_json(), ensure_ascii=False, indent=2))
        archive.writestr("written.csv", _table(copy.written_columns, copy.written_rows()))
        archive.writestr("log.csv", _table(copy.log_columns, copy.log_rows()))
    return file.getvalue()


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([table_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()  # so that spreadsheets read it as UTF-8
