"""How often `exportdb explain` finds the case: on reports of others, and on measured errors with other names in them.

    python benchmarks/explain.py --db exportdb.db [--reports tests/reports] [--self [--of DB]] [--misses] [--seconds]

Reports are the ``[[report]]`` tables of TOML files, with ``link, text, expects, negative``: ``expects`` lists the ids
of cases with the same cause, the best first. hit@1 and hit@3 count the reports whose first, or first three, candidates
hold one of them. Where ``expects`` is empty, the right answer is to say that nothing fits: a gap of the corpus, or,
where ``negative`` is true, an error that has nothing to do with export. The half that a report belongs to is its
folder; only "tune" may be looked at while tuning.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exportdb.explaining import explain
from exportdb.store.quick import reading

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "reports"))
from loading import load_reports


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    half: str
    text: str
    expects: tuple[str, ...]
    negative: bool = False


def reports(folder: Path) -> Iterator[Question]:
    for report in load_reports(folder):
        yield Question(report.link, report.half, report.text, report.expects, report.negative)


def measured(db: str) -> Iterator[Question]:
    """Each failing core case once a mode, as a traceback in which variables, numbers and paths are other ones."""
    sql = """
        SELECT c.name, cu.mode, f.code, coalesce(ce.message, f.message), r.path, r.source, e.torch
        FROM current_cells cu JOIN cells ce ON ce.id = cu.cell_id JOIN failures f ON f.id = ce.failure_id
        JOIN revisions r ON r.id = cu.revision_id JOIN cases c ON c.current_revision_id = r.id
        JOIN environments e ON e.id = cu.environment_id
        WHERE cu.variant = 'original' AND cu.stage = 'export' AND c.collection = 'core'
          AND cu.outcome NOT IN ('pass', 'skip', 'invalid')
        ORDER BY c.name, cu.mode
    """
    with reading(db) as reader:
        rows = reader.rows(sql, {})
    for case, mode, code, message, path, source, torch in rows:
        yield Question(f"{case} {mode} {torch}", "self", _disguised(code, message, path, source), (case,))


def _disguised(code: str, message: str, path: str, source: str) -> str:
    found = re.findall(rf"{re.escape(path)}\"?(?:, line |:)(\d+)", message)
    lines = source.splitlines()
    line = lines[int(found[-1]) - 1].strip() if found and int(found[-1]) <= len(lines) else ""
    variables = {*re.findall(r"(?:^|,)\s*(\w+)\s*=(?!=)", source), *re.findall(r"def forward\(self, ([^)]*)\)", source)}
    names = {name.strip() for text in variables for name in text.split(",")} - {"self", "model", ""}
    other = _renamed(line, names)
    said = message.replace(line, other) if line else message
    said = re.sub(r"\"[^\"\n]*/cases/[^\"\n]*\"", '"/srv/app/net.py"', said)
    kind = "torch._dynamo.exc.Unsupported" if code.startswith("GB") else code
    frame = f'  File "/srv/app/net.py", line 7, in forward\n    {other}\n' if line and other not in said else ""
    call = '  File "/opt/lib/python3.11/site-packages/torch/export/__init__.py", line 319, in export\n    raise e\n'
    return f"Traceback (most recent call last):\n{call}{frame}{kind}: {said}\n"


def _renamed(line: str, names: set[str]) -> str:
    for number, name in enumerate(sorted(names)):
        line = re.sub(rf"(?<![.\w]){re.escape(name)}\b(?!\s*\()", f"value_{'abcdefghijkl'[number % 12]}", line)
    return re.sub(r"(?<![\w.])([2-9]\d*)(?![\w.])", lambda m: str(int(m[1]) + 1), line)


def run(questions: list[Question], db: str, *, misses: bool) -> None:
    for half in sorted({question.half for question in questions}):
        asked = [question for question in questions if question.half == half]
        answers = {question: explain(question.text, db=db) for question in asked}
        found = {question: [(m.case, m.score) for m in answer.matches] for question, answer in answers.items()}
        shown = {q: [*found[q], *((one.case, 0.0) for one in answer.related)] for q, answer in answers.items()}
        known = [question for question in asked if question.expects]
        first = [question for question in known if _hit(question, found[question][:1])]
        third = [question for question in known if _hit(question, found[question][:3])]
        silent = [question for question in known if not found[question]]
        top, three, any_ = ([q for q in known if _hit(q, shown[q][:count])] for count in (1, 3, 99))
        gaps = [question for question in asked if not question.expects and not question.negative]
        foreign = [question for question in asked if question.negative]
        print(f"{half}: {len(asked)} reports, {len(known)} of them with a case")
        if known:
            print(
                f"  hit@1 {_share(first, known)}, hit@3 {_share(third, known)}, left unanswered {_share(silent, known)}"
            )
            print(
                f"  with cases about the same: first {_share(top, known)}, in three {_share(three, known)}, "
                f"anywhere {_share(any_, known)}"
            )
        for name, group in (("not of export", foreign), ("no case yet", gaps)):
            if group:
                print(f"  {name}: rightly unanswered {_share([q for q in group if not found[q]], group)}")
        if misses:
            for question in asked:
                if (question.expects and question not in first) or (not question.expects and found[question]):
                    _print_miss(question, shown[question], third=question in third)


def _hit(question: Question, found: list[tuple[str, float]]) -> bool:
    return bool({case for case, _ in found} & {*question.expects})


def _share(part: list[Question], whole: list[Question]) -> str:
    return f"{len(part) / len(whole):.1%} ({len(part)} of {len(whole)})"


def _print_miss(question: Question, found: list[tuple[str, float]], *, third: bool) -> None:
    wanted = ", ".join(question.expects) or ("nothing: not of export" if question.negative else "nothing: no case yet")
    got = ", ".join(f"{case} {score:.2f}" for case, score in found[:3]) or "nothing"
    print(f"  {'in 3' if third else 'miss'}  {question.name}\n        wanted {wanted}\n        got    {got}")


def seconds(text: str, db: str, times: int = 10) -> None:
    """The median time of a cold process."""
    program = Path(sys.executable).with_name("exportdb")
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run([program, "explain", "--db", db], input=text.encode(), stdout=subprocess.DEVNULL, check=False)
        taken.append(time.perf_counter() - begun)
    print(
        f"a cold process: median {1000 * statistics.median(taken):.0f} ms of {times}, least {1000 * min(taken):.0f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", default="exportdb.db")
    parser.add_argument("--reports", type=Path, default=Path("tests/reports"))
    parser.add_argument("--self", action="store_true", dest="itself", help="also the measured errors themselves")
    parser.add_argument("--of", help="the database that --self takes its errors from, where --db has other releases")
    parser.add_argument("--halves", default="tune,held,self", help="which to ask")
    parser.add_argument("--misses", action="store_true", help="list what was missed")
    parser.add_argument("--seconds", action="store_true", help="also the time of a cold process")
    options = parser.parse_args()
    questions = [*reports(options.reports)] if options.reports.is_dir() else []
    if options.itself:
        questions += measured(options.of or options.db)
    questions = [question for question in questions if question.half in options.halves.split(",")]
    run(questions, options.db, misses=options.misses)
    if options.seconds and questions:
        seconds(max((q.text for q in questions), key=len), options.db)


if __name__ == "__main__":
    main()
