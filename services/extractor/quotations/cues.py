"""The words that report what somebody said: their class, and the shapes in which they take what was said.

A lexicon of our own. Shapes of a verb:
  that   a clause: said (that) it works
  to     an infinitive: promised to come
  of     a preposition and a noun: warned of a crisis
  thing  a plain object: criticised the plan
  as     an object and what it is called: called it a mess, described it as a mess
  whom   the object is the person spoken to: told reporters that ..., urged them to ...
  quote  only with words in quotation marks
  sure   a clause and hardly ever a thing: what follows is a clause even where the parse sees none
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.schemas.articles import CueKind


@dataclass(frozen=True, slots=True)
class CueWord:
    """A reporting verb or noun: its base form, its class, and the shapes it takes (see the module)."""

    base: str
    kind: CueKind
    shapes: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    particle: str | None = None

    def takes(self, shape: str) -> bool:
        return shape in self.shapes


# Class; shapes (a preposition after "of:"); verbs. A verb may stand in several rows; its shapes add up, its class is
# that of the first row that is not neutral. A particle follows its verb after "+".
_VERBS: tuple[tuple[CueKind, str, str], ...] = (
    ("neutral", "sure", "say state note tell inform assure remind"),
    ("claim", "sure", "claim allege assert argue contend insist"),
    ("question", "sure", "ask wonder"),
    ("criticism", "sure", "complain"),
    ("warning", "sure", "warn"),
    ("prediction", "sure", "estimate"),
    ("neutral", "that quote", "say add state remark comment observe relate recount opine reckon volunteer interject"),
    ("neutral", "that quote", "quip joke muse reason elaborate"),
    ("neutral", "that quote", "counter rejoin retort conclude clarify"),
    ("neutral", "that quote", "stress emphasize emphasise underscore underline reiterate repeat note recall explain"),
    ("neutral", "that thing quote", "announce reveal disclose confirm mention proclaim"),
    ("neutral", "that quote", "declare report"),
    ("neutral", "thing", "reiterate repeat recount stress emphasize emphasise explain outline"),
    ("neutral", "quote", "echo"),
    ("neutral", "thing", "discuss tout cite express voice echo summarize summarise"),
    ("neutral", "that whom quote of:of:about", "tell inform notify assure remind"),
    ("neutral", "that quote", "write tweet post retweet text blog email e-mail telegraph read"),
    ("neutral", "quote of:about:of:for", "write tweet post"),
    ("neutral", "quote", "begin continue open go respond reply answer"),
    ("neutral", "quote", "chime+in go+on fire+back shoot+back hit+back push+back start+off sum+up"),
    ("neutral", "quote", "blare shout yell scream chant sing whisper mutter murmur"),
    ("neutral", "quote", "bark roar cry exclaim snap sneer scoff laugh"),
    ("neutral", "quote", "sigh smile grin shrug gasp growl grumble bellow blurt+out cry+out call+out pronounce intone"),
    ("neutral", "that", "shout yell scream exclaim mutter whisper grumble gush respond reply answer add+up"),
    ("neutral", "of:of:about:on", "talk"),
    ("neutral", "of:to", "refer allude point attest testify"),
    ("neutral", "that", "attest testify signal hint imply suggest"),
    ("neutral", "that", "indicate intimate insinuate point+out spell+out lay+out"),
    ("neutral", "thing", "suggest indicate imply mention point+out lay+out spell+out bring+up"),
    ("neutral", "that quote", "suggest indicate hint imply point+out"),
    ("neutral", "of:at", "hint"),
    ("neutral", "of:on:about", "comment elaborate remark report joke muse"),
    ("neutral", "as", "call describe label brand dub term portray depict characterize characterise refer"),
    ("neutral", "as", "dismiss denounce hail praise condemn deride mock criticize slam blast decry ridicule reject"),
    ("neutral", "that quote", "marvel gush enthuse rave crow vent fume"),
    ("claim", "that quote", "claim allege assert contend argue maintain insist boast brag posit submit aver profess"),
    ("claim", "thing", "allege"),
    ("claim", "to", "claim profess purport"),
    ("claim", "of:about:of", "boast brag"),
    ("claim", "of:on", "insist"),
    ("claim", "of:for:against", "argue"),
    ("denial", "that quote", "deny"),
    ("denial", "thing", "deny reject dismiss rebut refute dispute contest disavow disown repudiate rebuff contradict"),
    ("denial", "thing", "brush+off wave+off shoot+down rule+out play+down downplay"),
    ("denial", "that", "dispute"),
    ("denial", "of:with", "disagree"),
    ("denial", "to of:on", "decline refuse"),
    ("admission", "that quote", "admit acknowledge concede confess"),
    ("admission", "thing", "admit acknowledge concede"),
    ("admission", "of:to", "admit confess"),
    ("admission", "of:for", "apologize apologise"),
    ("admission", "that quote", "apologize apologise"),
    ("accusation", "of:of whom", "accuse"),
    ("accusation", "that quote", "charge"),
    ("accusation", "thing", "blame accuse"),
    ("accusation", "of:for", "blame"),
    ("criticism", "thing", "criticize criticise denounce condemn slam blast"),
    ("criticism", "thing", "assail deride mock ridicule decry lambaste"),
    ("criticism", "thing", "rebuke chastise castigate berate scold bash"),
    ("criticism", "thing", "disparage deplore lament bemoan "),
    ("criticism", "thing", "trash belittle excoriate question challenge oppose taunt"),
    ("criticism", "that quote", "complain lament protest gripe grouse deplore bemoan object fret"),
    ("criticism", "of:about:of", "complain gripe"),
    ("criticism", "of:against:to", "object protest"),
    ("criticism", "of:at", "lash+out"),
    ("praise", "thing", "praise hail laud applaud commend thank congratulate salute welcome extol compliment defend"),
    ("promise", "that quote", "promise vow pledge swear guarantee"),
    ("promise", "to", "promise vow pledge swear threaten offer"),
    ("promise", "thing", "promise pledge vow guarantee"),
    ("promise", "that", "threaten assure"),
    ("order", "that quote", "order command demand instruct direct rule decree urge request"),
    ("order", "thing", "demand request urge"),
    ("order", "to whom", "order command instruct direct urge ask beg implore exhort tell advise warn request"),
    ("order", "to whom", "challenge press dare call+on remind"),
    ("order", "of:for", "call appeal plead"),
    ("order", "of:on:upon", "call"),
    ("order", "that quote", "plead beg implore"),
    ("question", "that quote", "ask wonder inquire query"),
    ("question", "that", "question"),
    ("question", "of:about:for:of", "ask inquire"),
    ("question", "of:about", "wonder"),
    ("warning", "that quote whom", "warn caution"),
    ("warning", "of:of:about:against", "warn caution"),
    ("prediction", "that thing quote", "predict forecast foresee"),
    ("prediction", "that thing", "estimate"),
    ("prediction", "that", "project"),
    ("agreement", "that quote", "agree concur"),
    ("agreement", "of:with", "agree concur"),
    ("agreement", "to", "agree"),
    ("agreement", "of:to:on", "agree"),
    ("proposal", "that thing quote", "propose recommend advise advocate"),
    ("proposal", "of:for", "advocate"),
    ("proposal", "that", "stipulate specify"),
    ("belief", "that", "believe think suspect fear hope worry feel expect doubt"),
    ("belief", "quote", "think believe"),
    ("finding", "that", "find show conclude demonstrate determine"),
)  # fmt: skip

# Class; nouns that take a clause, an infinitive or "of", and whose owner speaks: his claim that ...
_NOUNS: tuple[tuple[CueKind, str], ...] = (
    ("neutral", "statement remark comment assertion declaration announcement suggestion observation testimony message"),
    ("neutral", "mention description explanation"),
    ("claim", "claim allegation argument contention insistence boast"),
    ("accusation", "accusation charge"),
    ("denial", "denial rejection dismissal"),
    ("criticism", "complaint criticism objection"),
    ("promise", "promise pledge vow assurance threat guarantee"),
    ("order", "demand call request appeal plea"),
    ("question", "question"),
    ("warning", "warning"),
    ("prediction", "prediction forecast estimate"),
    ("admission", "admission acknowledgment acknowledgement concession confession"),
    ("proposal", "proposal recommendation"),
)

_TAKE_INFINITIVE = frozenset(
    ["promise", "pledge", "vow", "threat", "offer", "demand", "call", "request", "appeal", "plea", "refusal"]
)

_IRREGULAR = {
    "say": "said said", "tell": "told told", "write": "wrote written", "speak": "spoke spoken", "read": "read read",
    "begin": "began begun", "go": "went gone", "sing": "sang sung", "hold": "held held", "swear": "swore sworn",
    "think": "thought thought", "feel": "felt felt", "find": "found found", "show": "showed shown",
    "prove": "proved proven", "foresee": "foresaw foreseen", "cast": "cast cast", "forecast": "forecast forecast",
    "bring": "brought brought", "lay": "laid laid", "shoot": "shot shot", "spell": "spelled spelt",
    "plead": "pleaded pled", "sum": "summed summed", "blog": "blogged blogged", "rap": "rapped rapped",
    "pan": "panned panned", "rip": "ripped ripped", "quip": "quipped quipped", "dub": "dubbed dubbed",
    "grin": "grinned grinned", "brag": "bragged bragged", "beg": "begged begged", "refer": "referred referred",
    "concur": "concurred concurred", "admit": "admitted admitted", "submit": "submitted submitted",
    "aver": "averred averred", "rebut": "rebutted rebutted", "fret": "fretted fretted", "snap": "snapped snapped",
    "slam": "slammed slammed", "shrug": "shrugged shrugged", "extol": "extolled extolled",
}  # fmt: skip


def verb_cue(form: str) -> tuple[CueWord, ...]:
    """The entries of a verb in any of its forms, given in lower case; those with a particle first."""
    return _VERB_FORMS.get(form, ())


def noun_cue(form: str) -> CueWord | None:
    """The entry of a noun in the singular or plural, given in lower case."""
    return _NOUN_FORMS.get(form)


def quoting_word(form: str) -> CueWord | None:
    """The entry by which a verb can stand beside words in quotation marks."""
    words = _VERB_FORMS.get(form, ())
    plain = next((word for word in words if not word.particle and (word.takes("quote") or word.takes("that"))), None)
    return plain or next((word for word in words if word.takes("quote")), None)


def is_cue_form(form: str) -> bool:
    return form in _VERB_FORMS


def _verb_entries() -> list[CueWord]:
    kinds: dict[str, CueKind] = {}
    shapes: dict[str, set[str]] = {}
    for kind, given, verbs in _VERBS:
        for verb in verbs.split():
            if kinds.get(verb, "neutral") == "neutral":
                kinds[verb] = kind
            shapes.setdefault(verb, set()).update(given.split())
    entries = []
    for verb, kind in kinds.items():
        base, _, particle = verb.partition("+")
        prepositions = {p for shape in shapes[verb] if shape.startswith("of:") for p in shape.split(":")[1:]}
        plain = {shape.partition(":")[0] for shape in shapes[verb]}
        entries.append(CueWord(base, kind, frozenset(plain), frozenset(prepositions), particle or None))
    return entries


def _forms(verb: str) -> set[str]:
    """All forms of a verb: calls, called, calling."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    if verb.endswith("y") and verb[-2] not in "aeou":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
        past = verb + "d" if verb.endswith("e") else verb + "ed"
    pasts = _IRREGULAR.get(verb, f"{past} {past}").split()
    double = pasts[0].endswith("ed") and len(pasts[0]) == len(verb) + 3 and pasts[0][-3] == verb[-1]
    gerund = (verb + verb[-1] if double or verb == "begin" else stem) + "ing"
    british = {verb + "led", verb + "ling"} if verb in ("signal", "label", "marvel") else set()
    return {verb, third, gerund, *pasts, *british}


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _verb_forms() -> dict[str, tuple[CueWord, ...]]:
    forms: dict[str, list[CueWord]] = {}
    for entry in _verb_entries():
        for form in _forms(entry.base):
            forms.setdefault(form, []).append(entry)
    return {form: tuple(sorted(entries, key=lambda entry: entry.particle is None)) for form, entries in forms.items()}


_VERB_FORMS = _verb_forms()
_NOUN_FORMS = {
    form: CueWord(noun, kind, frozenset(("that", "to") if noun in _TAKE_INFINITIVE else ("that",)))
    for kind, nouns in _NOUNS
    for noun in nouns.split()
    for form in (noun, _plural(noun))
}
CUE_FORMS = frozenset(_VERB_FORMS) | frozenset(_NOUN_FORMS)
"""Every form of every cue, in lower case."""
