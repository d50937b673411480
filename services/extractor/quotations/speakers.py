"""Turn the words that name a speaker into a person or organisation of the article, or tell its kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from services.extractor.quotations.agents import antecedent
from services.extractor.quotations.cues import is_cue_form
from services.extractor.quotations.dependents import lefts, rights
from services.extractor.quotations.layout import Layout
from shared.schemas.articles import Entity, Mention, Speaker

SourceKind = Literal["person", "organisation", "unnamed", "document", "unknown"]

_HE_OR_SHE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_IT_OR_THEY = frozenset({"it", "they", "them", "its", "their", "itself", "themselves"})
_MALE = frozenset({"he", "him", "his", "himself"})
_SPEAKING_TYPES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_LEFT_OUT = frozenset({"relcl", "appos", "acl", "punct", "advcl", "cc", "conj", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PAPERS = frozenset({
    "report", "statement", "study", "poll", "survey", "letter", "document", "memo", "email", "article", "filing",
    "transcript", "review", "analysis", "complaint", "lawsuit", "indictment", "affidavit", "release", "tweet",
    "post", "note", "website", "book", "editorial", "paper", "draft", "resolution", "bill", "order", "ruling",
    "headline", "sign", "banner", "ad", "advertisement", "message", "text", "findings", "results", "data",
    "records", "documents", "filings", "emails", "papers", "polls", "reports", "studies", "surveys",
})  # fmt: skip
_MR = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "brother", "father", "congressman", "chairman"})
_MS = frozenset({"ms", "ms.", "mrs", "mrs.", "miss", "lady", "queen", "princess", "sister", "dame", "congresswoman"})
# Of whom a pronoun in the sentence may speak.
_KIN = frozenset({"wife", "husband", "daughter", "son", "mother", "father", "sister", "brother", "girlfriend",
                  "boyfriend", "widow", "widower", "woman", "man", "girl", "boy"})  # fmt: skip
# How many sentences back a pronoun may reach.
_FURTHEST = 4
# How many words may name a speaker before and behind the noun.
_LONGEST_NAME = 50


@dataclass
class People:
    """The article's entities, ready to be asked who speaks. Built once per article; remembers who spoke where."""

    doc: Doc
    layout: Layout
    entities: Sequence[Entity]
    _mentions: list[tuple[int, int, Entity, Mention]] = field(init=False)
    _starts: list[int] = field(init=False)
    _spoke: dict[int, Entity] = field(init=False, default_factory=dict)
    _male: dict[str, bool | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._mentions = sorted(
            ((m.start, m.end, entity, m) for entity in self.entities for m in entity.mentions),
            key=lambda item: item[:2],
        )
        self._starts = [item[0] for item in self._mentions]

    def mention_at(self, token: Token) -> tuple[Entity, Mention] | None:
        """The mention that holds the token."""
        at = bisect_right(self._starts, token.idx)
        for _, end, entity, mention in reversed(self._mentions[max(at - 3, 0) : at]):
            if token.idx < end:
                return entity, mention
        return None

    def speaker(self, agent: Token) -> Speaker:
        """Whom the agent's words name. Unknown stays unknown: then the name is those words."""
        start, end = name_range(agent)
        entity = None
        named = antecedent(agent)
        for token in (named, *_appositions(named)):
            held = self.mention_at(token)
            if held is not None and held[0].type in _SPEAKING_TYPES and (entity is None or held[0].type == "PERSON"):
                entity = held[0]
                if named.i == agent.i and (token.i == agent.i or entity.type == "PERSON"):
                    start, end = held[1].start, held[1].end
                if entity.type == "PERSON":
                    break
        if entity is None and agent.lower_ in _HE_OR_SHE:
            entity = self._person_before(agent)
        elif entity is None and agent.lower_ in _IT_OR_THEY:
            entity = self._body_before(agent)
        if entity is not None:
            self._spoke[self.layout.sentence_of[agent.i]] = entity
        first, last = (start, end) if named.i == agent.i else name_range(named)
        words = self.layout.text[first:last]
        return Speaker(
            start=start,
            end=end,
            name=entity.name if entity else " ".join(words.split()),
            entity=entity.entity_id if entity else None,
            kind=_kind(named, entity),
        )

    def _person_before(self, pronoun: Token) -> Entity | None:
        """The person whom he or she stands for: who spoke or acted in the nearest sentence before, else was named."""
        male = pronoun.lower_ in _MALE
        here = self.layout.sentence_of[pronoun.i]
        named = None
        for sentence, group in self._by_sentence_before(pronoun.idx):
            if here - sentence > _FURTHEST:
                break
            spoke = self._spoke.get(sentence)
            if spoke is not None and spoke.type == "PERSON" and self._is_male(spoke) in (None, male):
                return spoke
            people = [item for item in group if item[0].type == "PERSON" and self._is_male(item[0]) in (None, male)]
            acting = [entity for entity, token in people if token.dep_ in _SUBJECTS]
            if acting:
                return acting[0] if sentence != here else acting[-1]
            if named is None and people:
                named = people[0][0]
        return named

    def _body_before(self, pronoun: Token) -> Entity | None:
        """The organisation or country whom it or they stands for, if it spoke or acted in the sentence before."""
        here = self.layout.sentence_of[pronoun.i]
        for sentence, group in self._by_sentence_before(pronoun.idx):
            if here - sentence > 1:
                break
            spoke = self._spoke.get(sentence)
            if spoke is not None and spoke.type in ("ORG", "GPE", "NORP"):
                return spoke
            for entity, token in group:
                if entity.type in ("ORG", "GPE") and token.dep_ in _SUBJECTS and pronoun.lower_ != "they":
                    return entity
        return None

    def _by_sentence_before(self, offset: int) -> Iterator[tuple[int, list[tuple[Entity, Token]]]]:
        """Sentences backwards from an offset, with the heads of their mentions outside quotation marks, in order."""
        here = self.layout.sentence_of[self.layout.token_at(offset)]
        at = bisect_right(self._starts, offset - 1) - 1
        for sentence in range(here, max(here - _FURTHEST - 1, -1), -1):
            first = self.doc[self.layout.sentences[sentence][0]].idx
            group: list[tuple[Entity, Token]] = []
            while at >= 0 and self._starts[at] >= first:
                _, _, entity, mention = self._mentions[at]
                token = self.doc[self.layout.token_at(mention.start)]
                if self.layout.quotation_of[token.i] < 0:
                    group.append((entity, _head_in(token, mention)))
                at -= 1
            yield sentence, group[::-1]

    def _is_male(self, entity: Entity) -> bool | None:
        """What titles before the name tell (Mr. Lee, Ms. Lee), else a pronoun that can mean nobody else."""
        if entity.entity_id not in self._male:
            by_title = self._read_titles(entity)
            self._male[entity.entity_id] = self._read_pronouns(entity) if by_title is None else by_title
        return self._male[entity.entity_id]

    def _read_pronouns(self, entity: Entity) -> bool | None:
        """Lee lost her seat: nobody else is named in the sentence, and all such sentences agree."""
        votes = set()
        for mention in entity.mentions:
            token = self.doc[self.layout.token_at(mention.start)]
            if mention.kind != "name" or self.layout.quotation_of[token.i] >= 0 or token.dep_ == "poss":
                continue
            if is_cue_form(_head_in(token, mention).head.lower_):
                continue  # whoever reports may speak of others
            start, end = self.layout.sentences[self.layout.sentence_of[token.i]]
            if any(self._is_other_person(each, entity) for each in self.doc[start:end]):
                continue
            pronoun = next((t for t in self.doc[token.i : end] if t.lower_ in _HE_OR_SHE), None)
            if pronoun is not None and self.layout.quotation_of[pronoun.i] < 0:
                votes.add(pronoun.lower_ in _MALE)
        return votes.pop() if len(votes) == 1 else None

    def _is_other_person(self, token: Token, entity: Entity) -> bool:
        if token.ent_type_ != "PERSON":
            return token.lower_ in _KIN
        held = self.mention_at(token)
        return held is None or held[0].entity_id != entity.entity_id

    def _read_titles(self, entity: Entity) -> bool | None:
        for mention in entity.mentions:
            token = self.doc[self.layout.token_at(mention.start)]
            titles = {token.lower_, self.doc[token.i - 1].lower_ if token.i else ""}
            if titles & _MR:
                return True
            if titles & _MS:
                return False
        return None


def name_range(agent: Token) -> tuple[int, int]:
    """Offsets of the words that name the speaker, without clauses and appositions around them."""
    doc = agent.doc
    first = agent.left_edge.i
    last = agent.i
    for child in rights(agent):
        if child.dep_ in _LEFT_OUT or child.left_edge.i != last + 1:
            break
        last = child.right_edge.i
    for child in lefts(agent):
        if child.dep_ in ("punct", "advcl", "relcl", "cc") and child.i >= first:
            first = max(first, child.right_edge.i + 1)
    first = min(max(first, agent.i - _LONGEST_NAME), agent.i)
    last = min(last, agent.i + _LONGEST_NAME)
    if first and agent.dep_ == "dobj" and doc[first - 1].dep_ == "dobj" and doc[first - 1].head.i == agent.head.i:
        first = doc[first - 1].left_edge.i  # the news agency TASS: two objects side by side
    return doc[first].idx, doc[last].idx + len(doc[last])


def _kind(agent: Token, entity: Entity | None) -> SourceKind:
    """What kind of source speaks; an unnamed one is a person or people without a name: "a senior official"."""
    if entity is not None:
        return "person" if entity.type == "PERSON" else "organisation"
    if agent.lower_ in _PAPERS:
        return "document"
    if agent.tag_ in ("PRP", "WP", "WDT", "DT", "EX"):
        return "unknown"
    return "unnamed"


def _appositions(agent: Token) -> Iterator[Token]:
    yield from (child for child in (*lefts(agent), *rights(agent)) if child.dep_ == "appos")
    if agent.dep_ == "appos":
        yield agent.head


def _head_in(token: Token, mention: Mention) -> Token:
    """The mention's syntactic head, from its first token."""
    while token.head.i != token.i and mention.start <= token.head.idx < mention.end:
        token = token.head
    return token
