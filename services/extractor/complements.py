"""Find what a reporting verb reports: the clause, infinitive, object or phrase that is its complement."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from services.extractor.agents import name_before
from services.extractor.cues import CueWord, is_cue_form, noun_cue
from services.extractor.layout import Layout

Range = tuple[int, int]
Complement = tuple[tuple[Range, ...], Token | None, Token | None]

_CLAUSES = frozenset({"ccomp", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OUTSIDE = frozenset({"conj", "cc", "punct", "parataxis", "ccomp", "advcl"})
_DASHES = frozenset({",", "—", "–", "--", "-"})
_EDGES = frozenset({",", ";", ":", ".", "—", "–", "-", "--", "?", "!"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FINITE_OR_GERUND = _FINITE | {"VBG"}
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_CLAUSE_BEGINS = _NOUNS | {"DT", "PRP$", "EX", "CD", "WRB", "WP", "PDT"}
# How the sentence goes on after words that interrupt it, where what stands before them could be a sentence by itself.
_GOES_ON = frozenset({"IN", "TO", "RB", "JJ", "JJR"})
_TIME_TYPES = frozenset({"DATE", "TIME"})


def complement(verb: Token, word: CueWord, layout: Layout) -> Complement:
    """What the verb reports; to whom; and who speaks where only the words' order tells.

    The content is empty where the verb has no complement of the shapes that its entry takes.
    """
    to_whom = _to_whom(verb, word)
    if word.takes("to"):
        infinitive = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "advcl") and _is_infinitive(c)), None)
        if infinitive is not None:
            return _clause_after(infinitive, verb, layout), to_whom, None
    if word.takes("that"):
        clauses = [child for child in verb.children if child.dep_ in _CLAUSES]
        after = next((c for c in clauses if c.i > verb.i and not _is_infinitive(c)), None)
        if after is not None and not _is_inverted(after, verb):
            return _clause_after(after, verb, layout), to_whom, None
        if after is None and (clause := _clause_of_phrase(verb)) is not None:
            return clip([subtree(clause)], verb, layout), to_whom, None
        if (said := _as_somebody_said(verb, layout)) is not None:
            return said, to_whom, None
        objects = any(c.dep_ in _OBJECTS and (to_whom is None or c.i != to_whom.i) for c in verb.rights)
        if (
            (not objects or after is not None)
            and _may_follow(verb, word)
            and (aside := _beside(verb, layout)) is not None
        ):
            content, agent = aside
            return content, to_whom, agent
        if clauses:
            return clip([subtree(clauses[0])], verb, layout), to_whom, None
        if word.takes("sure") and (rest := _rest_of_sentence(verb, layout, to_whom)) is not None:
            return rest, to_whom, None
    return _phrase(verb, word, layout, to_whom), to_whom, None


def own_clause(token: Token, phrase: Range, layout: Layout) -> Range:
    """The clause that a phrase such as "according to ..." speaks of: its sentence if it begins or ends it."""
    first, last = layout.sentences[layout.sentence_of[token.i]]
    doc = token.doc
    head = token.head
    while head.dep_ not in ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis") and head.head.i != head.i:
        head = head.head
    comma = token.i > first and doc[token.i - 1].text in _DASHES
    if phrase[0] <= first + 1 or (comma and (phrase[1] >= last - 1 or doc[phrase[1]].is_punct)):
        return first, last
    return subtree(head)


def subtree(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def without(whole: Range, hole: Range) -> list[Range]:
    """What is left of a range when another is taken out."""
    return [r for r in ((whole[0], min(hole[0], whole[1])), (max(hole[1], whole[0]), whole[1])) if r[0] < r[1]]


def clip(ranges: Sequence[Range], cue: Token, layout: Layout) -> tuple[Range, ...]:
    """Only what stands in the cue's sentence, without punctuation at either end."""
    first, last = layout.sentences[layout.sentence_of[cue.i]]
    doc = cue.doc
    clipped = []
    for start, end in ranges:
        start, end = max(start, first), min(end, last)
        while start < end and (doc[start].text in _EDGES or doc[start].is_space):
            start += 1
        while start < end and (doc[end - 1].text in _EDGES or doc[end - 1].is_space or doc[end - 1].tag_ == "CC"):
            end -= 1
        if start < end:
            clipped.append((start, end))
    return tuple(clipped)


def _clause_after(clause: Token, verb: Token, layout: Layout) -> tuple[Range, ...]:
    start, end = subtree(clause)
    if start <= verb.i:
        reporting = _reporting_phrase(verb)
        return clip(without((start, end), reporting), verb, layout)
    end = min(_run_on(verb, end), layout.sentences[layout.sentence_of[verb.i]][1])
    return clip([(start, _tail_cut(verb, start, end))], verb, layout)


def _clause_of_phrase(verb: Token) -> Token | None:
    """The clause that the parse hangs on a noun between: said [in a statement] that it was over."""
    for phrase in verb.rights:
        if phrase.dep_ == "prep":
            for noun in phrase.rights:
                for clause in noun.rights:
                    if clause.dep_ in ("acl", "ccomp", "relcl") and any(
                        mark.lower_ == "that" and mark.dep_ == "mark" for mark in clause.lefts
                    ):
                        return clause
    return None


def _rest_of_sentence(verb: Token, layout: Layout, to_whom: Token | None) -> tuple[Range, ...] | None:
    """What follows the verb, where the parse sees no clause although the words' order tells of one."""
    doc = verb.doc
    start = verb.i + 1 if to_whom is None or to_whom.i < verb.i else to_whom.i + 1
    end = layout.sentences[layout.sentence_of[verb.i]][1]
    if start >= end or verb.tag_ == "VBN":
        return None
    first = doc[start]
    if first.tag_ not in _CLAUSE_BEGINS and first.lower_ not in ("that", "if", "whether"):
        return None
    if to_whom is None and not any(token.tag_ in _NOUNS for token in doc[max(verb.i - 4, 0) : verb.i]):
        return None
    end = _tail_cut(verb, start, end)
    if not any(token.tag_ in _FINITE for token in doc[start:end]):
        return None
    return clip([(start, end)], verb, layout)


def _tail_cut(verb: Token, start: int, end: int) -> int:
    """Where the content ends at the latest: before the next thing that the same speaker says or does with words.

    He said it was over[, adding that ...]; he said he would go [and promised that ...].
    """
    doc = verb.doc
    finite = False
    for token in doc[start:end]:
        i = token.i
        tag = token.tag_
        if finite and tag in _FINITE_OR_GERUND and i > start + 2 and is_cue_form(token.lower_):
            before = doc[i - 1]
            if tag == "VBG":
                if before.text in _DASHES:
                    return i - 1
            elif tag in ("VBD", "VBZ"):
                at = i - 1
                while at > start and doc[at].tag_ in ("RB", "VBZ", "VBP", "VBD", "MD"):
                    at -= 1
                if doc[at].tag_ == "CC":
                    return at
        finite = finite or tag in _FINITE
    return end


def _is_inverted(clause: Token, verb: Token) -> bool:
    """Whether what looks like a clause is the speaker: ..., said a former spokesman who ran for office."""
    return (
        verb.i > 0
        and verb.doc[verb.i - 1].text == ","
        and clause.tag_ in _NOUNS
        and not any(child.dep_ in _SUBJECTS for child in clause.lefts)
        and not any(child.dep_ in _SUBJECTS for child in verb.lefts)
    )


def _run_on(verb: Token, end: int) -> int:
    """Take in what follows without a comma, though the parse hangs it on the reporting verb."""
    for child in verb.rights:
        if child.i < end or child.left_edge.i != end or child.dep_ not in ("prep", "xcomp", "acl", "relcl", "advmod"):
            continue
        if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.rights):
            break
        end = child.right_edge.i + 1
    return end


def _reporting_phrase(verb: Token) -> Range:
    """The words around a verb that report: subject, verb, addressee, place and time; without its clauses."""
    start, end = verb.i, verb.i + 1
    for child in reversed(list(verb.lefts)):
        if child.right_edge.i + 1 == start and child.dep_ not in _OUTSIDE:
            start = child.left_edge.i
    for child in verb.rights:
        if child.left_edge.i == end and child.dep_ not in _OUTSIDE:
            end = child.right_edge.i + 1
    return start, end


def _beside(verb: Token, layout: Layout) -> tuple[tuple[Range, ...], Token | None] | None:
    """The sentence that the reporting words follow or interrupt: Taxes[, the minister said,] will rise."""
    first, last = layout.sentences[layout.sentence_of[verb.i]]
    start, end = _reporting_phrase(verb)
    agent = None
    doc = verb.doc
    if not any(child.dep_ in _SUBJECTS for child in verb.children):
        inverted = next((c for c in verb.rights if c.dep_ in ("ccomp", "dobj", "attr") and _is_inverted(c, verb)), None)
        named = name_before(verb, first)
        if inverted is not None:
            agent, end = inverted, max(end, inverted.right_edge.i + 1)
        elif named is not None:
            agent, start = named
        else:
            return None
    if start - 1 <= first or doc[start - 1].text not in _DASHES:
        return None
    if end < last and not doc[end].is_punct:
        return None
    before = any(token.tag_ in _FINITE for token in doc[first : start - 1])
    parts = [(first, start - 1)]
    if end + 1 < last and doc[end].text == "," and (not before or doc[end + 1].tag_ in _GOES_ON):
        cut = _tail_cut(verb, end + 1, last)
        if any(token.tag_ in _FINITE for token in doc[end + 1 : cut]):
            parts.append((end + 1, cut))
            before = True
    return (clip(parts, verb, layout), agent) if before else None


def _as_somebody_said(verb: Token, layout: Layout) -> tuple[Range, ...] | None:
    """The sentence beside "as X said": As the mayor told us, [the bridge is closed]."""
    if not any(child.lower_ == "as" and child.dep_ in ("mark", "advmod", "prep") for child in verb.lefts):
        return None
    start, end = _reporting_phrase(verb)
    first, last = layout.sentences[layout.sentence_of[verb.i]]
    if verb.doc[start].lower_ != "as" or any(c.dep_ in _OBJECTS and c.lower_ == "it" for c in verb.rights):
        return None
    return clip(without((first, last), (start, end)), verb, layout)


def _may_follow(verb: Token, word: CueWord) -> bool:
    """Whether the verb can stand behind what it reports, as "said" can; not "expected" or a bare participle."""
    if verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.lefts):
        return False
    return word.takes("quote") or word.takes("sure")


def _is_infinitive(clause: Token) -> bool:
    return clause.tag_ == "VB" and any(child.lower_ == "to" for child in clause.lefts)


def _to_whom(verb: Token, word: CueWord) -> Token | None:
    if word.takes("whom"):
        objects = [child for child in verb.rights if child.dep_ in ("dobj", "dative") and child.lower_ != "to"]
        if objects:
            # "the news agency TASS" may come as two objects side by side; the name is the second.
            name = next((o for o in objects[1:] if o.tag_ == "NNP" and o.left_edge.i == objects[0].i + 1), None)
            return name or objects[0]
        subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
        if subject is not None:
            return subject
    for child in verb.rights:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return next((noun for noun in child.rights if noun.dep_ == "pobj"), None)
    return None


def _phrase(verb: Token, word: CueWord, layout: Layout, to_whom: Token | None) -> tuple[Range, ...]:
    """An object, what somebody is called, or a preposition with its noun."""
    if word.takes("as") and (named := _named(verb)) is not None:
        return clip([named], verb, layout)
    if word.takes("thing"):
        thing = next((c for c in verb.rights if c.dep_ in _OBJECTS and (to_whom is None or c.i != to_whom.i)), None)
        if thing is not None and not _reports_itself(thing):
            start, end = subtree(thing)
            return clip([(start, _phrase_end(verb, end))], verb, layout)
    if word.takes("of"):
        for child in verb.rights:
            if child.dep_ in ("advcl", "xcomp", "ccomp"):
                mark = next(
                    (c for c in child.lefts if c.lower_ in word.prepositions and c.dep_ in ("mark", "prep")), None
                )
                if mark is not None:
                    return clip([(mark.i + 1, child.right_edge.i + 1)], verb, layout)
        for child in verb.rights:
            if child.dep_ in ("prep", "agent") and child.lower_ in word.prepositions:
                return clip([(child.i + 1, _phrase_end(verb, child.right_edge.i + 1))], verb, layout)
    return ()


def _reports_itself(noun: Token) -> bool:
    """Whether a noun brings its own report: repeated [his claim that taxes fell]."""
    return noun_cue(noun.lower_) is not None and any(
        child.dep_ in ("acl", "ccomp") and any(mark.lower_ == "that" for mark in child.lefts) for child in noun.rights
    )


def _named(verb: Token) -> Range | None:
    """Object and predicate together: [called] the plan a disaster, [described] it as a disaster."""
    first = last = None
    predicate = False
    for child in verb.rights:
        dep = child.dep_
        if dep in ("dobj", "ccomp", "oprd", "xcomp") or (dep == "prep" and child.lower_ in ("as", "to")):
            first = child.left_edge.i if first is None else first
            last = child.right_edge.i + 1
            predicate = predicate or dep in ("ccomp", "oprd", "xcomp") or (dep == "prep" and child.lower_ == "as")
        elif dep == "advcl" and first is not None and any(mark.lower_ == "as" for mark in child.lefts):
            last, predicate = child.right_edge.i + 1, True
    if first is None or last is None:
        return None
    predicate = predicate or any(token.lower_ == "as" or token.tag_ == "``" for token in verb.doc[first:last])
    return (first, last) if predicate else None


def _phrase_end(verb: Token, end: int) -> int:
    """An object's end, with what describes it though the parse hangs it on the verb; without time and clauses."""
    for child in verb.rights:
        if child.i < end or child.left_edge.i != end or child.dep_ not in ("prep", "acl", "xcomp", "relcl"):
            continue
        if child.dep_ == "prep" and any(noun.ent_type_ in _TIME_TYPES for noun in child.rights):
            break
        end = child.right_edge.i + 1
    return end
