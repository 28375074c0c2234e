"""Questionnaires a clinic is licensed to use: read from FHIR, scored by the rules they declare."""

from nearward_library.questionnaires.reading import questionnaires_in, read_questionnaire
from nearward_library.questionnaires.scoring import Answer, score
from nearward_library.questionnaires.shape import Asked, Band, Option, Questionnaire, Rule, Score, Shown

__all__ = [
    "Answer",
    "Asked",
    "Band",
    "Option",
    "Questionnaire",
    "Rule",
    "Score",
    "Shown",
    "questionnaires_in",
    "read_questionnaire",
    "score",
]
