import pytest
from tests.house.plan import empty_names, strange_files, unlisted_any_more, wrong_corners
from tests.house.tree import ROOT, in_words, plant

ROOM = {"src/nearward/guide/__init__.py": "", "src/nearward/guide/views.py": ""}


@pytest.mark.parametrize("check", [strange_files, unlisted_any_more, wrong_corners, empty_names])
def test_every_room_has_the_plan_of_a_room(check):
    faults = check(ROOT)
    assert not faults, in_words(faults)


def test_a_module_of_another_name_needs_a_record(tmp_path):
    root = plant(tmp_path, {**ROOM, "src/nearward/guide/finder.py": ""})
    assert len(strange_files(root)) == 1
    plant(
        tmp_path, {"docs/decisions/0001-finder.md": "# 1\n\n| file | why |\n|---|---|\n| `guide/finder.py` | finds |\n"}
    )
    assert strange_files(root) == []


def test_a_record_of_a_file_that_is_gone_is_found(tmp_path):
    root = plant(tmp_path, {**ROOM, "docs/decisions/0001-finder.md": "| `guide/finder.py` | finds |\n"})
    assert unlisted_any_more(root) == ["docs/decisions lists guide/finder.py, which is not there"]


def test_a_template_stands_in_the_folder_of_its_room(tmp_path):
    root = plant(
        tmp_path, {**ROOM, "src/nearward/guide/templates/index.html": "", "src/nearward/guide/static/guide/a.js": ""}
    )
    assert wrong_corners(root) == ["src/nearward/guide/templates/index.html: belongs into templates/guide/"]


def test_a_module_named_for_nothing_is_found(tmp_path):
    root = plant(tmp_path, {**ROOM, "src/nearward/guide/views/helpers.py": ""})
    assert len(empty_names(root)) == 1
