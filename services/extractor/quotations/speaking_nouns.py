"""Which nouns can be said to say something: people, bodies of people, and papers, but not a plan or a tone."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from services.extractor.names.gazetteers.word_lists import words

_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_PRONOUNS = frozenset({"PRP", "WP", "NNP", "NNPS"})
_NOBODY = frozenset({"it", "itself", "there", "this", "that"})

_PERSON_ENDS = ("er", "or", "ist", "ian", "man", "men", "woman", "ee", "eer", "ant", "crat", "person", "people", "folk")

# Words that end as if they named people.
_THINGS = words("""
after anger answer banner barrier behavior behaviour blockbuster blunder border bumper calendar cancer career center
centre chapter character chatter clamor cluster clutter coffee color colour computer constant container corner corridor
counter covenant danger degree dinner disaster disorder door dollar effect elephant encounter error
factor favor favour fee fervor fever filter finger flavor flavour floor flower folder gender glacier grant guarantee
gutter hammer harbor harbour helicopter honor honour horror humor humour hunger indicator instant knee labor labour
ladder laughter layer letter lever liver master matter meter metaphor mirror minor monster motor murder
number odor offer order paper plant plunder pointer poster powder power predictor quarter reactor register
remainder reminder restaurant river rumor rumour sector server shelter shoulder slander slaughter spider sticker
summer supper surrender sweater temper tenor terror theater theatre thriller thunder timber tower trailer transfer
tremor trigger tree tumor tumour vapor vector vigor vigour want war warrant water weather whisker winter
wonder
""")

_PEOPLE = words("""
accomplice activist actress addict admiral adult advocate aide alumni ambassador analyst apprentice architect aspirant
associate athlete attorney aunt boss boy bride brother captain cardinal celebrity chair champion chancellor chief child
children citizen cleric client coach colleague colonel columnist companion comrade cop corporal cosponsor counsel count
couple cousin critic crook dad daughter dean delegate deputy diplomat director doctor economist elite envoy
expert family fan father fellow foe folk friend general ghost girl girlfriend graduate guard guest guide guru guy head
heir host hostage husband individual insider intellectual intern journalist judge justice kid king lad lady lawyer lead
liberal lieutenant magistrate maid maverick mayor member migrant minister moderate mogul mom monk mother musician nation
native neighbor neighbour nephew niece nominee novice nun nurse official oligarch operative opponent optimist pal parent
partner patient patriot peer physician pilot pirate poet politician pope premier president priest prince princess
principal prodigy professional prophet protagonist psychologist pundit pupil queen rabbi radical rebel recruit refugee
relative representative resident rival saint scholar scientist scout secretary senator sergeant sheriff
sibling sister soldier son source spouse star strategist student suspect surrogate survivor sergeant teen tenant thief
thug twin tycoon uncle vet veteran victim villain virologist volunteer wife witness woman youth
all both dozens each everybody everyone few half handful hundreds many millions more most nobody one others several some
somebody someone scores thousands two three anybody anyone conservative democrat republican
""")

_BODIES = words("""
administration agency alliance army assembly association authority bank base bloc board body brigade bureau business
cabinet camp campaign caucus chamber charity church club coalition college commission committee community company
confederation congress consortium convention corporation council country court crew crowd delegation department embassy
enterprise establishment faction faculty federation firm force foundation front fund government group house industry
institute institution jury leadership league left legislature majority management media military militia ministry
minority mission monarchy mosque movement navy network newsroom office opposition order organisation organization outfit
outlet pac palace panel parliament party patrol plurality police presidency press prosecution public publication regime
regulator right school secretariat senate service side site society squad staff startup state station studio team
treasury tribunal union university vatican watchdog
""")

_PAPERS = words("""
accusation account ad address allegation argument assertion charge claim advertisement affidavit agreement
amendment analysis announcement article assessment audit banner
bill biography blog book brief broadcast brochure bulletin cable caption column comment commentary communique complaint
constitution decision declaration decree deposition diary directive dispatch document draft editorial email entry essay
estimate evidence excerpt figure file filing finding flyer forecast graffiti guidance handbook headline indictment
inscription interview investigation journal judgment language law lawsuit leaflet letter magazine manifesto manual map
memo memoir memorandum message motion newscast newsletter newspaper note notebook notice opinion paper pamphlet passage
petition piece placard plaque platform playbook podcast poem policy poll preamble proclamation profile programme
proposal ranking rating reading record reply report resolution response result review ruling script sermon sign slogan
speech statement statistic statute suggestion story study subpoena suit summary survey tally tape testimony text title
transcript treaty tweet update verdict video warning website word
""")


def may_speak(token: Token) -> bool:
    """Whether a subject can be the source of a statement: a name, a pronoun for somebody, a person, a body, a paper."""
    if token.ent_type_ in _NAMES or token.tag_ in _PRONOUNS:
        return token.lower_ not in _NOBODY
    return is_speaking_noun(token.lower_)


@lru_cache(maxsize=4096)
def is_speaking_noun(word: str) -> bool:
    """The same for a lower-case noun, in the singular or the plural."""
    forms = _singular(word)
    return bool(forms & _BODIES or forms & _PAPERS) or is_person_noun(word)


@lru_cache(maxsize=4096)
def is_person_noun(word: str) -> bool:
    """Whether a lower-case noun names a person or people, in the singular or the plural."""
    forms = _singular(word)
    if forms & _PEOPLE:
        return True
    return not forms & _THINGS and any(len(form) > 4 and form.endswith(_PERSON_ENDS) for form in forms)


def _singular(word: str) -> frozenset[str]:
    """The word and what it may be the plural of."""
    if word.endswith("ies"):
        return frozenset({word, word[:-3] + "y"})
    if word.endswith("s") and not word.endswith("ss"):
        return frozenset({word, word[:-1], word[:-2]} if word.endswith("es") else {word, word[:-1]})
    return frozenset({word})
