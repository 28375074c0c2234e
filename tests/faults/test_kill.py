"""kill -9 in the middle of writing. What the page had confirmed is there, and opens."""

import pytest
from tests.faults.sizes import rounds
from tests.figures import PROOF
from tests.nearward.cli.conftest import lived

pytestmark = pytest.mark.timeout(1800)
WRITERS = "tests.faults.writers"
ROUNDS = rounds(24, 500)


def test_nothing_that_was_confirmed_is_lost_when_four_writers_are_killed(made, surroundings, record_property):
    told = lived(surroundings, str(ROUNDS), "20260312", module=WRITERS)
    assert told["said"] >= ROUNDS
    assert (told["lost"], told["integrity"]) == (0, "ok")
    record_property(f"{PROOF}kill -9, rounds of four writers", ROUNDS)
    record_property(f"{PROOF}kill -9, confirmed writes (0 lost)", told["said"])


def test_a_house_that_confirms_before_it_has_written_is_found_out(made, surroundings):
    told = lived(surroundings, "24", "20260312", "early", module=WRITERS)
    assert told["lost"] > 0
    assert told["integrity"] == "ok"


def test_nothing_is_lost_on_postgresql_either_when_the_writers_are_killed(surroundings, postgres, run):
    own = surroundings | {"NEARWARD_DATABASE_URL": postgres}
    assert run("migrate", **own).returncode == 0
    told = lived(own, str(ROUNDS // 2), "20260312", module=WRITERS)
    assert told["said"] >= ROUNDS // 2
    assert told["lost"] == 0
