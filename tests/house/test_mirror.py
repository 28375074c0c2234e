import pytest
from tests.house.mirror import nameless_tests, orphaned_tests, untested_modules, untested_rooms
from tests.house.tree import ROOT, in_words, plant

CODE = "def notice(): ...\n"


@pytest.mark.parametrize("check", [untested_modules, untested_rooms, orphaned_tests, nameless_tests])
def test_tests_mirror_the_house(check):
    faults = check(ROOT)
    assert not faults, in_words(faults)


def test_a_module_without_a_test_is_found(tmp_path):
    root = plant(tmp_path, {"src/nearward_detect/ewma.py": CODE, "src/nearward_detect/names.py": "A = 1\n"})
    (fault,) = untested_modules(root)
    assert fault.startswith("src/nearward_detect/ewma.py: no tests/nearward_detect/test_ewma.py")


@pytest.mark.parametrize(
    ("test", "content"),
    [
        ("test_ewma.py", ""),
        ("test_story.py", "from nearward_detect.ewma import notice\n"),
        ("test_story.py", "from nearward_detect import notice\n"),
        ("deeper/test_story.py", "from nearward_detect.ewma import notice\n"),
        ("test_story.py", "from nearward_detect import ewma\n"),
        ("test_story.py", "import nearward_detect.ewma\n"),
    ],
)
def test_a_mirroring_test_or_another_of_the_package_that_names_the_module_is_enough(tmp_path, test, content):
    face = {"src/nearward_detect/__init__.py": "from nearward_detect.ewma import notice\n"}
    root = plant(tmp_path, {**face, "src/nearward_detect/ewma.py": CODE, f"tests/nearward_detect/{test}": content})
    assert untested_modules(root) == []


def test_a_room_with_addresses_needs_a_test_that_asks_for_one(tmp_path):
    rooms = {
        "src/nearward/guide/__init__.py": "",
        "src/nearward/guide/urls.py": "",
        "src/nearward/guide/views.py": CODE,
    }
    root = plant(tmp_path, rooms)
    assert untested_modules(root) == []
    assert len(untested_rooms(root)) == 1
    plant(tmp_path, {"tests/nearward/guide/test_views.py": "def test_it_shows(client):\n    client.get('/guide/')\n"})
    assert untested_rooms(root) == []


def test_tests_of_a_folder_that_is_gone_are_found(tmp_path):
    root = plant(tmp_path, {"tests/nearward/attic/test_rules.py": "", "src/nearward/__init__.py": ""})
    assert orphaned_tests(root) == ["tests/nearward/attic: mirrors nothing in src"]


def test_a_test_whose_name_is_no_sentence_is_found(tmp_path):
    root = plant(tmp_path, {"tests/nearward/test_a.py": "def test_it(): ...\ndef test_it_opens_again(): ...\n"})
    assert nameless_tests(root) == ["tests/nearward/test_a.py:1: test_it is not a sentence"]
