import numpy as np

from nearward_detect.contract import Reading, blank
from nearward_detect.telling import bands_of, notices_of


def test_a_blank_reading_has_a_row_for_every_pair_and_person():
    reading = Reading(**blank(3, 2, 4))
    assert reading.kind.shape == reading.confidence.shape == (3,)
    assert reading.now.shape == (3, 2)
    assert reading.moved.shape == (3, 2, 4)


def test_a_blank_reading_says_nothing_to_anybody():
    reading = Reading(**blank(1, 2, 4))
    assert (reading.kind == -1).all()
    assert np.isnan(reading.size).all()
    assert notices_of(reading, None, ()) == ()
    assert bands_of(reading) == (None, None)
