"""The words that report."""

from __future__ import annotations

import pytest

from services.extractor.quotations.cues import noun_cue, verb_cue


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("said", "say"), ("says", "say"), ("saying", "say"), ("told", "tell"), ("denies", "deny"), ("denied", "deny"),
        ("agreed", "agree"), ("slammed", "slam"), ("admitting", "admit"), ("wrote", "write"), ("written", "write"),
        ("argues", "argue"), ("arguing", "argue"), ("signalling", "signal"), ("signaling", "signal"), ("vowed", "vow"),
    ],
)  # fmt: skip
def test_every_form_of_a_verb_is_known(form: str, base: str):
    assert base in {word.base for word in verb_cue(form)}


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("said", "neutral"), ("claimed", "claim"), ("denied", "denial"), ("rejected", "denial"),
        ("accused", "accusation"), ("criticised", "criticism"), ("praised", "praise"), ("promised", "promise"),
        ("demanded", "order"), ("asked", "question"), ("warned", "warning"), ("predicted", "prediction"),
        ("admitted", "admission"), ("agreed", "agreement"), ("proposed", "proposal"), ("believes", "belief"),
    ],
)  # fmt: skip
def test_a_cue_tells_what_saying_it_so_amounts_to(form: str, kind: str):
    assert verb_cue(form)[-1].kind == kind


def test_an_ordinary_verb_is_no_cue():
    assert verb_cue("walked") == ()


def test_a_noun_reports_in_singular_and_plural():
    for form in ("denial", "denials"):
        noun = noun_cue(form)
        assert noun is not None
        assert noun.kind == "denial"
