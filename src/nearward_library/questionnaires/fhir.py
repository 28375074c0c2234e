"""The parts of FHIR R4 that are read, by FHIR's own names; everything else in the file is passed over."""

# ruff: noqa: N815  # FHIR's own names

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCORE = "urn:nearward:score"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LOWEST = "http://hl7.org/fhir/StructureDefinition/minValue"
HIGHEST = "http://hl7.org/fhir/StructureDefinition/maxValue"


class Fhir(BaseModel):
    """A part of a FHIR resource."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Extension(Fhir):
    """A value FHIR has no field for."""

    url: str
    valueDecimal: float | None = None
    valueInteger: int | None = None
    valueString: str | None = None
    valueCode: str | None = None
    extension: tuple["Extension", ...] = ()


class Coding(Fhir):
    """A code with its words."""

    code: str
    display: str | None = None
    extension: tuple[Extension, ...] = ()


class Option(Fhir):
    """One answer a choice offers."""

    valueCoding: Coding
    extension: tuple[Extension, ...] = ()


class Item(Fhir):
    """A question, a group or a text."""

    linkId: str
    type: str
    text: str = ""
    required: bool = False
    repeats: bool = False
    answerOption: tuple[Option, ...] = ()
    answerValueSet: str | None = None
    enableWhen: tuple[object, ...] = ()
    modifierExtension: tuple[object, ...] = ()
    extension: tuple[Extension, ...] = ()
    item: tuple["Item", ...] = ()


class Form(Fhir):
    """The whole Questionnaire."""

    resourceType: Literal["Questionnaire"]
    url: str = Field(min_length=1)
    version: str | None = None
    title: str = Field(min_length=1)
    copyright: str = Field(min_length=1)
    modifierExtension: tuple[object, ...] = ()
    extension: tuple[Extension, ...] = ()
    item: tuple[Item, ...] = Field(min_length=1)


def number(extensions: tuple[Extension, ...], url: str) -> float | None:
    """The number the extension `url` carries, if it is there."""
    for extension in extensions:
        if extension.url == url:
            return extension.valueDecimal if extension.valueDecimal is not None else extension.valueInteger
    return None
