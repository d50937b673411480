"""The words by which tellings of an event are compared: without endings, figures for number words, one for synonyms."""

from __future__ import annotations

import re
from functools import lru_cache

from services.indexer.entities.names import name_key

_STEM = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|e)$")
_WORDS_THAT_SAY_LITTLE = """
    a about after all also an and are as at be been before being between but by can could did do does during for from
    had has have he her him his how i in into is it its later may might more most no not of on or our over said say
    says she should so some such tell than that the their them then there these they this those told to under until
    up was we were what when where which while who whom whose will with would you your
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december jan feb mar apr jun jul aug sept oct nov dec today yesterday tomorrow day week month
    year morning afternoon evening night earlier last next early late
"""
_EMPTY_WORDS = frozenset(re.findall(r"\w+", _WORDS_THAT_SAY_LITTLE))

_NUMBERS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
"""
_FIGURES = {word: str(figure) for figure, word in enumerate(_NUMBERS.split())}

# What news calls by several names; a line is one thing. Words with another common meaning are left out, such as
# "fire" for dismiss and "strike" for hit.
_SYNONYMS = """
    cut lower reduce slash trim
    raise increase lift hike
    buy bought acquire purchase
    resign quit step
    dismiss sack oust
    hit struck attack
    kill die died dead death deaths dies
    injure wound hurt
    meet met receive
    begin began begun start launch open
    end ended finish conclude
    announce unveil
    jump rise rose climb soar gain surge
    fall fell drop decline slip tumble plunge slump
    win won victory beat defeat
    arrest detain
    sentence jail convict imprison
    call phone ring rang telephone
    arrive land
    name appoint
    ban prohibit outlaw
    back support endorse
    approve adopt pass
    reject refuse
    delay postpone
    cancel scrap abandon
    keep kept left unchanged
    bury buried burial funeral
    fine penalty
    sue lawsuit
    quake earthquake tremor
    blast explosion explode
    flee fled escape
    rescue save
    accuse blame
    criticise criticize condemn denounce
    deal agreement accord pact
    talks negotiations
    warn caution
"""


def content_words(text: str) -> frozenset[str]:
    """The words of a text that say something, in comparable form; not those that say when."""
    return frozenset(filter(None, map(_comparable, name_key(text).split())))


# The same words come again and again.
@lru_cache(maxsize=16_384)
def _comparable(word: str) -> str:
    """Empty for a word that says little."""
    if word in _EMPTY_WORDS:
        return ""
    stem = _STEM.sub("", _FIGURES.get(word, word))
    return _SAME.get(stem, stem)


_SAME = {
    _STEM.sub("", word): _STEM.sub("", line.split()[0])
    for line in _SYNONYMS.strip().splitlines()
    for word in line.split()
}
