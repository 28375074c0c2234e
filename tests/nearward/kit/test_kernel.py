import shutil
from dataclasses import replace

import pytest

from nearward.kit import kernel as kernels

needs_compiler = pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")


@needs_compiler
def test_the_kernel_is_compiled_once_and_found_again(tmp_path):
    assert kernels.kernel(tmp_path / "cache") is None
    made = kernels.compiled(tmp_path / "cache")
    assert made is not None
    changed = made.library.stat().st_mtime_ns
    assert kernels.compiled(tmp_path / "cache") == kernels.kernel(tmp_path / "cache") == made
    assert made.library.stat().st_mtime_ns == changed


def test_without_a_compiler_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert kernels.compiled(tmp_path) is None


@needs_compiler
def test_a_source_that_does_not_compile_leaves_nothing_behind(tmp_path, monkeypatch):
    source = tmp_path / "kernel.c"
    source.write_text("this is no C")
    monkeypatch.setattr(kernels, "TALK", replace(kernels.TALK, source=source))
    assert kernels.compiled(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == ["kernel.c"]


@needs_compiler
@pytest.mark.parametrize("part", [kernels.TALK, kernels.DAYS], ids=lambda part: part.name)
def test_what_is_compiled_from_another_source_is_not_taken(part, tmp_path):
    made = kernels.built(part, tmp_path)
    assert made is not None
    source = tmp_path / "kernel.c"
    source.write_text(part.source.read_text() + "/* changed */")
    assert kernels.library(replace(part, source=source), tmp_path) is None
    assert kernels.library(part, tmp_path) == made
