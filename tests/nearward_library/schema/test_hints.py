import pytest
from pydantic import ValidationError

from nearward_library import library
from nearward_library.schema import Hint

FIELDS = dict(library().hints["always-never"])


def test_a_pattern_that_does_not_compile_is_refused() -> None:
    with pytest.raises(ValidationError, match="not a pattern"):
        Hint.model_validate({**FIELDS, "finds": ("you (always",)})


def test_a_hint_brings_examples_of_both_kinds() -> None:
    for field in ("caught", "passed"):
        with pytest.raises(ValidationError, match="at least 3"):
            Hint.model_validate({**FIELDS, field: ()})


def test_patterns_keep_to_what_browsers_read_too() -> None:
    for hint in library().hints.values():
        for pattern in hint.finds:
            assert not any(only_python in pattern for only_python in ("(?P", "\\A", "\\Z", "(?#", "(?i)", "(?x)")), (
                hint.id
            )
