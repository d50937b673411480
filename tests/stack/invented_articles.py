"""Articles for the tests to publish: short, all different, with people who say something."""

from __future__ import annotations

import json

_PEOPLE = ("Maria Lindqvist", "Tomasz Wrona", "Adaeze Okafor", "Henrik Solberg", "Priya Raman")
_PLACES = ("Tallinn", "Porto", "Gdansk", "Bergen", "Leuven", "Trieste", "Aarhus")


def an_article(number: int, series: str) -> tuple[str, str]:
    """Its id, and the JSON of its submission."""
    person, place = _PEOPLE[number % len(_PEOPLE)], _PLACES[number % len(_PLACES)]
    surname = person.split()[1]
    content = (
        f"{place} harbour plan number {number} goes to a vote\n\n"
        f"The city council of {place} will vote on plan number {number} for the harbour on Tuesday, officials said.\n\n"
        f'"We have listened to everyone who wrote to us about plan {number}," said {person}, who leads the council\'s '
        f'planning committee. "Now it is time to decide."\n\n'
        f"{surname} told reporters that the work would begin in the spring and cost {number + 3} million euros. "
        f"Residents of the harbour district had asked for a new tram stop and for lower rents."
    )
    article_id = f"{series}-{number}"
    return article_id, json.dumps({"article_id": article_id, "content": content})
