"""What office programs must know of a language: which dictionary, which direction."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as an office program knows it: a tag such as `fr-CA`, a direction."""

    tag: str
    is_rtl: bool

    @classmethod
    def of(cls, language: str, territory: str) -> Tongue:
        """Give the tongue of a catalog's language, in a territory where it is at home.

        Spell checkers want one: French in Canada is fr-CA, but German is de-DE there
        as well, since CLDR knows no German of Canada.

        >>> Tongue.of("fr", "CA").tag, Tongue.of("de", "CA").tag
        ('fr-CA', 'de-DE')
        >>> Tongue.of("ar", "CA")
        Tongue(tag='ar-EG', is_rtl=True)
        """
        locale = Locale.parse(language)
        is_rtl = locale.text_direction == "rtl"
        if not locale.territory:
            locale = _at_home(locale, territory)
        parts = (locale.language, locale.territory)
        return cls("-".join(part for part in parts if part), is_rtl)


def _at_home(locale: Locale, territory: str) -> Locale:
    try:
        return Locale.parse(f"{locale}_{territory}")
    except UnknownLocaleError:
        likely = get_global("likely_subtags").get(str(locale))
        return Locale.parse(likely) if likely else locale
