import pytest
from tests.house.doors import items_taken, queries_without_viewer, wrong_doors
from tests.house.tree import ROOT, in_words, plant

ROOMS = {
    "src/nearward/kit/__init__.py": "",
    "src/nearward/people/__init__.py": "",
    "src/nearward/sharing/__init__.py": "",
    "src/nearward/people/rules.py": "CODE_LIVES = 10\nclass Link: ...\ndef link_between(): ...\n",
}


@pytest.mark.parametrize("check", [wrong_doors, items_taken, queries_without_viewer])
def test_the_house_is_entered_by_its_doors(check):
    faults = check(ROOT)
    assert not faults, in_words(faults)


@pytest.mark.parametrize(
    "line",
    [
        "from nearward.people.views import me",
        "from nearward.people import forms",
        "import nearward.people.jobs",
        "from nearward.people.rules import link_between",
        "from nearward.people import rules",
        "from ..people.forms import JoinForm",
        "def later():\n    from nearward.people.forms import JoinForm",
    ],
)
def test_a_window_is_not_a_door(tmp_path, line):
    extra = {f"src/nearward/people/{name}.py": "" for name in ("forms", "views", "jobs")}
    root = plant(tmp_path, {**ROOMS, **extra, "src/nearward/sharing/views.py": line})
    assert len(wrong_doors(root)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from nearward.people.queries import bond_of",
        "from nearward.people import queries",
        "from nearward.people.rules import CODE_LIVES, Link",
        "from nearward.sharing.forms import own_room",
        "from nearward.kit.clock import now",
        "from nearward_library import library",
    ],
)
def test_doors_nouns_the_own_room_and_the_ground_are_open(tmp_path, line):
    root = plant(tmp_path, {**ROOMS, "src/nearward/people/queries.py": "", "src/nearward/sharing/views.py": line})
    assert wrong_doors(root) == []


def test_nobody_takes_items_past_sharing(tmp_path):
    taken = "from nearward.sharing.models import Item"
    root = plant(tmp_path, {**ROOMS, "src/nearward/people/queries.py": taken, "src/nearward/sharing/actions.py": taken})
    assert items_taken(root) == ["nearward.people.queries:1: loads items past sharing.queries"]


def test_a_query_starts_from_the_viewer(tmp_path):
    code = (
        "from nearward.sharing import queries as sharing\nfrom nearward.sharing.models import Item\n"
        "def all_answers(day): return sharing.mine(day)\n"
        "def answers_of(viewer, day): return sharing.mine(viewer)\n"
        "def rows() -> list: return Item.objects.all()\n"
        "def steps(low: Item): return low + 1\n"
        "def _helper(day): return sharing.mine(day)\n"
    )
    root = plant(tmp_path, {**ROOMS, "src/nearward/sharing/queries.py": code})
    assert [fault.split(": ")[1].split()[0] for fault in queries_without_viewer(root)] == ["all_answers", "rows"]
