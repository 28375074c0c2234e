"""Words we do not use in other languages, for the reasons for which `plain` avoids them in English."""

import re
from typing import Final

_VERDICT = "a verdict"
_ROLE = "a gendered role"
_DEMAND = "a demand; say what helps, or what people find"

_GERMAN: Final[dict[str, str]] = {
    r"toxisch\w*": _VERDICT,
    r"narzisst\w*|narzisstisch\w*|gaslight\w*|täter\w*|opfer": "a verdict on a person",
    r"egoist\w*|faul|verrückt|zickig|klammer(?:n|st|t)": "a verdict on a person",
    r"solltest|sollten|solltet|müsstest": _DEMAND,
    r"dysfunktional\w*|koabhängig\w*|dyad\w*|bindungsstil\w*|trigger\w*|getriggert": "jargon",
    r"schuld bist|deine schuld|eure schuld|selbst schuld": "blame",
    r"bessere hälfte|seelenverwandt\w*": "not how two grown people are named here",
    r"ehe(?:mann|frau|leute|partner\w*)|männer\w*|frauen\w*|freundin|mann|frau": _ROLE,
    r"(?<!partnerin oder dein )(?<!partnerin oder ein )partners?|partnerin(?! oder (?:d)?ein partner)": _ROLE,
    r"er oder sie|sie oder er|er/sie|\w+/-?innen|\w+[*:_]in(?:nen)?": "say it without a gender",
    r"trennungsrisiko|jetzt oder nie|letzte chance": "a forecast, or urgency",
}

_SPANISH: Final[dict[str, str]] = {
    r"tóxic\w*": _VERDICT,
    r"narcisist\w*|gaslighting|víctimas?|agresor\w*|maltratador\w*": "a verdict on a person",
    r"egoístas?|vag[oa]s?|loc[oa]s?|pesad[oa]s?": "a verdict on a person",
    r"deberías?|deberíais|debes|debéis": _DEMAND,
    r"disfuncional\w*|codependen\w+|díada\w*|estilos? de apego|desencadenantes?": "jargon",
    r"tu culpa|vuestra culpa|culpables?": "blame",
    r"media naranja|alma gemela": "not how two grown people are named here",
    r"marid[oa]s?|espos[oa]s?|novi[oa]s?|hombres?|mujer(?:es)?": _ROLE,
    r"juntos|juntas|solos|ambos|nosotros|vosotros|ellos": "say it without a gender",
    r"él o ella|ella o él|cansad[oa]s?|bienvenid[oa]s?|\w+@s?|[oa]/[oa]": "say it without a gender",
    r"riesgo de ruptura|ahora o nunca|última oportunidad": "a forecast, or urgency",
}

_FORMAL: Final[dict[str, tuple[re.Pattern[str], str]]] = {
    "de": (re.compile(r"(?<=[\wäöüß,;] )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b"), "we say du"),
    "es": (re.compile(r"\busted(?:es)?\b", re.IGNORECASE), "we say tú"),
}


def _whole_words(patterns: dict[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), why) for pattern, why in patterns.items())


_AVOIDED: Final = {"de": _whole_words(_GERMAN), "es": _whole_words(_SPANISH)}


def avoided_in(language: str, text: str) -> tuple[tuple[str, str], ...]:
    """Words of this text that we do not use in this language ("de"), each with the reason; of others we know none."""
    patterns = (*_AVOIDED.get(language, ()), *((_FORMAL[language],) if language in _FORMAL else ()))
    return tuple((found.group(), why) for pattern, why in patterns for found in pattern.finditer(text))


__all__ = ["avoided_in"]
