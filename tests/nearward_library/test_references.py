from nearward_library import library
from nearward_library.references import references


def test_every_named_entry_is_found_with_its_field_and_kind() -> None:
    cause = library().causes["demand-withdraw"]
    found = set(references(cause))
    assert (("helps", 0, "practice"), "practices", cause.helps[0].practice) in found
    assert (("tell_apart", 0, "cause"), "causes", cause.tell_apart[0].cause) in found
    assert (("sources", 1), "sources", cause.sources[1]) in found


def test_what_is_left_out_names_nothing() -> None:
    cause = library().causes["demand-withdraw"]
    fields = {field for field, _, _ in references(cause)}
    named = {("rule_out_first", index, "cause") for index, first in enumerate(cause.rule_out_first) if first.cause}
    assert {field for field in fields if field[0] == "rule_out_first"} == named


def test_single_names_reach_the_right_kind() -> None:
    assert (("format",), "formats", "listening-talk") in set(references(library().practices["listen-reflect"]))
    assert (("quality",), "qualities", "valued") in set(references(library().items["monthly-valued"]))
    assert (("follows", "item"), "items", "tension") in set(references(library().items["repair"]))
