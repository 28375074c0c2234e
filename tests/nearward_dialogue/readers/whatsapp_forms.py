"""How phones of many languages write the header of a message: for each form, a function from a time to its header."""

from collections.abc import Callable
from datetime import datetime

L, R, NARROW, NB = "\u200e", "\u200f", "\u202f", "\u00a0"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
HINDI = str.maketrans("0123456789", "०१२३४५६७८९")
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def halved(pattern: str, before: str, after: str) -> Callable[[datetime], str]:
    """A form with a clock of twelve hours: {h} and {half}."""
    return lambda at: pattern.format(at=at, h=(at.hour - 1) % 12 + 1, half=before if at.hour < 12 else after)


def whole(pattern: str) -> Callable[[datetime], str]:
    return lambda at: pattern.format(at=at, h=at.hour)


def in_digits(form: Callable[[datetime], str], digits: dict[int, int]) -> Callable[[datetime], str]:
    return lambda at: form(at).translate(digits)


def of_era(pattern: str, years: int) -> Callable[[datetime], str]:
    return lambda at: pattern.format(at=at, h=at.hour, y=at.year - years, half="午前" if at.hour < 12 else "午後")


FORMS: dict[str, Callable[[datetime], str]] = {
    "en-US Android": halved("{at.month}/{at.day}/{at:%y}, {h}:{at:%M} {half} - ", "AM", "PM"),
    "en-US Android, narrow space": halved(
        "{at.month}/{at.day}/{at:%y}, {h}:{at:%M}" + NARROW + "{half} - ", "AM", "PM"
    ),
    "en-US iPhone": halved("[{at.month}/{at.day}/{at:%y}, {h}:{at:%M:%S} {half}] ", "AM", "PM"),
    "en-US iPhone, narrow space": halved(
        "[{at.month}/{at.day}/{at:%y}, {h}:{at:%M:%S}" + NARROW + "{half}] ", "AM", "PM"
    ),
    "en-GB Android": whole("{at:%d/%m/%Y}, {at:%H:%M} - "),
    "en-GB iPhone": whole("[{at:%d/%m/%Y}, {at:%H:%M:%S}] "),
    "en-GB Android, half day": halved("{at:%d/%m/%Y}, {h}:{at:%M} {half} - ", "am", "pm"),
    "en-IN Android": halved("{at:%d/%m/%y}, {h}:{at:%M}" + NARROW + "{half} - ", "am", "pm"),
    "en-IN Android, older": halved("{at:%d/%m/%y}, {h}:{at:%M} {half} - ", "am", "pm"),
    "en-ZA Android": whole("{at:%Y/%m/%d}, {at:%H:%M} - "),
    "en-ZA iPhone": whole("[{at:%Y/%m/%d}, {at:%H:%M:%S}] "),
    "en-CA Android": halved("{at:%Y-%m-%d}, {h}:{at:%M}" + NARROW + "{half} - ", "a.m.", "p.m."),
    "en-AU iPhone": halved("[{at.day}/{at.month}/{at:%Y}, {h}:{at:%M:%S}" + NARROW + "{half}] ", "am", "pm"),
    "de Android": whole("{at:%d.%m.%y}, {at:%H:%M} - "),
    "de iPhone": whole("[{at:%d.%m.%y}, {at:%H:%M:%S}] "),
    "de Android, Uhr": whole("{at:%d.%m.%Y}, {at:%H:%M} Uhr - "),
    "es-ES Android": whole("{at.day}/{at.month}/{at:%y}, {h}:{at:%M} - "),
    "es-ES Android, no comma": whole("{at.day}/{at.month}/{at:%y} {h}:{at:%M} - "),
    "es-ES iPhone": whole("[{at.day}/{at.month}/{at:%y}, {h}:{at:%M:%S}] "),
    "es-MX Android": halved("{at:%d/%m/%y}, {h}:{at:%M}" + NARROW + "{half} - ", f"a.{NB}m.", f"p.{NB}m."),
    "es-MX Android, plain": halved("{at:%d/%m/%y} {h}:{at:%M} {half} - ", "a. m.", "p. m."),
    "es-MX iPhone": halved("[{at:%d/%m/%y}, {h}:{at:%M:%S} {half}] ", f"a.{NB}m.", f"p.{NB}m."),
    "fr Android": whole("{at:%d/%m/%Y}, {at:%H:%M} - "),
    "fr Android, à": whole("{at:%d/%m/%Y} à {at:%H:%M} - "),
    "fr-CA": whole("{at:%Y-%m-%d} {at:%H} h {at:%M} - "),
    "it Android": whole("{at:%d/%m/%y}, {at:%H:%M} - "),
    "pt-BR Android": whole("{at:%d/%m/%Y} {at:%H:%M} - "),
    "pt-PT Android": whole("{at:%d/%m/%y}, {at:%H:%M} - "),
    "pt-PT Android, às": whole("{at:%d/%m/%Y} às {at:%H:%M} - "),
    "nl Android": whole("{at:%d-%m-%y} {at:%H:%M} - "),
    "nl iPhone": whole("[{at:%d-%m-%Y} {at:%H:%M:%S}] "),
    "pl Android": whole("{at:%d.%m.%Y}, {at:%H:%M} - "),
    "cs Android": whole("{at:%d.%m.%y} {at:%H:%M} - "),
    "cs iPhone": whole("[{at.day}. {at.month}. {at:%Y} {h}:{at:%M:%S}] "),
    "sk iPhone": whole("[{at.day}. {at.month}. {at:%Y}, {h}:{at:%M:%S}] "),
    "ru Android": whole("{at:%d.%m.%Y}, {at:%H:%M} - "),
    "tr Android": whole("{at.day}.{at:%m.%Y} {at:%H:%M} - "),
    "tr iPhone": whole("[{at.day}.{at:%m.%Y} {at:%H:%M:%S}] "),
    "ar Android": in_digits(
        halved("{at.day}" + R + "/{at.month}" + R + "/{at.year}، {h}:{at:%M} {half} - ", "ص", "م"), ARABIC
    ),
    "ar iPhone": in_digits(
        halved(R + "[{at.day}" + R + "/{at.month}" + R + "/{at.year}، {h}:{at:%M:%S} {half}] ", "ص", "م"), ARABIC
    ),
    "ar Android, Latin digits": halved("{at.day}/{at.month}/{at.year}, {h}:{at:%M} {half} - ", "ص", "م"),
    "fa Android": in_digits(whole("{at.year}/{at.month}/{at.day}،" + R + " {h}:{at:%M} - "), PERSIAN),
    "he Android": whole("{at.day}.{at.month}.{at.year}, {h}:{at:%M} - "),
    "he iPhone": whole(R + "[{at.day}.{at.month}.{at.year}, {h}:{at:%M:%S}] "),
    "hi Android": halved("{at:%d/%m/%y}, {h}:{at:%M} {half} - ", "am", "pm"),
    "hi, own digits": in_digits(whole("{at:%d/%m/%Y}, {at:%H:%M} - "), HINDI),
    "bn, own digits": in_digits(whole("{at.day}/{at.month}/{at:%y}, {h}:{at:%M} - "), BENGALI),
    "th Android, Buddhist": lambda at: f"{at.day}/{at.month}/{at.year + 543} {at:%H:%M} - ",
    "th Android, Buddhist, short": lambda at: f"{at.day}/{at.month}/{(at.year + 543) % 100} {at:%H:%M} - ",
    "th iPhone, Buddhist": lambda at: f"[{at.day}/{at.month}/{at.year + 543} {at:%H:%M:%S}] ",
    "ja Android": whole("{at:%Y/%m/%d}, {at:%H:%M} - "),
    "ja Android, no comma": whole("{at:%Y/%m/%d} {h}:{at:%M} - "),
    "ja iPhone, Reiwa": of_era("[R{y}/{at:%m/%d} {h}:{at:%M:%S}] ", 2018),
    "ja, Reiwa in full": of_era("[令和{y}年{at.month}月{at.day}日 {h}:{at:%M:%S}] ", 2018),
    "ja iPhone, half day": halved("[{at:%Y/%m/%d} {half}{h}:{at:%M:%S}] ", "午前", "午後"),
    "zh-CN iPhone": halved("[{at.year}/{at.month}/{at.day} {half}{h}:{at:%M:%S}] ", "上午", "下午"),
    "zh-CN Android": halved("{at.year}/{at.month}/{at.day} {half}{h}:{at:%M} - ", "上午", "下午"),
    "zh-CN Android, whole day": whole("{at.year}/{at.month}/{at.day} {h}:{at:%M} - "),
    "zh-CN Android, in words": halved("{at.year}年{at.month}月{at.day}日 {half}{h}:{at:%M} - ", "上午", "下午"),
    "zh-TW Android": halved("{at.year}/{at.month}/{at.day} {half}{h}:{at:%M} - ", "上午", "下午"),
    "ko Android": halved("{at.year}년 {at.month}월 {at.day}일 {half} {h}:{at:%M}, ", "오전", "오후"),
    "ko Android, dotted": halved("{at.year}. {at.month}. {at.day}. {half} {h}:{at:%M} - ", "오전", "오후"),
    "ko iPhone": halved("[{at.year}. {at.month}. {at.day}. {half} {h}:{at:%M:%S}] ", "오전", "오후"),
    "id Android": whole("{at:%d/%m/%y} {at:%H.%M} - "),
    "id iPhone": whole("[{at:%d/%m/%y} {at:%H.%M.%S}] "),
    "ms Android": halved("{at:%d/%m/%Y}, {h}:{at:%M} {half} - ", "PG", "PTG"),
    "vi Android": whole("{at:%d/%m/%Y}, {at:%H:%M} - "),
    "vi iPhone, time first": whole("[{at:%H:%M:%S}, {at:%d/%m/%Y}] "),
    "vi Android, time first": whole("{at:%H:%M}, {at:%d/%m/%Y} - "),
    "fi Android": whole("{at.day}.{at.month}.{at.year} klo {h}.{at:%M} - "),
    "fi iPhone": whole("[{at.day}.{at.month}.{at.year} klo {h}.{at:%M.%S}] "),
    "da Android": whole("{at:%d.%m.%Y} {at:%H.%M} - "),
    "da iPhone": whole("[{at:%d/%m/%Y} {at:%H.%M.%S}] "),
    "sv Android": whole("{at:%Y-%m-%d} {at:%H:%M} - "),
    "sv iPhone": whole("[{at:%Y-%m-%d} {at:%H:%M:%S}] "),
    "sv Android, kl.": whole("{at:%Y-%m-%d} kl. {at:%H:%M} - "),
    "no Android": whole("{at:%d.%m.%Y}, {at:%H:%M} - "),
    "hu Android": whole("{at.year}. {at:%m}. {at:%d}. {at:%H:%M} - "),
    "hu iPhone": whole("[{at.year}. {at:%m}. {at:%d}. {h}:{at:%M:%S}] "),
    "el Android": halved("{at.day}/{at.month}/{at:%y}, {h}:{at:%M} {half} - ", "π.μ.", "μ.μ."),
    "ro Android": whole("{at:%d.%m.%Y}, {at:%H:%M} - "),
    "uk Android": whole("{at:%d.%m.%y}, {at:%H:%M} - "),
    "bg Android": whole("{at.day}.{at:%m.%y} г., {h}:{at:%M} ч. - "),
    "hr Android": whole("{at:%d.%m.%Y.} {at:%H:%M} - "),
    "hr iPhone": whole("[{at.day}. {at.month}. {at.year}. {at:%H:%M:%S}] "),
    "sl Android": whole("{at.day}. {at:%m}. {at:%y} {at:%H}:{at:%M} - "),
    "lt Android": whole("{at:%Y-%m-%d}, {at:%H:%M} - "),
    "lv Android": whole("{at:%d.%m.%y}, {at:%H:%M} - "),
    "et Android": whole("{at:%d.%m.%y} {at:%H:%M} - "),
    "ISO": whole("{at:%Y-%m-%d} {at:%H:%M:%S} - "),
    "ISO, T": whole("[{at:%Y-%m-%dT%H:%M:%S}] "),
    "en dash": whole("{at:%d/%m/%Y}, {at:%H:%M} – "),
}
"""By language and phone: years of two digits and of four, hours with a nought and without, as they occur."""
