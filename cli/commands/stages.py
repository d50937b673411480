"""`copydesk clean` and `copydesk extract`: the pure stages on files or JSON Lines, without any server."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from cli.consoles import json_line, page, say, write_json
from cli.failures import ExitCode, Failure
from cli.options import PURE, Json

if TYPE_CHECKING:
    from gzip import GzipFile

    from rich.console import RenderableType

    from shared.schemas.articles import ArticleCleaned, ArticleExtracted, ReadableArticle

JsonLines = Annotated[
    bool, typer.Option("--jsonl", help="JSON Lines from standard input to standard output, or from FILE.")
]
File = Annotated[Path | None, typer.Argument(help="Text, HTML or JSON Lines; - is standard input.", show_default=False)]


Html = Annotated[
    Path | None,
    typer.Option(
        "--html", metavar="PAGE", help="Write a page that shows every passage's role and reason, and nothing here."
    ),
]


def clean(file: File = None, jsonl: JsonLines = False, html: Html = None, as_json: Json = False) -> None:
    """Clean articles: find the story in a page and say what everything else on it is.

    On a terminal of 100 columns or more, what is kept and what is taken out stand side by side.

    With --jsonl, a line is an ArticleSubmitted and becomes an ArticleCleaned. A bad line is named on standard error,
    the others go on, and the exit code is 1.
    """
    from services.cleaner.clean import clean as clean_article
    from shared.streams.outcomes import Reject

    if jsonl:
        from cli.pure_stages import clean_lines

        with _lines(file) as lines:
            _write_lines(clean_lines(lines, clean_article, Reject))
        return
    articles = _cleaned(_given(file))
    if html is not None:
        _write_page(html, articles)
        return
    if as_json:
        _show(articles, as_json)
        return
    from cli.render.clean_page import clean_page

    _print(articles, clean_page)


def extract(
    file: File = None,
    jsonl: JsonLines = False,
    model: Annotated[
        str | None, typer.Option(help="The spaCy pipeline to load instead of the best one that is installed.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Clean articles and extract who said what, when, and about whom.

    With --jsonl, a line is an ArticleCleaned, or just an object with article_id, body, and perhaps headline and
    published_at; it becomes an ArticleExtracted. Bad lines as in `copydesk clean`.
    """
    if jsonl:
        from cli.pure_stages import extract_lines

        with _lines(file) as lines:
            _write_lines(extract_lines(lines, _extractor(model)))
        return
    _show(_extractor(model)(_cleaned(_given(file))), as_json)


def _given(file: Path | None) -> Path:
    if file is None:
        raise Failure("name a FILE (- is standard input), or pass --jsonl", ExitCode.USAGE)
    return file


def _lines(file: Path | None) -> IO[bytes] | GzipFile:
    from cli.submissions import STANDARD_INPUT, opened

    try:
        return opened(file or STANDARD_INPUT)
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}", ExitCode.USAGE) from None


def _cleaned(file: Path) -> list[ArticleCleaned]:
    from cli.submissions import find_files, read_submissions
    from cli.submitted_fields import Unreadable
    from services.cleaner.clean import clean as clean_article
    from shared.streams.outcomes import Reject

    articles: list[ArticleCleaned] = []
    for path in find_files([file]):
        for submission in read_submissions(path):
            if isinstance(submission, Unreadable):
                raise Failure(f"{submission.origin}: {submission.reason}")
            try:
                articles.append(clean_article(submission.article))
            except Reject as reason:
                raise Failure(f"{submission.origin} is rejected: {reason}") from None
    return articles


def _extractor(model_name: str | None) -> Callable[[Sequence[ReadableArticle]], list[ArticleExtracted]]:
    # As in the service: numpy, which reads this when it is loaded, gains nothing from a second thread.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from services.extractor.extract import extract as extract_articles
    from services.extractor.language_model import NoLanguageModel, load_language_model
    from services.extractor.settings import ExtractorSettings

    try:
        model = load_language_model(model_name or ExtractorSettings().language_model)
    except NoLanguageModel as error:
        raise Failure(str(error)) from None
    return lambda articles: extract_articles(articles, model)


def _write_lines(results: Iterable[object]) -> None:
    from cli.pure_stages import BadLine

    bad_lines = 0
    for result in results:
        if isinstance(result, BadLine):
            bad_lines += 1
            say(f"line {result.number}: {result.reason}")
        else:
            sys.stdout.buffer.write(json_line(result))
    sys.stdout.buffer.flush()
    if bad_lines:
        raise Failure(f"{bad_lines} bad line{'s' if bad_lines > 1 else ''}")


def _show(articles: Sequence[ReadableArticle], as_json: bool) -> None:
    if as_json:
        for article in articles:
            write_json(article)
        return
    from cli.render.article import article_page

    _print(articles, article_page)


def _print(articles: Sequence[ReadableArticle], rendered: Callable[..., RenderableType]) -> None:
    console = page()
    for number, article in enumerate(articles):
        if number:
            console.rule(style="dim")
        console.print(rendered(article, width=console.width))


def _write_page(path: Path, articles: Sequence[ReadableArticle]) -> None:
    from cli.render.clean_html import cleaned_html

    try:
        path.write_text(cleaned_html(articles), encoding="utf-8")
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from None
    say(f"wrote {path}")


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=PURE, epilog="Example: copydesk clean page.html --html cleaned.html")(clean)
    app.command(rich_help_panel=PURE, epilog="Example: copydesk extract --jsonl < bodies.jsonl > extracted.jsonl")(
        extract
    )
