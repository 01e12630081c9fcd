"""A finding as a case file: the engine's program, with all that a case says of itself."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path

from exportdb.fuzzing.kinds import kind_of
from exportdb.fuzzing.merge import Distinct, cause_hash
from exportdb.fuzzing.records import Finding
from exportdb_engine.protocol import MODES
from exportdb_engine.protocol.casefile import CaseError, case_files, parse_case

#: Marks a file as written here, and says which cause it shows, wherever the file is moved to.
_MARK = re.compile(r"^# exportdb fuzz: cause ([0-9a-f]{16})$", re.MULTILINE)
_TITLE_LENGTH = 60
_LINE_LENGTH = 100
#: What a program that holds this text is also about.
_TAGS = (
    ("Dim.AUTO", "torch.dim-auto"),
    ("Dim.DYNAMIC", "torch.dim-dynamic"),
    ("Dim(", "torch.dim-named"),
    (".item()", "torch.item"),
    ("torch._check", "torch.check"),
    ("torch.cond(", "torch.cond"),
    ("while_loop(", "torch.while-loop"),
)


def case_text(one: Distinct, *, seed: int, focus: str, expect: Mapping[str, str] | None = None) -> str:
    """The text of the case file. ``expect`` is what was measured; without it, what the finding makes likely.

    Raises CaseError when the engine's program cannot be read as one.
    """
    finding = one.finding
    path = Path(f"{one.name}.py")
    imports, program = _split(finding.source, path)
    parts = [
        f'"""{_docstring(one, seed, focus)}\n"""',
        imports,
        f"# exportdb fuzz: cause {cause_hash(finding.cause)}\n{_metadata(finding, expect)}",
        f"\n{program}" + (f"\n{_more_args(finding.inputs)}" if finding.inputs and kind_of(finding.what).drawn else ""),
    ]
    text = "\n\n".join(parts) + "\n"
    parse_case(text.encode(), path, case=one.name, collection="fuzz")
    return text


def title(finding: Finding) -> str:
    """What the program does and how that fails, in at most 60 characters."""
    end = f": {kind_of(finding.what).short}"
    ops = list(finding.ops) or ["program"]
    for count in range(len(ops), 0, -1):
        rest = len(ops) - count
        start = ", ".join(ops[:count]) + (f" and {rest} more" if rest else "")
        if len(start + end) <= _TITLE_LENGTH:
            return _one_line(start[:1].upper() + start[1:] + end)
    return _one_line(ops[0][: _TITLE_LENGTH - len(end)] + end)


def call(finding: Finding) -> str:
    """The failing call as Python text."""
    inputs = (finding.inputs or "()").strip()
    return f"model({', '.join(_items(inputs))})"


def marked_cause(text: str) -> str | None:
    """The hash of the cause that a file written here, and perhaps edited since, was written for."""
    match = _MARK.search(text)
    return match[1] if match else None


def known_causes(folder: Path) -> dict[str, Path]:
    """Hash of a cause -> the case file below ``folder`` that shows it."""
    marked = ((marked_cause(path.read_text(encoding="utf-8", errors="replace")), path) for path in case_files(folder))
    return {cause: path for cause, path in marked if cause is not None}


def program_hash(finding: Finding) -> str:
    """Changes with what is run."""
    return cause_hash("\0".join((finding.source, finding.inputs or "", finding.what)))


def likely_expect(finding: Finding) -> dict[str, str]:
    """What `exportdb run` should make of the case, before that was measured."""
    if not kind_of(finding.what).drawn:
        return dict.fromkeys(finding.modes, f"{finding.stage}: {finding.code or finding.what}")
    # The stage names the form, unless it is the exported program itself.
    stops = f"shapes: {finding.what}{'' if finding.form == 'exported' else finding.form.capitalize()}"
    if finding.form == "exported" and finding.inputs:
        code = "InputRefused" if finding.what == "OverRestrictive" else finding.code or finding.what
        stops = f"generalize: {code}, {stops}"
    return dict.fromkeys(finding.modes, stops)


def _docstring(one: Distinct, seed: int, focus: str) -> str:
    finding = one.finding
    kind = kind_of(finding.what)
    modes = " and ".join({"nonstrict": "non-strict"}.get(mode, mode) for mode in finding.modes) or "either"
    form = f"{finding.form} " if finding.form else ""
    fails = f"In {modes} mode the {form}program {kind.sentence}"
    where = f", on `{call(finding)}`" if finding.inputs and kind.drawn else f", in stage `{finding.stage}`"
    paragraphs = [f"{fails}{where}."]
    if finding.text.strip():
        paragraphs.append(finding.text.strip())
    if finding.fault:
        paragraphs.append(f"At fault, as far as known: {finding.fault}.")
    shrunk = f"shrunk in {finding.runs} runs" if finding.shrunk else "not shrunk yet"
    paragraphs.append(f"Found by `exportdb fuzz --seed {seed} --focus {focus}` in batch {finding.batch}, {shrunk}.")
    wrapped = (
        textwrap.fill(_one_line(text), _LINE_LENGTH, break_long_words=False, break_on_hyphens=False)
        for text in paragraphs
    )
    text = "\n\n".join([title(finding), *wrapped])
    whole = "\n".join(_broken(line) for line in text.splitlines())
    return whole.replace("\\", "\\\\").replace('"""', "'''")


def _broken(line: str) -> str:
    """A word longer than a line of a case may be, such as the text of a tensor, goes on in the next line."""
    return "\n".join(line[at : at + _LINE_LENGTH] for at in range(0, len(line), _LINE_LENGTH))


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _metadata(finding: Finding, measured: Mapping[str, str] | None) -> str:
    tags = {"torch.dynamic-shape"}
    if finding.what in ("Unsound", "Unguarded"):
        tags.add("torch.soundness")
    tags |= {tag for text, tag in _TAGS if text in finding.source}
    found = dict(likely_expect(finding) if measured is None else measured)
    expect = {str(mode): found[mode] for mode in MODES if found.get(mode, "pass") != "pass"}
    lines = [f"tags = {{{', '.join(map(_quoted, sorted(tags)))}}}"]
    if expect:
        entries = [f"{_quoted(mode)}: {_quoted(text)}" for mode, text in expect.items()]
        lines.append(_bracketed("expect = {", entries, "}"))
        lines.append('no_rewrite = "not looked for yet: found by exportdb fuzz"')
    return "\n".join(lines)


def _more_args(inputs: str) -> str:
    line = f"more_args = [{inputs}]"
    if len(line) <= _LINE_LENGTH + 20:
        return line
    return "more_args = [\n    (\n" + "".join(f"        {text},\n" for text in _items(inputs.strip())) + "    )\n]"


def _items(inputs: str) -> list[str]:
    """The text of each item of a tuple, whose text is given."""
    try:
        value = ast.parse(inputs, mode="eval").body
    except SyntaxError:
        return [inputs]
    if not isinstance(value, ast.Tuple):
        return [f"*{inputs}"]
    return [ast.get_source_segment(inputs, item) or "" for item in value.elts]


def _bracketed(start: str, entries: Iterable[str], end: str) -> str:
    listed = list(entries)
    line = start + ", ".join(listed) + end
    return (
        line if len(line) <= _LINE_LENGTH + 20 else start + "".join(f"\n    {entry}," for entry in listed) + f"\n{end}"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _split(source: str, path: Path) -> tuple[str, str]:
    """The imports of the program, and the rest. Raises CaseError."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise CaseError(path, error.lineno or 1, f"the engine's program is not Python: {error.msg}") from error
    lines = source.splitlines()
    end = 0
    for node in tree.body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            break
        end = node.end_lineno or node.lineno
    return "\n".join(lines[:end]).strip(), "\n".join(lines[end:]).strip()
