"""From a request's body to an article that may be published. Pure."""

from __future__ import annotations

import difflib
import json

from pydantic import ValidationError

from services.explorer.problems import BAD_ARTICLE, ParameterError, about_errors, parameter_errors
from shared.schemas.articles import ArticleSubmitted

_KNOWN = list(ArticleSubmitted.model_fields)


def read_submission(body: bytes) -> ArticleSubmitted:
    """The article. Unknown fields are errors, for they may be typing mistakes. Raises Problem."""
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise about_errors(BAD_ARTICLE, [ParameterError(where="", message=f"not JSON in UTF-8: {reason}")]) from None
    if not isinstance(fields, dict):
        raise about_errors(BAD_ARTICLE, [ParameterError(where="", message="an article is a JSON object")])
    errors = [_about_unknown(name) for name in fields if name not in _KNOWN]
    try:
        # From the bytes: JSON has no numbers that are words, and pydantic reads what it is sure of only.
        article = ArticleSubmitted.model_validate_json(body)
    except ValidationError as error:
        errors += parameter_errors(list(error.errors(include_url=False, include_input=False, include_context=False)))
    if errors:
        raise about_errors(BAD_ARTICLE, errors)
    if not article.content.strip():
        raise about_errors(BAD_ARTICLE, [ParameterError(where="content", message="is empty")])
    return article


def _about_unknown(name: str) -> ParameterError:
    near = difflib.get_close_matches(name, _KNOWN, 1)
    hint = f"did you mean {near[0]}?" if near else "put your own under metadata"
    return ParameterError(where=name[:80], message=f"there is no such field; {hint}")
