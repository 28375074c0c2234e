from nearward_library.errors import BrokenEntry, Problem, UnknownEntry


def test_a_problem_reads_as_a_place_editors_can_jump_to() -> None:
    assert str(Problem("signs/numb.yaml", 7, "causes.0", "no such")) == "signs/numb.yaml:7: causes.0: no such"


def test_a_problem_of_the_whole_file_names_no_field() -> None:
    assert str(Problem("signs/numb.yaml", 1, "", "not UTF-8")) == "signs/numb.yaml:1: not UTF-8"


def test_a_broken_entry_tells_all_its_problems() -> None:
    problems = (Problem("a/b.yaml", 1, "x", "one"), Problem("a/b.yaml", 2, "y", "two"))
    assert str(BrokenEntry(problems)) == "a/b.yaml:1: x: one\na/b.yaml:2: y: two"


def test_an_unknown_entry_is_a_key_error_that_says_what_was_looked_for() -> None:
    error = UnknownEntry("signs", "weather")
    assert isinstance(error, KeyError)
    assert (error.kind, error.entry_id) == ("signs", "weather")
