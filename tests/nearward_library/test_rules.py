from collections.abc import Mapping

from nearward_library import library
from nearward_library.rules import broken_rules
from nearward_library.schema import Entry
from nearward_library.schema.practices import Tags

L = library()
SHELF: Mapping[str, Mapping[str, Entry]] = {
    "signs": L.signs, "causes": L.causes, "practices": L.practices, "items": L.items, "hints": L.hints,
}  # fmt: skip


def faults(entry: Entry, shelf: Mapping[str, Mapping[str, Entry]] = SHELF) -> list[str]:
    return [".".join(map(str, field)) for field, _ in broken_rules(entry, shelf)]


def test_the_model_entries_break_no_rule() -> None:
    for entry in (L.causes["demand-withdraw"], L.practices["listen-reflect"], L.signs["unheard"], L.items["repair"]):
        assert faults(entry) == []


def test_a_cause_and_a_practice_must_name_each_other() -> None:
    cause = L.causes["demand-withdraw"]
    other = cause.model_copy(update={"id": "weather"})
    assert [fault for fault in faults(other) if fault.startswith("helps.")] == [
        f"helps.{index}" for index in range(len(cause.helps))
    ]


def test_a_cause_may_not_be_surer_of_a_practice_than_the_practice_is() -> None:
    cause = L.causes["demand-withdraw"]
    place = next(i for i, help_ in enumerate(cause.helps) if L.practices[help_.practice].grade != "A")
    helps = list(cause.helps)
    helps[place] = helps[place].model_copy(update={"grade": "A"})
    assert faults(cause.model_copy(update={"helps": tuple(helps)})) == [f"helps.{place}.grade"]


def test_a_cause_needs_something_one_person_can_do_alone() -> None:
    cause = L.causes["demand-withdraw"]
    together = tuple(help_ for help_ in cause.helps if "alone" not in L.practices[help_.practice].modes)
    assert together
    assert faults(cause.model_copy(update={"helps": together})) == ["helps"]


def test_a_cause_is_not_its_own_neighbour() -> None:
    cause = L.causes["demand-withdraw"]
    neighbour = cause.tell_apart[0].model_copy(update={"cause": cause.id})
    assert faults(cause.model_copy(update={"tell_apart": (neighbour,)})) == ["tell_apart.0.cause"]


def test_nothing_joint_and_nothing_confronting_answers_to_abuse() -> None:
    alone = L.practices["acknowledge"]
    assert "abuse" in alone.causes
    assert faults(alone) == []
    for tags in (Tags(intensity="light", joint=True), Tags(intensity="light", joint=False, confronting=True)):
        assert faults(alone.model_copy(update={"tags": tags})) == ["causes"]
    assert faults(alone.model_copy(update={"modes": ("alone", "together")})) == ["causes"]


def test_no_practice_of_the_library_that_answers_to_abuse_needs_the_other() -> None:
    answering = [practice for practice in L.practices.values() if "abuse" in practice.causes]
    assert len(answering) >= 2
    assert all(practice.modes == ("alone",) and not practice.tags.confronting for practice in answering)


def test_a_source_is_named_once() -> None:
    practice = L.practices["listen-reflect"]
    assert faults(practice.model_copy(update={"sources": ("kuhn-2018", "kuhn-2018")})) == ["sources.1"]


def test_a_sign_and_an_item_must_name_each_other() -> None:
    sign = L.signs["unheard"].model_copy(update={"items": ("sleep",)})
    assert faults(sign) == ["items.0"]
    item = L.items["sleep"].model_copy(update={"signs": ("unheard",)})
    assert faults(item) == ["signs.0"]


def test_an_item_follows_an_answer_that_exists() -> None:
    repair = L.items["repair"]
    assert repair.follows is not None
    beyond = repair.follows.model_copy(update={"values": (3,)})
    assert faults(repair.model_copy(update={"follows": beyond})) == ["follows.values"]


def test_a_hint_is_held_to_its_examples() -> None:
    hint = L.hints["always-never"]
    fine, bad = "On Tuesday you came late.", "You never listen."
    assert faults(hint.model_copy(update={"caught": (bad, fine), "passed": (fine, bad)})) == ["caught.1", "passed.1"]


def test_what_names_nothing_is_left_to_the_check_of_references() -> None:
    empty: dict[str, dict[str, Entry]] = {kind: {} for kind in SHELF}
    assert faults(L.causes["demand-withdraw"], empty) == []
