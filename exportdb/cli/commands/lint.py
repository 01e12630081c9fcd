"""`exportdb lint`: hold case files against the rules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from exportdb.cli.options import cases_option, examples, json_option
from exportdb.cli.output import console, print_json
from exportdb.errors import CorpusError

EXAMPLES = """
exportdb lint                                  every case, and tags.toml
exportdb lint cases/control_flow               a folder, or a case file
exportdb lint --cases my_cases                 a folder of cases of your own
exportdb lint --db exportdb.db                 also what only results can tell: that expectations and rewrites hold
exportdb lint --fix                            mend what can be mended, show the rest
exportdb lint --list                           the rules
exportdb lint --explain near                   one rule: what it asks for, and what to do
"""


@click.command(epilog=examples(EXAMPLES))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Make the changes that rules propose.")
@click.option("--list", "list_rules", is_flag=True, help="Show every rule, and look at no file.")
@click.option("--explain", metavar="RULE", default=None, help="Show one rule, and look at no file.")
@click.option("--db", metavar="PATH|URL", default=None, help="Results, for the rules that need them.")
@cases_option
@json_option
def command(
    paths: tuple[Path, ...],
    fix: bool,
    list_rules: bool,
    explain: str | None,
    db: str | None,
    cases: Path | None,
    as_json: bool,
) -> None:
    """Hold case files against the rules: names, tags, texts, links, expectations.

    Without PATHS every case below the folder, and its tags.toml. A rule that does not fit a case is set aside by a
    comment in it: `# lint: allow RULE because REASON`. A rule that cannot be checked here is named with the reason.

    JSON: {"problems": [{"rule", "path", "line", "message", "tip", "fixable"}], "unchecked": [{"rule", "why"}]}.

    Exits 0 when there is nothing to say, 1 when there is, 2 when a file or folder is missing.
    """
    if list_rules or explain is not None:
        _show_rules(explain, as_json)
        return
    from exportdb.lint import apply_fixes, examine, load_results

    folder, wanted = _scope(paths, cases)
    results = load_results(db, folder) if db else None
    report = examine(folder, wanted, results)
    mended = 0
    # A change can uncover another problem; five rounds are more than any file has needed.
    for _ in range(5 if fix else 0):
        changed = apply_fixes(report.problems)
        if not changed:
            break
        mended += changed
        report = examine(folder, wanted, results)
    problems = report.problems
    if as_json:
        unchecked = [{"rule": rule, "why": why} for rule, why in report.unchecked.items()]
        print_json({"problems": [_document(problem) for problem in problems], "unchecked": unchecked})
    else:
        out = console()
        for problem in problems:
            mark = " [can be mended by --fix]" if problem.fix else ""
            out.print(
                f"{_shown(problem.path)}:{problem.line}: {problem.rule}: {problem.message}{mark}",
                markup=False,
                style="bold",
            )
            out.print(f"    {problem.tip}", markup=False, style="dim")
        out.print(_summary(problems, mended), markup=False)
        for why in dict.fromkeys(report.unchecked.values()):
            rules = ", ".join(rule for rule, reason in report.unchecked.items() if reason == why)
            out.print(f"not checked: {rules} ({why})", markup=False, style="dim")
    sys.exit(1 if problems else 0)


def _scope(paths: tuple[Path, ...], cases: Path | None) -> tuple[Path, Callable[[Path], bool] | None]:
    """The folder of cases, and which of its files are reported. Raises CorpusError."""
    from exportdb.corpus import default_cases_folder

    folder = (cases or default_cases_folder()).resolve()
    if not paths:
        return folder, None
    chosen = []
    for path in paths:
        if not path.exists():
            raise CorpusError(f"{path} does not exist", hint="name a case file, a folder of them, or nothing for all")
        chosen.append(path.resolve())
    if cases is None and not all(path.is_relative_to(folder) for path in chosen):
        folder = _folder_of(chosen[0])
    outside = [path for path in chosen if not path.is_relative_to(folder)]
    if outside:
        raise CorpusError(f"{outside[0]} is not below {folder}", hint="name the folder of the cases with --cases DIR")
    return folder, lambda file: any(file.is_relative_to(path) for path in chosen)


def _folder_of(path: Path) -> Path:
    """The folder of cases that a path outside our own belongs to: the one with a tags.toml, else the path's own."""
    start = path if path.is_dir() else path.parent
    return next((parent for parent in (start, *start.parents) if (parent / "tags.toml").is_file()), start)


def _show_rules(explain: str | None, as_json: bool) -> None:
    import difflib

    from exportdb.lint import all_rules

    rules = all_rules()
    if explain is not None and explain not in rules:
        close = difflib.get_close_matches(explain, rules, n=1)
        hint = f"Did you mean {close[0]!r}?" if close else "exportdb lint --list names every rule."
        raise click.UsageError(f"no rule is called {explain!r}. {hint}")
    chosen = [rule for rule in rules.values() if explain in (None, rule.id)]
    if as_json:
        print_json([{"rule": rule.id, "asks": rule.asks, "tip": rule.tip} for rule in chosen])
        return
    for rule in chosen:
        click.echo(click.style(rule.id, bold=True))
        for label, text in (("asks", rule.asks), ("tip", rule.tip)):
            click.echo(click.wrap_text(f"{label}: {text}", 80, "  ", "        "))


def _summary(problems: Iterable[Any], mended: int) -> str:
    found = list(problems)
    mending = f"{mended} mended, " if mended else ""
    if not found:
        return f"{mending}nothing to say" if mended else "no problems"
    files = len({problem.path for problem in found})
    return f"{mending}{len(found)} problem{'s' * (len(found) != 1)} in {files} file{'s' * (files != 1)}"


def _document(problem: Any) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "path": _shown(problem.path),
        "line": problem.line,
        "message": problem.message,
        "tip": problem.tip,
        "fixable": problem.fix is not None,
    }


def _shown(path: Path) -> str:
    """The path as a person would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
