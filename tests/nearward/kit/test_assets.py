from nearward.kit.assets import digest


def test_the_version_changes_with_every_change_of_a_file(tmp_path):
    seen = {digest([tmp_path], [])}
    for name, words in (("a.css", "one"), ("a.css", "two"), ("b.css", "two"), ("deep/c.js", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words)
        seen.add(digest([tmp_path], []))
    assert len(seen) == 5


def test_the_version_is_the_same_for_the_same_files_and_packages(tmp_path):
    (tmp_path / "a.css").write_text("one")
    assert digest([tmp_path], ["django"]) == digest([tmp_path], ["django"])
    assert digest([tmp_path], ["django"]) != digest([tmp_path], [])
