"""The file of weights: whole, of this version, small, and without a word of anybody's in it."""

import numpy as np
import pytest

from nearward_dialogue.acts.features import SIZE
from nearward_dialogue.acts.weights import LEARNED, PATH, STEPS, VERSION, digest_of, packed, weights
from nearward_dialogue.errors import DialogueError


def arrays_of(path=PATH):
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def test_the_file_is_whole_and_small():
    found = weights()
    assert found.table.shape == (SIZE, len(LEARNED))
    assert found.digest == digest_of(arrays_of())
    assert PATH.stat().st_size < 1_500_000
    assert (found.sure >= found.even).all()
    assert (found.slope > 0).all()


def test_the_file_holds_numbers_only():
    arrays = arrays_of()
    assert {name for name, array in arrays.items() if array.dtype.kind == "U"} == {"digest"}
    assert len(str(arrays["digest"])) == 64


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": np.array(VERSION + 1)}, "another version"),
        ({"bytes": np.zeros((len(LEARNED), SIZE), np.int8)}, "damaged"),
        ({"even": np.zeros(len(LEARNED), np.float32)}, "damaged"),
    ],
)
def test_a_file_that_is_not_ours_is_refused(tmp_path, change, reason):
    path = tmp_path / "weights.npz"
    np.savez(path, **(arrays_of() | change))
    with pytest.raises(DialogueError, match=reason):
        weights(path)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 torn", PATH.read_bytes()[:5000]])
def test_a_file_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "weights.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DialogueError, match="no weights"):
        weights(path)


def test_a_file_without_its_arrays_is_refused(tmp_path):
    path = tmp_path / "weights.npz"
    np.savez(path, version=np.array(VERSION))
    with pytest.raises(DialogueError, match="damaged"):
        weights(path)


def test_a_byte_keeps_a_weight_closely(tmp_path):
    rng = np.random.default_rng(5)
    table = rng.normal(size=(SIZE, len(LEARNED))) ** 3
    columns = {name: np.ones(len(LEARNED)) for name in ("slope", "constant", "even", "sure")}
    path = tmp_path / "weights.npz"
    np.savez(path, **packed(table, **columns))
    most = np.abs(table).max(axis=0)
    off = np.abs(weights(path).table - table)
    assert (off <= 1.02 * np.sqrt(np.abs(table) * most) / STEPS + most / STEPS**2).all()
