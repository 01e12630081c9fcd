"""The worker's own command line: ``python -m exportdb_engine``, or ``python exportdb_engine.pyz``.

It needs torch and the standard library alone, and writes JSON lines that ``exportdb import`` takes in.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timezone
from itertools import groupby
from pathlib import Path
from typing import TextIO

from exportdb_engine.protocol import (
    MODES,
    PROTOCOL_VERSION,
    STAGES,
    Begun,
    CaseText,
    Chain,
    End,
    EngineMissing,
    Header,
    Job,
    Limits,
    Mode,
    Outcome,
    Record,
    Stage,
    backend_versions,
    decode,
    encode,
    engine_sha256,
    selected_stages,
    this_environment,
)
from exportdb_engine.protocol.casefile import CaseError, CaseFile, case_files, read_case
from exportdb_engine.protocol.devices import CPU, CUDA, DEVICES, gpus

EXAMPLES = """examples:
  python exportdb_engine.pyz run cases/ -o results.jsonl
  python exportdb_engine.pyz run cases/ --collection torch-exportdb --mode strict --stages export
  python exportdb_engine.pyz run cases/ --device cuda --stages run,lower:inductor -o results.jsonl
  python exportdb_engine.pyz describe
then, where the database is:
  exportdb import results.jsonl
"""


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="exportdb_engine",
        description="Run cases through the torch.export pipeline and write JSON lines.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="run a folder of cases, or single files")
    run.add_argument("paths", nargs="*", type=Path, help="a folder of cases (ids are paths below it), or case files")
    run.add_argument("--root", type=Path, help="the folder that ids are relative to, when single files are given")
    run.add_argument(
        "--collection",
        action="append",
        default=[],
        metavar="NAME",
        help="also a collection of this torch: torch-exportdb, torch-opinfo, torch-modules, torch-hops",
    )
    run.add_argument("--mode", action="append", choices=[str(mode) for mode in MODES], help="default: both")
    run.add_argument("--stages", default=",".join(STAGES), help="with commas; what they need is added (default: all)")
    run.add_argument("-o", "--out", default="-", help="a file for the JSON lines; - is stdout (default)")
    serve = commands.add_parser("serve", help="run the jobs that arrive as JSON lines on stdin")
    serve.add_argument("--stages", default=",".join(STAGES), help="the stages to be warm for, with commas")
    serve.add_argument("--preload", default="", help="modules to import beforehand, with commas")
    serve.add_argument("--progress", action="store_true", help="also tell of each stage as it begins")
    for command in (run, serve):
        command.add_argument(
            "--device", choices=DEVICES, default=CPU, help="where programs and inputs lie; cuda takes every visible GPU"
        )
        command.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1, help="chains at a time")
        command.add_argument("--cpu-seconds", type=float, default=Limits().cpu_seconds, help="per stage")
        command.add_argument("--wall-seconds", type=float, default=Limits().wall_seconds, help="per stage")
        command.add_argument("--memory-mib", type=int, default=Limits().memory_mib, help="on top of the warm process")
        command.add_argument("--examples", type=int, default=Limits().examples, help="inputs drawn by the stage shapes")
        command.add_argument("--seed", type=int, default=Limits().seed, help="of what is drawn")
    fuzz = commands.add_parser("fuzz", help="compose programs and look for faults of torch.export")
    fuzz.add_argument("--seed", type=int, default=0, help="equal seeds find the same")
    fuzz.add_argument("--batches", default="0:1", metavar="A:B", help="the batches from A to before B (default: 0:1)")
    fuzz.add_argument("--programs", type=int, default=60, help="programs in a batch (default: 60)")
    fuzz.add_argument("--focus", default="all", help="all, strict, nonstrict, data-dependent, views, control-flow, ...")
    fuzz.add_argument("--known", type=Path, help="a file of causes that are known, one a line")
    fuzz.add_argument("--deadline", type=float, help="seconds after which no program is begun")
    fuzz.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1, help="batches at a time")
    fuzz.add_argument("-o", "--out", default="-", help="a file for the JSON lines; - is stdout (default)")
    reload = commands.add_parser("reload", help="save the programs of jobs on stdin, and load those of any torch")
    reload.add_argument("--save", type=Path, metavar="DIR", help="save them here")
    reload.add_argument("--load", type=Path, nargs="+", default=[], metavar="DIR", help="then load what is in these")
    collect = commands.add_parser("collect", help="write a collection of this torch's own samples as case files")
    collect.add_argument("name", help="torch-opinfo, torch-modules or torch-hops")
    collect.add_argument("out", type=Path, help="the folder, which afterwards holds nothing else")
    commands.add_parser("describe", help="print the environment as JSON")
    commands.add_parser("backends", help="print the backends as JSON, and whether they can be used here")
    calls = commands.add_parser("calls", help="run a script that exports, and print its calls of torch.export as JSON")
    calls.add_argument("script", type=Path)
    calls.add_argument("argv", nargs=argparse.REMAINDER, help="of the script")
    pack = commands.add_parser("pack", help="write the engine as one file that any Python with torch can run")
    pack.add_argument("out", nargs="?", type=Path, default=Path("exportdb_engine.pyz"))
    options = parser.parse_args(argv)
    try:
        return int(_COMMANDS[options.command](options))
    except EngineMissing as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _describe(options: argparse.Namespace) -> int:
    print(encode(_header()))
    return 0


def _backends(options: argparse.Namespace) -> int:
    this_environment()
    with _claim_stdout() as stream:
        from exportdb_engine.backends import backends

        told, versions = [], backend_versions()
        for name, backend in backends().items():
            missing = backend.missing(backend.devices[0])
            version = versions.get(name, "") if missing is None else ""
            told.append(
                {
                    "name": name,
                    "title": backend.title,
                    "devices": list(backend.devices),
                    "runs": backend.runs,
                    "missing": missing,
                    "version": version,
                }
            )
        stream.write(json.dumps(told) + "\n")
    return 0


def _calls(options: argparse.Namespace) -> int:
    this_environment()
    with _claim_stdout() as stream:
        from exportdb_engine.target.script import survey

        stream.write(json.dumps(survey(options.script, options.argv)) + "\n")
    return 0


def _pack(options: argparse.Namespace) -> int:
    from exportdb_engine.pack import pack

    pack(options.out)
    print(
        f"{options.out}: {options.out.stat().st_size / 1024:.0f} KiB; try: python {options.out} --help", file=sys.stderr
    )
    return 0


def _run(options: argparse.Namespace) -> int:
    if not options.paths and not options.collection:
        print("error: name a folder of cases, or a --collection", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="exportdb-samples-") as scratch:
        try:
            stages = selected_stages(options.stages.split(","))
            cases, errors = _find(options, Path(scratch))
        except (ValueError, OSError, ImportError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        return _run_cases(options, stages, cases, errors)


def _run_cases(
    options: argparse.Namespace, stages: tuple[Stage, ...], cases: list[CaseFile], errors: list[CaseError]
) -> int:
    for problem in errors:
        print(f"error: {problem}", file=sys.stderr)
    limits = Limits(
        options.cpu_seconds,
        options.wall_seconds,
        options.memory_mib,
        examples=options.examples,
        seed=options.seed,
    )
    modes = [Mode(mode) for mode in options.mode or MODES]
    jobs = [
        Job(c.case, c.collection, str(c.path.resolve()), c.sha256, variant, mode, stages, limits, c.requires, c.preload)
        for c in sorted(cases, key=lambda case: case.preload)
        for variant in c.variants
        for mode in modes
    ]
    with _claim_stdout() if options.out == "-" else open(options.out, "w", encoding="utf-8") as stream:
        write = _writer(stream)
        write(_header(options.device))
        for case in cases:
            # PyTorch's own files are in every torch; their text is carried along so that any database can read them.
            write(CaseText(case.case, case.collection, case.sha256, case.source))
        done = 0

        def emit(chain: Chain) -> None:
            nonlocal done
            done += 1
            write(chain)
            stopped = [cell for cell in chain.cells if cell.outcome is not Outcome.PASS]
            stopped.sort(key=lambda cell: cell.outcome is Outcome.SKIP)
            verdict = f"{stopped[0].stage}: {stopped[0].outcome} {stopped[0].code}" if stopped else "pass"
            print(f"[{done}/{len(jobs)}] {chain.case} {chain.variant} {chain.mode}: {verdict}", file=sys.stderr)

        began = time.monotonic()
        _work(options, emit, jobs, stages)
        write(End(done, round(time.monotonic() - began, 3)))
    return 1 if errors else 0


def _fuzz(options: argparse.Namespace) -> int:
    from exportdb_engine.containment import die_with_parent
    from exportdb_engine.fuzz import command

    this_environment()
    try:
        if options.focus not in command.known_focus():
            raise ValueError(f"no focus is called {options.focus!r}; there are {', '.join(command.known_focus())}")
        known, numbers = command.known_causes(options.known), command.batches(options.batches)
    except (ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    die_with_parent(signal.SIGTERM)
    stream = _claim_stdout() if options.out == "-" else open(options.out, "w", encoding="utf-8")  # noqa: SIM115
    with stream:
        chosen = command.Options(
            options.seed, numbers, options.programs, options.focus, known, max(1, options.jobs), options.deadline
        )
        return command.fuzz(chosen, stream.fileno())


def _serve(options: argparse.Namespace) -> int:
    # A runner that is killed takes its worker along, and the worker its children.
    from exportdb_engine.containment import die_with_parent

    die_with_parent(signal.SIGTERM)
    write = _writer(_claim_stdout())
    write(_header(options.device))
    began, count = time.monotonic(), 0

    def emit(chain: Chain) -> None:
        nonlocal count
        count += 1
        write(chain)

    preload = tuple(filter(None, options.preload.split(",")))
    begun = write if options.progress else None
    _work(options, emit, None, selected_stages(options.stages.split(",")), preload, begun)
    write(End(count, round(time.monotonic() - began, 3)))
    return 0


def _reload(options: argparse.Namespace) -> int:
    from exportdb_engine.containment import die_with_parent

    die_with_parent(signal.SIGTERM)
    header = _header()
    jobs = [job for line in sys.stdin if isinstance(job := decode(line), Job)]
    with _claim_stdout() as stream:
        from exportdb_engine import reload

        reload.command(options.save, options.load, jobs, header, _writer(stream))
    return 0


def _work(
    options: argparse.Namespace,
    emit: Callable[[Chain], None],
    jobs: list[Job] | None,
    stages: tuple[Stage, ...],
    preload: tuple[str, ...] = (),
    begun: Callable[[Begun], None] | None = None,
) -> None:
    from exportdb_engine.worker import Worker, end_on_signals, import_ahead, prepare

    found = gpus() if options.device == CUDA else None
    environment = this_environment(options.device)
    for problem in prepare(stages, preload, options.device):
        print(f"warm-up: {problem}", file=sys.stderr)
    worker = Worker(environment, max(1, options.jobs), emit, found, begun)
    end_on_signals(worker)
    if jobs is None:
        worker.serve(sys.stdin.fileno())
        return
    # Those that need nothing come first, so that what is imported for others is not there yet.
    for modules, alike in groupby(jobs, key=lambda job: job.preload):
        for problem in import_ahead(modules):
            print(f"warm-up: {problem}", file=sys.stderr)
        worker.run(alike)


def _collect(options: argparse.Namespace) -> int:
    from exportdb_engine.samples import sources, write

    this_environment()
    if options.name not in sources():
        print(f"error: no collection {options.name!r}; there are {', '.join(sources())}", file=sys.stderr)
        return 2
    with _claim_stdout() as stream:
        try:
            written = write(options.name, options.out)
        except (ImportError, OSError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        stream.write(json.dumps({**asdict(written), "torch": this_environment().torch}) + "\n")
    return 0


def _find(options: argparse.Namespace, scratch: Path) -> tuple[list[CaseFile], list[CaseError]]:
    found: list[CaseFile] = []
    errors: list[CaseError] = []

    def read(path: Path, root: Path, **how: bool | str) -> None:
        try:
            found.append(read_case(path, root, **how))  # type: ignore[arg-type]
        except CaseError as error:
            errors.append(error)

    for path in options.paths:
        if not path.exists():
            raise ValueError(f"{path} does not exist")
        for file in case_files(path) if path.is_dir() else [path]:
            root = options.root or (path if path.is_dir() else path.parent)
            if not file.resolve().is_relative_to(root.resolve()):
                raise ValueError(f"{file} is not below --root {root}")
            read(file.resolve(), root.resolve())
    for name in options.collection:
        folder = _torch_examples() if name == "torch-exportdb" else _samples(name, scratch / name)
        for file in case_files(folder):
            read(file, folder, collection=name, foreign=True)
    return found, errors


def _samples(name: str, folder: Path) -> Path:
    from exportdb_engine.samples import sources, write

    this_environment()
    if name not in sources():
        raise ValueError(f"no collection {name!r}; there are torch-exportdb, {', '.join(sources())}")
    for left_out in write(name, folder).left_out:
        print(f"left out: {name}/{left_out.path}: {left_out.reason}", file=sys.stderr)
    return folder


def _torch_examples() -> Path:
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        raise EngineMissing("torch is not installed")
    return Path(spec.origin).parent / "_export" / "db" / "examples"


def _claim_stdout() -> TextIO:
    """Keep stdout for records alone: whatever else is printed, by torch or from C, goes to stderr."""
    own = os.dup(1)
    os.dup2(2, 1)
    os.set_inheritable(own, False)
    return os.fdopen(own, "w", encoding="utf-8")


def _writer(stream: TextIO) -> Callable[[Record], None]:
    def write(record: Record) -> None:
        stream.write(encode(record) + "\n")
        # Before the next fork: a child must not inherit a half-written line.
        stream.flush()

    return write


def _header(device: str = CPU) -> Header:
    now = datetime.now(timezone.utc).isoformat(timespec="microseconds")
    return Header(
        PROTOCOL_VERSION,
        engine_sha256(),
        this_environment(device),
        now,
        socket.gethostname(),
        backends=backend_versions(),
    )


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "backends": _backends,
    "calls": _calls,
    "collect": _collect,
    "describe": _describe,
    "fuzz": _fuzz,
    "pack": _pack,
    "reload": _reload,
    "run": _run,
    "serve": _serve,
}

if __name__ == "__main__":
    sys.exit(main())
