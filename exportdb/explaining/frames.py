"""The places that a report names: tracebacks of Python, IPython, pytest and rich, and those torch writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from exportdb.explaining.answer import Place

#: Beginnings of places, each with the groups ``file``, ``line`` and ``function`` as far as it has them.
_STARTS = tuple(
    re.compile(pattern)
    for pattern in (
        r'^\s*File "(?P<file>[^"\n]+)", line (?P<line>\d+)(?:, in (?P<function>.+))?$',
        # IPython, today and before 8; a cell of a notebook has no file.
        r"^\s*File (?P<file>\S[^\n]*?):(?P<line>\d+), in (?P<function>[^\n]+)$",
        r"^\s*(?P<file>(?:Cell )?In ?\[\d+\]), line (?P<line>\d+)(?:, in (?P<function>[^\n]+))?$",
        r"^\s*(?P<file>(?:Cell |Input )?In ?\[\d+\]), in (?P<function>[^\n]+)$",
        r"^\s*(?P<file>[~./\\\w][^\s:]*\.py|<ipython-input-[^>\s]*>) in (?P<function><?[\w.]+>?(?:\(.*\))?)$",
        # pytest --tb=short and long, rich, and a line of torch's own: "Caused by: x.f()  # a.py:12 in f (..)".
        r"^\s*(?P<file>[^\s:()#][^\s:()#]*\.py):(?P<line>\d+): in (?P<function>\S+)$",
        r"^\s*(?P<file>[^\s:()#][^\s:()#]*\.py):(?P<line>\d+):(?: (?P<kind>[\w.]+))?$",
        r"^\s*(?P<file>[^\s:()#][^\s:()#]*\.py):(?P<line>\d+) in (?P<function>\S+)$",
        r"^\s*# File: (?P<file>\S+):(?P<line>\d+) in (?P<function>[^,]+), code: (?P<code>.+)$",
        r"^\s*Caused by: (?P<code>\S.*?)  # (?P<file>[^\s:]+):(?P<line>\d+) in (?P<function>\S+).*$",
    )
)
#: What every beginning has; looked for first, because most lines are none.
_LIKELY = re.compile(r"File |\.py|In ?\[\d|<ipython")
#: The line that IPython and rich point at.
_ARROW = re.compile(r"^\s*(?:-{2,}>|❱)\s*(?P<line>\d+)(?:[ \t│]*)(?P<code>.*)$")
_CARETS = re.compile(r"^\s*[\^~]+\s*$")
#: Files that are not the user's: torch's own, and what stands between.
_TORCH = re.compile(
    r"(?:^|[/\\])(?:torch|functorch|torchgen|torch_tensorrt|torchao)[/\\](?!.*site-packages)"
    r"|^<(?:frozen|string|eval_with_key|__array_function__)|^torch[/\\]|^/?pytorch[/\\]"
    # torch shortens its own paths in "Caused by".
    r"|^_(?:ops|export|decomp|dynamo|higher_order_ops|subclasses|prims|refs|functorch|meta_registrations|tensor|inductor)\b"
    r"|^(?:nn|fx|utils|export|functional)[/\\]|[/\\]executorch[/\\]exir[/\\]|[/\\]onnxscript[/\\]"
)
_INSTALLED = re.compile(r"(?:site|dist)-packages[/\\]|[/\\]lib[/\\]python3[^/\\]*[/\\]|^<|[/\\]\.venv[/\\]")
#: Lines that ask for the export; the program stands elsewhere.
_DRIVER = re.compile(
    r"\b(?:export|export_for_training|draft_export|capture_pre_autograd_graph|to_edge\w*|torch\.compile|"
    r"aoti_compile_and_package|aot_compile|convert|trace|optimize|export_onnx|main|run_decompositions|_export)\s*\("
    r"|\bexport\.\w+\(|sys\.exit\(|\bdynamo_export\("
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A place that a report names."""

    file: str
    line: int | None
    function: str
    code: str

    @property
    def owner(self) -> str:
        """``torch``; ``library`` for other installed packages; ``own`` for the user's files."""
        if _TORCH.search(self.file):
            return "torch"
        return "library" if _INSTALLED.search(self.file) and not self.file.startswith("<ipython") else "own"

    @property
    def drives(self) -> bool:
        """Whether the line only asks for the export: no line of a model is run by a module or a cell itself."""
        if self.function.endswith("forward"):
            return False
        return self.function in ("<module>", "<cell line") or bool(_DRIVER.search(self.code))

    @property
    def place(self) -> Place:
        return Place(self.file, self.line, self.function, self.code)


def frames_of(lines: Sequence[str]) -> list[Frame]:
    """The places that clean lines name, in their order: as a rule the innermost of a stack comes last."""
    found: list[Frame] = []
    for number, line in enumerate(lines):
        if not _LIKELY.search(line):
            continue
        match = next((m for pattern in _STARTS if (m := pattern.match(line))), None)
        if match is None:
            continue
        groups = match.groupdict()
        at = groups.get("line")
        code = groups.get("code") or ""
        pointed = None
        if not code:
            pointed = _pointed(lines, number)
            code = pointed[1] if pointed else _below(lines, number, line, bool(groups.get("kind")))
        if at is None and pointed is not None:
            at = pointed[0]
        function = (groups.get("function") or "").strip().partition("(")[0]
        found.append(Frame(groups["file"], int(at) if at else None, function, code.strip()))
    return found


def innermost(frames: Sequence[Frame]) -> Frame | None:
    """The last line of the user's program; where there is none, of a library's, else the line that asks for the export.

    A line without its code does where no other is known.
    """
    own = [frame for frame in frames if frame.owner == "own"]
    library = [frame for frame in frames if frame.owner == "library"]
    inside = [frame for frame in own if not frame.drives]
    for choice in (inside, library, own):
        coded = [frame for frame in choice if frame.code]
        if coded:
            return coded[-1]
    return next((choice[-1] for choice in (inside, library, own) if choice), None)


def _pointed(lines: Sequence[str], start: int) -> tuple[str, str] | None:
    """Number and code of the line that an arrow points at, below the beginning of a place."""
    for line in lines[start + 1 : start + 14]:
        match = _ARROW.match(line)
        if match:
            return match["line"], match["code"]
        if _LIKELY.search(line) and any(pattern.match(line) for pattern in _STARTS):
            return None
    return None


def _below(lines: Sequence[str], number: int, line: str, pytest_end: bool) -> str:
    """The code that Python writes below a place; of pytest's long form it stands above, after ``>``."""
    if pytest_end:
        above = next((one for one in reversed(lines[max(0, number - 30) : number]) if one.startswith(">")), "")
        return above[1:]
    following = lines[number + 1] if number + 1 < len(lines) else ""
    indent = len(line) - len(line.lstrip())
    if not following.strip() or _CARETS.match(following) or len(following) - len(following.lstrip()) < indent:
        return ""
    if re.match(r"\s*(File \"|Traceback \(|\S+Error:)", following):
        return ""
    if len(following) - len(following.lstrip()) == indent and indent == 0 and not line.lstrip().startswith("File"):
        return ""
    return following
