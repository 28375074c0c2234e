"""How a report of a chat is told in words: one side of it, calmly, with how sure it is and what it cannot tell."""

from datetime import date, timedelta

from nearward_dialogue.report import Change, Measured, Report

TITLES = {
    "messages": "Your part of all messages",
    "words": "Your part of all words",
    "time": "Your part of the time spent writing",
    "days": "Days a week on which you wrote",
    "quiet_days": "Days a week without a message of either",
    "length": "Words in a message of yours",
    "one_word": "Of your turns, a single word",
    "initiation": "Conversations that you began",
    "breaks": "Breaks of two days and more that you ended",
    "latency": "Your answers came after (the middle one)",
    "latency_tail": "Your slowest answers, one in ten, took at least",
    "responsiveness": "Of what waited for you by day, answered within an hour",
    "unanswered": "Of what waited for you by day, waited a day or longer",
    "late_night": "Of your messages, written late at night",
    "questions": "Of your messages, asking something",
    "open_questions": "Of your questions, open ones",
    "answered": "Of your questions, with an answer within a day",
    "asked_again": "Times a week you asked again, no word between",
    "thanks": "Of your messages, with a word of thanks",
    "apology": "Of your messages, with a word of apology",
    "affection": "Of your messages, with a word or sign of affection",
    "feelings": "Of your messages, with a word for a feeling",
    "laughter": "Of your messages, with a laugh",
    "plans": "Of your messages, with a word of arranging",
    "we_talk": "Of your messages, with “we” or “us”",
    "good_news": "Of your messages, telling good news",
    "plans_together": "Plans a week that you proposed and that met a yes",
    "news_met": "Of your good news, met with joy",
    "dropped": "Of feelings you named, after which the talk ended",
    "coordination": "How much you take up the other's small words",
    "style_matching": "How alike you two use small words, from 0 to 1",
}
"""In the order in which they are told."""

CANNOT = (
    "This counts what stands in the file. It knows nothing of calls, of what was said at the table, or of why.",
    "Slow answers can be work, and few messages can be evenings together. It is no verdict on anybody.",
)
TOO_LITTLE = "That is too little to say more: it takes two months, and two hundred messages between the two of you."


def lines(found: Report, person: int) -> list[str]:
    """The report of one person's side, line by line."""
    me, other = found.people[person], found.people[1 - person]
    told = [
        f"{me}, with {other}: {found.messages[person]:,} of your messages in {found.weeks} weeks, "
        f"from the week of {_day(found, 0)} to that of {_day(found, found.weeks - 1)}.",
        f"A silence of about {_long(found.gap)} ends a conversation here.",
        "",
    ]
    if found.too_little:
        return [
            *told,
            "That is too little to say more: it takes some two months and two hundred messages of the two of you.",
        ]
    shown = sorted((one for one in found.measures if one.enough(person)), key=lambda one: list(TITLES).index(one.name))
    told += [f"  {_title(one.name):<56} {_figure(one, person)}" for one in shown]
    told += ["", *_changes(found, person), "", *_cues(found, person), *CANNOT]
    return told


def _cues(found: Report, person: int) -> list[str]:
    return [
        f"{cue.messages} of your messages used belittling words. {cue.limits}"
        for cue in found.cues
        if cue.person == person
    ]


def _changes(found: Report, person: int) -> list[str]:
    changes = [change for change in found.changes if change.person == person]
    if not changes:
        return ["What has changed: nothing that stands out from the ordinary ups and downs."]
    units = {one.name: one.unit for one in found.measures}
    return ["What has changed:", *(f"  {_change(found, change, units[change.measure])}" for change in changes)]


def _change(found: Report, change: Change, unit: str) -> str:
    since = change.found
    return (
        f"{_title(change.measure)}: {_value(change.before, unit)} before, {_value(change.after, unit)} since about "
        f"{_day(found, since.since)} (between {_day(found, since.since_low)} and {_day(found, since.since_high)}); "
        f"about {round(10 * since.confidence)} in 10 sure."
    )


def _figure(one: Measured, person: int) -> str:
    if one.figures.value[person] == 0 and one.unit == "per 100":
        return f"none of {one.cases[person]:,}"
    value, low, high = (float(part[person]) for part in (one.figures.value, one.figures.low, one.figures.high))
    return f"{_value(value, one.unit)} (likely {_value(low, one.unit)} to {_value(high, one.unit)})"


def _title(name: str) -> str:
    return TITLES[name]


def _value(value: float, unit: str) -> str:
    if unit == "seconds":
        return _long(value)
    if unit == "share":
        return f"{100 * value:.0f} in 100"
    if unit == "match":
        return f"{value:.2f}"
    if unit == "more":
        return f"{value:+.1f} in 100"
    return f"{value:.0f} in 100" if unit == "per 100" else f"{value:.1f}"


def _long(seconds: float) -> str:
    """A length of time in the unit in which one would say it."""
    if seconds == float("inf"):
        return "longer than can be told"
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.0f} {name}s"
    return f"{seconds:.0f} seconds"


def _day(found: Report, week: int) -> str:
    day = date(1970, 1, 1) + timedelta(days=found.first_week + 7 * week)
    return f"{day.day} {day:%B %Y}"
