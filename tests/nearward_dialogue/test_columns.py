import numpy as np
import pytest

from nearward_dialogue.columns import Columns, let_go

DTYPES = {"time": np.int64, "kind": np.int8}


@pytest.mark.parametrize("scratch", [False, True])
def test_blocks_become_whole_columns(tmp_path, scratch):
    columns = Columns(DTYPES, tmp_path if scratch else None)
    for block in (range(3), range(3, 5), range(0)):
        columns.append(time=np.array(block), kind=np.zeros(len(block)))
    assert columns.rows == 5
    whole = columns.finish()
    assert whole["time"].tolist() == [0, 1, 2, 3, 4]
    assert [column.dtype for column in whole.values()] == [np.int64, np.int8]
    whole["time"][4] = 9
    let_go(whole["time"], whole["time"][2:])
    assert whole["time"].tolist() == [0, 1, 2, 3, 9]


@pytest.mark.parametrize("scratch", [False, True])
def test_no_block_at_all_gives_empty_columns(tmp_path, scratch):
    assert Columns(DTYPES, tmp_path if scratch else None).finish()["kind"].shape == (0,)


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="too many values"):
        Columns(DTYPES).append(time=np.zeros(2), kind=np.zeros(1))
