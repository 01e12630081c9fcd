"""`exportdb list`: the index of the corpus."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import click

from exportdb.cli.options import QueryCommand, cases_option, examples, expression, json_option, results_option
from exportdb.cli.output import print_json
from exportdb.errors import StoreError
from exportdb_engine.protocol.casefile import CaseFile

EXAMPLES = """
exportdb list                            every case, by area
exportdb list tag:torch.cond             by tag
exportdb list area:dynamic_shapes mark   by area, and a word in the case
exportdb list strict:fail has:rewrite    by results, which needs a database
exportdb list --json                     as a list of objects
"""


@click.command(cls=QueryCommand, epilog=examples(EXAMPLES))
@click.argument("expr", nargs=-1)
@cases_option
@results_option
@json_option
def command(expr: tuple[str, ...], cases: Path | None, db: str, as_json: bool) -> None:
    """List the cases that EXPR selects; without EXPR, all of them.

    Reads the case files alone. Where there is a database, the first stage that does not pass is shown for each mode,
    and EXPR may ask for results. Shown are the results of the torch release that the cases' expectations speak of, and
    where it was not measured, those of the newest run, as on the site.

    JSON: a list of objects with case, title, tags, area, collection, path.

    Exits 0 when there are such cases, 1 when there are none, 2 when EXPR, a case file or the database is
    wrong.
    """
    from exportdb.corpus import collections, load_corpus
    from exportdb.corpus.samples import mentioned, sample_collections
    from exportdb.query import parse

    query = parse(expression(expr))
    samples = sample_collections()
    # These are thousands of files: they are read when they are spoken of.
    further = [samples[name] for name in mentioned(expr)]
    corpus, errors = load_corpus(
        [*collections(cases).values(), *(c for c in further if c.folder and c.folder.is_dir())]
    )
    if query.needs_results:
        chosen = _with_results(db, corpus, query.text)
    else:
        chosen = [case for case in corpus if query.matches(case)]
    chosen.sort(key=lambda case: (case.collection != "core", case.case))
    for error in errors:
        click.echo(f"cannot read {error}", err=True)
    if as_json:
        print_json([_document(case) for case in chosen])
    else:
        from exportdb.cli import cases as human
        from exportdb.present.clean import cleaned

        areas = [(area, list(group)) for area, group in groupby(cleaned(chosen), key=lambda c: c.area)]
        human.print_cases(areas, *_statuses(db, cases))
    sys.exit(2 if errors else 0 if chosen else 1)


def _document(case: CaseFile) -> dict[str, object]:
    return {
        "case": case.case,
        "title": case.title,
        "tags": sorted(case.tags),
        "area": case.area,
        "collection": case.collection,
        "path": str(case.path),
    }


def _with_results(db: str, corpus: list[CaseFile], text: str) -> list[CaseFile]:
    from exportdb.query import parse, select_cases
    from exportdb.store import open_store

    with open_store(db, readonly=True).read() as session:
        names = set(select_cases(session, parse(text)))
    return [case for case in corpus if case.case in names]


def _statuses(db: str, cases: Path | None) -> tuple[dict[tuple[str, str], str], str]:
    """Case and mode -> what came out in the main environment, and its label; empty where there is no database."""
    if "://" not in db and not Path(db).exists():
        return {}, ""
    from exportdb.corpus import default_cases_folder, load_registry
    from exportdb.present.clean import cleaned
    from exportdb.query.statuses import statuses
    from exportdb.store import open_store
    from exportdb.store.reads import environments, main_environment

    prefer = load_registry(cases or default_cases_folder()).expects_torch
    try:
        with open_store(db, readonly=True).read() as session:
            main = main_environment(environments(session), prefer=prefer)
            return (cleaned(statuses(session, main.key)), main.label) if main else ({}, "")
    except StoreError as error:  # the list itself needs no database
        click.echo(f"without results: {error.message}", err=True)
        return {}, ""
