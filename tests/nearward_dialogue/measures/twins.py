"""Every measure once more, slowly and plainly: one message after another, in lists and loops.

A twin takes a `Walk` and yields what counts: ("top" or "bottom", week, person, amount), and ("case", message).
"""

from dataclasses import dataclass

from nearward_dialogue.lexicon import CATEGORIES, lexicon

DAY, HOUR = 86_400, 3_600
ENGLISH = dict(lexicon("en").words)


def holds(text, *categories):
    mask = 0
    for word in text.lower().replace("?", " ").replace("!", " ").replace(",", " ").split():
        mask |= ENGLISH.get(word, 0)
    return all(mask >> CATEGORIES.index(category) & 1 for category in categories)


@dataclass
class Message:
    at: int
    who: int
    text: str
    week: int
    session: int
    turn: int

    @property
    def words(self):
        return len(self.text.replace("?", " ").split())

    @property
    def asks(self):
        return "?" in self.text


class Walk:
    """Messages with their week, session and turn; turns as lists of messages; nights by counting."""

    def __init__(self, said, gap):
        monday = (said[0][0] // DAY + 3) // 7
        self.messages, session, turn = [], -1, -1
        for i, (at, who, text) in enumerate(said):
            opens = i == 0 or at - said[i - 1][0] > gap
            session += opens
            turn += opens or said[i - 1][1] != who
            self.messages.append(Message(at, who, text, (at // DAY + 3) // 7 - monday, session, turn))
        self.turns = [[m for m in self.messages if m.turn == t] for t in range(turn + 1)]
        self.night = [self._night(who) for who in (0, 1)]

    def _night(self, who):
        hours = [m.at % DAY // HOUR for m in self.messages if m.who == who]
        best = min(range(22, 46), key=lambda first: sum((hour - first) % 24 < 8 for hour in hours))
        return {(best + i) % 24 for i in range(8)}

    def place(self, message):
        return next(i for i, one in enumerate(self.messages) if one is message)

    def waits(self):
        """Of each turn but the last: the message, the one after it, and whether the other answered."""
        for one, following in zip(self.turns, self.turns[1:], strict=False):
            yield one[-1], following[0], one[0].who != following[0].who

    def by_day(self, message):
        return message.at % DAY // HOUR not in self.night[1 - message.who]

    def next_turn(self, turn):
        """The turn after this one if it is in the same session, else nothing."""
        after = turn[-1].turn + 1
        if after < len(self.turns) and self.turns[after][0].session == turn[-1].session:
            return self.turns[after]
        return []


def of_messages(walk, chosen, amount=100):
    for i, m in enumerate(walk.messages):
        yield "bottom", m.week, m.who, 1
        if chosen(m):
            yield "top", m.week, m.who, amount
            yield "case", i


def category(name):
    return lambda walk: of_messages(walk, lambda m: holds(m.text, name))


def shared(walk, counts):
    """Of both: what either did counts below for both."""
    for week, who, amount, i in counts:
        yield "top", week, who, amount
        yield "bottom", week, 0, amount
        yield "bottom", week, 1, amount
        yield "case", i


def messages(walk):
    return shared(walk, [(m.week, m.who, 1, i) for i, m in enumerate(walk.messages)])


def words(walk):
    return shared(walk, [(m.week, m.who, m.words, i) for i, m in enumerate(walk.messages) if m.words])


def time(walk):
    first = {}
    for i, m in enumerate(walk.messages):
        first.setdefault((m.who, m.at // 600), (m.week, m.who, 1, i))
    return shared(walk, list(first.values()))


def initiation(walk):
    firsts = {}
    for i, m in enumerate(walk.messages):
        firsts.setdefault(m.session, (m.week, m.who, 1, i))
    return shared(walk, list(firsts.values()))


def breaks(walk):
    pairs = enumerate(zip(walk.messages, walk.messages[1:], strict=False))
    return shared(walk, [(b.week, b.who, 1, i + 1) for i, (a, b) in pairs if b.at - a.at >= 2 * DAY])


def late_night(walk):
    return of_messages(walk, lambda m: m.at % DAY // HOUR in {23, 0, 1, 2, 3, 4})


def length(walk):
    for i, m in enumerate(walk.messages):
        yield "top", m.week, m.who, m.words
        yield "bottom", m.week, m.who, 1
        yield "case", i


def one_word(walk):
    for turn in walk.turns:
        yield "bottom", turn[0].week, turn[0].who, 1
        if len(turn) == 1 and turn[0].words == 1:
            yield "top", turn[0].week, turn[0].who, 100
            yield "case", walk.place(turn[0])


def unanswered(walk):
    for message, following, _ in walk.waits():
        if walk.by_day(message):
            yield "bottom", message.week, 1 - message.who, 1
            if following.at - message.at >= DAY:
                yield "top", message.week, 1 - message.who, 100
                yield "case", walk.place(message)


def responsiveness(walk):
    for message, following, answered in walk.waits():
        if walk.by_day(message):
            yield "bottom", message.week, 1 - message.who, 1
            if answered and following.at - message.at <= HOUR:
                yield "top", message.week, 1 - message.who, 100
                yield "case", walk.place(following)


def questions(walk):
    return of_messages(walk, lambda m: m.asks)


def open_questions(walk):
    for i, m in enumerate(walk.messages):
        if m.asks:
            yield "bottom", m.week, m.who, 1
            if m.text.startswith("why"):
                yield "top", m.week, m.who, 100
                yield "case", i


def good_news(walk):
    return of_messages(walk, lambda m: "i passed" in m.text)


def answered(walk):
    for message, following, came in walk.waits():
        if walk.by_day(message) and any(m.asks for m in walk.turns[message.turn]):
            yield "bottom", message.week, message.who, 1
            if came and following.at - message.at <= DAY:
                yield "top", message.week, message.who, 100
                yield "case", walk.place(message)


def wants(message):
    return message.asks or holds(message.text, "please") or holds(message.text, "feeling", "i")


def asked_again(walk):
    for one, following in zip(walk.turns, walk.turns[1:], strict=False):
        if one[0].who == following[0].who and any(map(wants, one)) and any(map(wants, following)):
            yield "top", following[0].week, following[0].who, 1
            yield "case", walk.place(following[0])


def dropped(walk):
    for turn in walk.turns:
        last = turn[-1]
        if any(holds(m.text, "feeling", "i") for m in turn):
            later = [m for m in walk.messages if m.session == last.session and m.turn > last.turn]
            yield "bottom", last.week, last.who, 1
            if sum(m.words for m in later if m.who != last.who) <= 1:
                yield "top", last.week, last.who, 100
                yield "case", walk.place(last)


def news_met(walk):
    for turn in walk.turns:
        if any("i passed" in m.text for m in turn):
            yield "bottom", turn[-1].week, turn[0].who, 1
            if any(holds(m.text, "joy") or holds(m.text, "affection") or m.asks for m in walk.next_turn(turn)):
                yield "top", turn[-1].week, turn[0].who, 100
                yield "case", walk.place(turn[-1])


def plans_together(walk):
    for turn in walk.turns:
        proposes = any(holds(m.text, "plan") and (m.asks or holds(m.text, "we")) for m in turn)
        if proposes and any(holds(m.text, "agreement") for m in walk.next_turn(turn)):
            yield "top", turn[-1].week, turn[0].who, 1
            yield "case", walk.place(turn[-1])


TWINS = {
    **{name: globals()[name] for name in ("messages", "words", "time", "initiation", "breaks", "late_night", "length")},
    **{name: globals()[name] for name in ("one_word", "unanswered", "responsiveness", "questions", "open_questions")},
    **{name: globals()[name] for name in ("good_news", "answered", "asked_again", "dropped", "news_met")},
    "plans_together": plans_together,
    **{name: category(name) for name in ("thanks", "apology", "affection", "laughter")},
    "feelings": category("feeling"),
    "plans": category("plan"),
    "we_talk": category("we"),
}
