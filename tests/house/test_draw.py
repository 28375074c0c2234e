import os
import subprocess
import sys

from tests.house.documents import unnamed_parts
from tests.house.draw import PICTURE, floors, is_fresh, picture, ways
from tests.house.tree import ROOT, in_words, plant

CONTRACT = """
[[tool.importlinter.contracts]]
name = "Floors"
type = "layers"
layers = ["nearward.home", "nearward.checkins | nearward.attic", "nearward.sharing", "nearward_detect"]
"""


def _house(tmp_path, **views):
    rooms = {f"src/nearward/{room}/__init__.py": "" for room in ("home", "checkins", "sharing")}
    code = {f"src/nearward/{room}/views.py": content for room, content in views.items()}
    return plant(tmp_path, {"pyproject.toml": CONTRACT, "src/nearward_detect/__init__.py": "", **rooms, **code})


def test_the_picture_of_the_house_is_fresh():
    assert is_fresh(ROOT), "Please draw it anew: python -m tests.house.draw"


def test_every_part_of_the_house_is_named_on_its_page():
    faults = unnamed_parts(ROOT)
    assert not faults, in_words(faults)


def test_only_what_exists_is_drawn(tmp_path):
    root = _house(tmp_path)
    assert floors(root) == [["nearward.home"], ["nearward.checkins"], ["nearward.sharing"], ["nearward_detect"]]
    assert "attic" not in picture(root)


def test_a_way_that_follows_from_others_and_one_for_types_only_are_left_out(tmp_path):
    root = _house(
        tmp_path,
        home="from nearward.checkins import queries\nfrom nearward.sharing import queries\n",
        checkins="import nearward.sharing\nif TYPE_CHECKING:\n    import nearward.home\n",
    )
    assert ways(root) == {("nearward.home", "nearward.checkins"), ("nearward.checkins", "nearward.sharing")}


def test_a_picture_of_yesterday_is_found(tmp_path):
    root = _house(tmp_path, home="import nearward.checkins\n")
    plant(root, {PICTURE: picture(root)})
    assert is_fresh(root)
    plant(root, {"src/nearward/home/views.py": "import nearward.sharing\n"})
    assert not is_fresh(root)


def test_a_part_that_the_page_does_not_name_is_found(tmp_path):
    root = _house(tmp_path)
    plant(root, {"docs/architecture.md": "| `home` | today |\n| `nearward_detect` | notices |\n| `sharing` | sees |\n"})
    assert unnamed_parts(root) == ["docs/architecture.md does not tell what nearward.checkins is for"]


def test_the_same_code_gives_the_same_picture_whatever_the_order_of_sets():
    drawn = {
        subprocess.run(
            [sys.executable, "-c", "from tests.house.draw import ROOT, picture; print(picture(ROOT))"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1
