"""The language of somebody who is not signed in: a cookie that names a language, and nothing else."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


@require_POST
@login_not_required
def language_choose(request: HttpRequest) -> HttpResponseBase:
    return set_language(request)
