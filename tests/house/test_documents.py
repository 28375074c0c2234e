import pytest
from tests.house.documents import (
    addresses_in_locks,
    broken_links,
    broken_promises,
    missing_commands,
    untold_settings,
    wrong_decisions,
)
from tests.house.tree import ROOT, in_words, plant

CHECKS = [untold_settings, broken_links, missing_commands, wrong_decisions, broken_promises, addresses_in_locks]


@pytest.mark.parametrize("check", CHECKS)
def test_the_documents_are_true(check):
    faults = check(ROOT)
    assert not faults, in_words(faults)


@pytest.mark.parametrize(
    "code", ['env.text("NEARWARD_NEW")', 'os.environ["NEARWARD_NEW"]', 'os.environ.get("NEARWARD_NEW", "")']
)
def test_a_setting_nobody_told_is_found(tmp_path, code):
    root = plant(tmp_path, {"src/nearward/settings.py": f"NEW = {code}\n", "docs/operating.md": "NEARWARD_OLD"})
    assert len(untold_settings(root)) == 1
    plant(tmp_path, {"docs/operating.md": "`NEARWARD_NEW` does."})
    assert untold_settings(root) == []


@pytest.mark.parametrize("link", ["gone.md", "../gone.py", "there.md#not-there", "#not-here"])
def test_a_link_that_leads_nowhere_is_found(tmp_path, link):
    root = plant(tmp_path, {"docs/here.md": f"# Here\n\nSee [it]({link}).", "docs/there.md": "# There it is\n"})
    assert broken_links(root) == [f"docs/here.md: leads nowhere: {link}"]


@pytest.mark.parametrize("link", ["there.md", "there.md#there-it-is", "#here", "https://example.org/a", "../docs/"])
def test_a_link_that_leads_somewhere_is_left_alone(tmp_path, link):
    root = plant(tmp_path, {"docs/here.md": f"# Here\n\nSee [it]({link}).", "docs/there.md": "# There it is\n"})
    assert broken_links(root) == []


def test_a_readme_without_the_two_commands_is_found(tmp_path):
    root = plant(tmp_path, {"README.md": "    python3 start.py\n"})
    assert missing_commands(root) == ["README.md does not name the command: python3 start.py test"]


@pytest.mark.parametrize(
    "names",
    [
        {"0001-stack.md": "# 0001. Stack", "0003-keys.md": "# 0003. Keys"},
        {"0001-stack.md": "# 0001. Stack", "0002-keys.md": "# Keys"},
        {"stack.md": "# 0001. Stack"},
    ],
)
def test_a_record_without_its_number_is_found(tmp_path, names):
    assert len(wrong_decisions(plant(tmp_path, {f"docs/decisions/{name}": text for name, text in names.items()}))) == 1


def _promises(last="There is no room `vault` yet."):
    held = "".join(f"### {number}. Promise\n\nHeld by `tests/test_a.py::test_it_is_kept`.\n" for number in range(1, 22))
    return {"docs/promises.md": f"{held}### 22. Promise\n\n{last}\n", "tests/test_a.py": "def test_it_is_kept(): ...\n"}


def test_a_promise_names_tests_that_exist_or_a_room_that_does_not_yet(tmp_path):
    assert broken_promises(plant(tmp_path, _promises())) == []


@pytest.mark.parametrize("last", ["Held by `tests/test_a.py::test_gone_since`.", "We promise.", "Not yet held."])
def test_a_promise_without_a_true_test_is_found(tmp_path, last):
    assert len(broken_promises(plant(tmp_path, _promises(last)))) == 1


def test_a_room_that_is_there_is_no_excuse_for_a_promise(tmp_path):
    assert len(broken_promises(plant(tmp_path, {**_promises(), "src/nearward/vault/__init__.py": ""}))) == 1


def test_a_promise_left_out_is_found(tmp_path):
    text = _promises()["docs/promises.md"].replace("### 7. ", "#### ")
    assert broken_promises(plant(tmp_path, {**_promises(), "docs/promises.md": text})) != []


@pytest.mark.parametrize("line", ["--index-url mirror", "--extra-index-url mirror", "a @ https://example.org/a.whl"])
def test_an_address_in_a_lock_is_found(tmp_path, line):
    root = plant(tmp_path, {"requirements.lock": f"django==5.2 --hash=sha256:00\n{line}\n"})
    assert addresses_in_locks(root) == ["requirements.lock:2: names where packages come from"]
