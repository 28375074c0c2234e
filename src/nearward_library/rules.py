"""What must hold between entries, beyond their own shape."""

from collections.abc import Iterator, Mapping

from nearward_library.gentle import look_at
from nearward_library.schema import Cause, Entry, Hint, Item, Practice, Sign

Fault = tuple[tuple[str | int, ...], str]
Shelf = Mapping[str, Mapping[str, Entry]]


def broken_rules(entry: Entry, shelf: Shelf) -> Iterator[Fault]:
    """What this entry breaks; ids that name nothing are told elsewhere and passed over here."""
    if isinstance(entry, Cause):
        yield from _cause(entry, shelf)
    elif isinstance(entry, Practice):
        yield from _practice(entry)
    elif isinstance(entry, Sign):
        yield from _sign(entry, shelf)
    elif isinstance(entry, Item):
        yield from _item(entry, shelf)
    elif isinstance(entry, Hint):
        yield from _hint(entry)


def _cause(cause: Cause, shelf: Shelf) -> Iterator[Fault]:
    named = [_practice_of(shelf, help_.practice) for help_ in cause.helps]
    for index, (help_, practice) in enumerate(zip(cause.helps, named, strict=True)):
        if practice is None:
            continue
        if cause.id not in practice.causes:
            yield ("helps", index), f"{practice.id} does not name {cause.id} among its causes"
        if help_.grade < practice.grade:
            yield ("helps", index, "grade"), f"better than the practice’s own grade, {practice.grade}"
    if all(named) and not any("alone" in practice.modes for practice in named if practice):
        yield ("helps",), "none of these can be done by one person alone"
    for index, neighbour in enumerate(cause.tell_apart):
        if neighbour.cause == cause.id:
            yield ("tell_apart", index, "cause"), "a cause is not its own neighbour"


def _practice(practice: Practice) -> Iterator[Fault]:
    if "abuse" in practice.causes and (
        practice.tags.joint or practice.tags.confronting or "together" in practice.modes
    ):
        yield ("causes",), "nothing joint and nothing confronting answers to abuse"
    for index, source in enumerate(practice.sources):
        if source in practice.sources[:index]:
            yield ("sources", index), "named twice"


def _sign(sign: Sign, shelf: Shelf) -> Iterator[Fault]:
    for index, item_id in enumerate(sign.items):
        item = shelf["items"].get(item_id)
        if isinstance(item, Item) and sign.id not in item.signs:
            yield ("items", index), f"{item_id} does not name {sign.id} among its signs"


def _item(item: Item, shelf: Shelf) -> Iterator[Fault]:
    for index, sign_id in enumerate(item.signs):
        sign = shelf["signs"].get(sign_id)
        if isinstance(sign, Sign) and item.id not in sign.items:
            yield ("signs", index), f"{sign_id} does not name {item.id} among its items"
    before = shelf["items"].get(item.follows.item) if item.follows else None
    if item.follows and isinstance(before, Item) and max(item.follows.values) > before.scale.high:
        yield ("follows", "values"), f"{before.id} has no such answer"


def _hint(hint: Hint) -> Iterator[Fault]:
    for index, sentence in enumerate(hint.caught):
        if not look_at(sentence, [hint]):
            yield ("caught", index), "the hint does not find it"
    for index, sentence in enumerate(hint.passed):
        if look_at(sentence, [hint]):
            yield ("passed", index), "the hint finds something here"


def _practice_of(shelf: Shelf, practice_id: str) -> Practice | None:
    practice = shelf["practices"].get(practice_id)
    return practice if isinstance(practice, Practice) else None
