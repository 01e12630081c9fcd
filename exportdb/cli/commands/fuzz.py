"""`exportdb fuzz`: look for programs on which torch.export and eager part."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from exportdb.cli.options import examples, json_option, seconds_of
from exportdb.cli.output import console, print_json
from exportdb.fuzzing.kinds import FOCUSES

EXAMPLES = """
exportdb fuzz --time 30m                       half an hour on all cores, into fuzz/
exportdb fuzz --focus data-dependent -o dd/    sizes that come from data
exportdb fuzz --batches 8 --seed 7 --json      the same findings each time
exportdb fuzz --resume                         go on with what is in fuzz/
exportdb run fuzz/cases                        measure what was found
"""


@click.command(epilog=examples(EXAMPLES))
@click.option("--time", "seconds", metavar="TIME", callback=seconds_of, help="90s, 30m, 1h.  [default: 10m]")
@click.option("--batches", metavar="N", type=click.IntRange(1), help="End when the folder has so many.")
@click.option("--seed", metavar="N", type=click.IntRange(0), help="Equal seeds give equal findings.  [default: 0]")
@click.option(
    "--focus",
    metavar="NAME",
    type=click.Choice(FOCUSES),
    help=f"What is tried more often: {', '.join(FOCUSES)}.  [default: all]",
)
@click.option("--programs", metavar="N", type=click.IntRange(1), help="Programs in a batch.  [default: 60]")
@click.option("--round", "round_size", metavar="N", type=click.IntRange(1), help="Batches in a round.  [default: 4]")
@click.option("-j", "--jobs", metavar="N", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="cores")
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("fuzz"),
    show_default=True,
    help="The staging folder.",
)
@click.option("--resume", is_flag=True, help="Go on with the folder, by the options of its last call.")
@click.option(
    "--known-cases",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Cases whose causes are known.  [default: the corpus' soundness]",
)
@json_option
def command(
    seconds: float | None,
    batches: int | None,
    seed: int | None,
    focus: str | None,
    programs: int | None,
    round_size: int | None,
    jobs: int,
    out: Path,
    resume: bool,
    known_cases: Path | None,
    as_json: bool,
) -> None:
    """Compose small programs and look for those on which torch.export and eager part.

    Each program is exported in both modes, decomposed, saved and loaded, and held against eager over drawn shapes.
    What goes wrong is shrunk, told apart by cause, and written into the staging folder: cases/ has a case file for each
    finding, report.md a table, journal.jsonl all that the engine said. Killed at any moment, nothing that was found is
    lost; the same command, or --resume, goes on.

    A round is a number of batches that know the causes of all earlier rounds. What is found depends on seed, focus,
    programs and round alone: for equal --batches it is equal, on any number of cores, and more --time finds all that
    less time did. --time counts for this call; a round that it cuts short is completed by the next call. On more cores
    than a round has batches, raise --round.

    Exits 0 when nothing was found but what is known, 1 when something was, 2 on bad usage or set-up, 130 when
    interrupted.
    """
    from exportdb.cli.fuzz_progress import FuzzDisplay
    from exportdb.corpus import default_cases_folder
    from exportdb.errors import EngineError
    from exportdb.fuzzing.casetext import known_causes
    from exportdb.fuzzing.document import summary
    from exportdb.fuzzing.records import Bounds, Options
    from exportdb.fuzzing.session import fuzz, stored
    from exportdb_engine.protocol import EngineMissing, engine_sha256, this_environment
    from exportdb_engine.protocol.records import plain

    try:
        environment = plain(this_environment())
    except EngineMissing as error:
        raise EngineError(str(error), hint="list, show, search, query, diff and site work without torch") from error
    begun, bounds = stored(out) if resume else (None, Bounds())
    options = Options(
        seed=_first(seed, begun and begun.seed, 0),
        focus=_first(focus, begun and begun.focus, "all"),
        programs=_first(programs, begun and begun.programs, 60),
        round=_first(round_size, begun and begun.round, 4),
        engine=engine_sha256(),
        environment=environment,
    )
    if seconds is not None or batches is not None:
        bounds = Bounds(seconds, batches)
    elif bounds == Bounds():
        bounds = Bounds(600.0)
    known = known_cases or default_cases_folder() / "soundness"
    display = FuzzDisplay(console(stderr=as_json), out, bounds, quiet=as_json)
    with display:
        result = fuzz(
            out,
            options,
            bounds,
            jobs=jobs,
            known=known_causes(known) if known.is_dir() else {},
            watcher=display.watcher,
        )
    if as_json:
        print_json(summary(result, out))
    else:
        display.summary(result)
    if result.interrupted:
        sys.exit(130)
    sys.exit(1 if any(one.known is None for one in result.distinct) else 0)


def _first(*values: Any) -> Any:
    """The first value that was given."""
    return next(value for value in values if value is not None)
