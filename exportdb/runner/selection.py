"""What a person names on the command line, as cases: queries, ids, collections, files and folders."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exportdb.corpus.collections import CORE, Collection, collections, default_cases_folder, load_corpus
from exportdb.corpus.registry import Registry, load_registry
from exportdb.corpus.samples import ensure, mentioned, sample_collections
from exportdb.envs.interpreter import Target
from exportdb.errors import CorpusError, ExportdbError
from exportdb_engine.protocol.casefile import CaseError, CaseFile


@dataclass(frozen=True, slots=True)
class Selection:
    """The cases that were chosen, those of the same collections that were not, and what could not be read."""

    cases: list[CaseFile]
    #: Every readable case of the collections at hand: what the store indexes.
    corpus: list[CaseFile]
    errors: list[CaseError]
    #: Collections that are not at hand, with the reason.
    missing: list[Collection] = field(default_factory=list)
    registry: Registry = field(default_factory=Registry)


def select(
    words: Sequence[str],
    cases: Path | None = None,
    *,
    everything: tuple[str, ...] = (),
    say: Callable[[str], None] = lambda text: None,
    target: Target | None = None,
) -> Selection:
    """The cases that ``words`` name; with no word, the cases of the collections in ``everything``, or of every day.

    A word is the id of a case, the name of a collection or area, a path to a case file or a folder of them, or a query
    whose filters can be answered from the files alone (``tag:torch.cond``).

    A collection that is written from torch's own samples is written when a word speaks of it; ``say`` hears of that.
    PyTorch's own cases are those of the torch of ``target``, or of the one that is installed here.

    Raises CorpusError when a word names nothing, QueryError when a query is wrong, and EngineError.
    """
    away = target is not None and not target.interpreter.is_here
    known = collections(cases, target.interpreter.examples if target and away else None)
    samples = sample_collections(target.header.environment.torch if target and away else None)
    for name in mentioned(tuple(words)):
        if target and away:
            ensure(samples[name], say, target.interpreter.command, target.interpreter.environ())
        else:
            ensure(samples[name], say)
        known[name] = samples[name]
    folder = cases or default_cases_folder()
    corpus, errors = load_corpus(known.values())
    registry = load_registry(folder)
    missing = [collection for collection in known.values() if collection.missing is not None]
    if not words:
        names = everything or tuple(name for name, collection in known.items() if collection.everyday)
        chosen = [case for case in corpus if case.collection in names]
        return Selection(chosen, corpus, errors, missing, registry)
    chosen_by_name: dict[str, CaseFile] = {}
    expressions = []
    for word in words:
        found = _named(word, corpus, known)
        if found is None and (word.endswith(".py") or Path(word).exists()):
            found, more_errors = _from_path(Path(word), folder, corpus)
            errors += more_errors
            corpus += [case for case in found if case not in corpus]
        if found is None:
            expressions.append(word)
        else:
            chosen_by_name.update((case.case, case) for case in found)
    if expressions:
        for case in _by_query(" ".join(expressions), corpus):
            chosen_by_name[case.case] = case
    return Selection(list(chosen_by_name.values()), corpus, errors, missing, registry)


def _named(word: str, corpus: list[CaseFile], known: dict[str, Collection]) -> list[CaseFile] | None:
    if word in known:
        if known[word].missing is not None:
            raise CorpusError(f"the collection {word!r} is not at hand: {known[word].missing}")
        return [case for case in corpus if case.collection == word]
    exact = [case for case in corpus if case.case == word]
    area = [case for case in corpus if case.area == word.rstrip("/")]
    return exact or area or None


def _from_path(path: Path, folder: Path, corpus: list[CaseFile]) -> tuple[list[CaseFile], list[CaseError]]:
    if not path.exists():
        raise CorpusError(f"{path} does not exist", hint="name a case file, a folder, an id or a query")
    path = path.resolve()
    if path.is_relative_to(folder.resolve()):
        inside = [case for case in corpus if case.path.resolve() == path or path in case.path.resolve().parents]
        return inside, []
    root = path if path.is_dir() else path.parent
    own, errors = load_corpus([Collection(root.name, str(root), root)])
    if path.is_file():
        own = [case for case in own if case.path == path]
        errors = [error for error in errors if Path(error.path) == path]
        if not own and errors:
            raise CorpusError(str(errors[0]))
    return own, errors


def _by_query(expression: str, corpus: list[CaseFile]) -> list[CaseFile]:
    from exportdb.query import parse

    try:
        query = parse(expression)
    except ExportdbError as error:
        names = [case.case for case in corpus]
        close = difflib.get_close_matches(expression, names, n=3, cutoff=0.6)
        if close and not error.hint:
            error.hint = f"if an id was meant: {', '.join(close)}"
        raise
    if query.needs_results:
        raise CorpusError(
            f"{expression!r} asks for results, and what to run is chosen by what the files say",
            hint="use filters such as tag:, area:, case:, collection: or words; or: "
            "exportdb query EXPR --json to find cases by their results",
        )
    found = [case for case in corpus if query.matches(case)]
    if not found:
        names = [case.case for case in corpus]
        close = difflib.get_close_matches(expression, names, n=3, cutoff=0.5)
        raise CorpusError(
            f"no case matches {expression!r}",
            hint=f"did you mean {', '.join(close)}?" if close else "exportdb list shows every case",
        )
    return found


__all__ = ["CORE", "Selection", "select"]
