"""`exportdb run`: measure what has changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from exportdb.cli.options import QueryCommand, cases_option, db_option, examples, json_option, seconds_of
from exportdb.cli.output import console, print_json
from exportdb_engine.protocol import MODES, STAGES, TIERS, Limits, Mode, selected_stages
from exportdb_engine.protocol.devices import CPU, DEVICES

EXAMPLES = """
exportdb run                                   every collection, what has changed
exportdb run cases/control_flow                a folder, or a case file
exportdb run control_flow/branch_on_tensor_value --mode strict
exportdb run tag:torch.cond -area:basics       by query
exportdb run torch-exportdb --stages export    a collection, one stage (and what it needs)
exportdb run --tier quick --within 4m          what fits into four minutes
exportdb run models --backend onnxruntime --backend inductor
exportdb run --device cuda --backend inductor   on every visible GPU
exportdb run --resume                          go on with a run that was cut short
exportdb run tag:torch.unbacked-size --stages shapes --examples 500 --seed 1
exportdb run --fresh --junit results.xml       measure all again, for a CI server
"""


@click.command(cls=QueryCommand, epilog=examples(EXAMPLES))
@click.argument("selection", nargs=-1)
@click.option("--mode", "modes", multiple=True, type=click.Choice([str(m) for m in MODES]), help="Default: both.")
@click.option(
    "--tier",
    type=click.Choice(list(TIERS)),
    default="standard",
    show_default=True,
    help="quick: up to retrace. standard: drawn shapes too. full: other specs too.",
)
@click.option("--stages", metavar="A,B", help=f"Instead of a tier, from {', '.join(STAGES)}; what they need is added.")
@click.option(
    "--backend",
    "backends",
    multiple=True,
    metavar="NAME",
    help="Also lower to this backend, and run; all for every one that there is. `exportdb backends` lists them.",
)
@click.option(
    "--device",
    type=click.Choice(DEVICES),
    default=CPU,
    show_default=True,
    help="Where programs and inputs lie. cuda: on every visible GPU; without one, all is skipped, with the reason.",
)
@click.option("--within", metavar="TIME", callback=seconds_of, help="Begin nothing after 90s, 30m; a next run goes on.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="cores")
@click.option("--fresh", is_flag=True, help="Measure also what has not changed.")
@click.option("--resume", is_flag=True, help="Go on with the newest run that was cut short.")
@click.option(
    "--cpu-seconds", type=float, default=Limits().cpu_seconds, show_default=True, help="CPU time for one stage."
)
@click.option(
    "--wall-seconds", type=float, default=Limits().wall_seconds, show_default=True, help="Time for one stage."
)
@click.option(
    "--memory-mib", type=int, default=Limits().memory_mib, show_default=True, help="Memory on top of the warm process."
)
@click.option(
    "--examples", type=click.IntRange(0), default=Limits().examples, show_default=True, help="Inputs drawn by `shapes`."
)
@click.option("--seed", type=int, default=Limits().seed, show_default=True, help="Of what is drawn.")
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), help="Write the cells as JUnit XML.")
@cases_option
@db_option
@json_option
def command(
    selection: tuple[str, ...],
    modes: tuple[str, ...],
    tier: str,
    stages: str | None,
    backends: tuple[str, ...],
    device: str,
    within: float | None,
    jobs: int,
    fresh: bool,
    resume: bool,
    cpu_seconds: float,
    wall_seconds: float,
    memory_mib: int,
    examples: int,
    seed: int,
    junit: Path | None,
    cases: Path | None,
    db: str,
    as_json: bool,
) -> None:
    """Run cases through the export pipeline and store what comes out.

    SELECTION is any mix of case ids, areas, collections, files, folders and query filters; without one, every
    collection. What has not changed since it was measured (case, engine, environment, limits) is not measured again.

    Exits 0 when every result is as `expect` states, 1 when some are not, 2 on bad usage or set-up.
    """
    from exportdb.backends import backend_stages
    from exportdb.cli.progress import Display
    from exportdb.runner.selection import select
    from exportdb.runner.session import Options, resumable, run
    from exportdb.store import open_store

    try:
        chosen_stages = selected_stages(stages.split(",")) if stages is not None else TIERS[tier]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--stages") from None
    chosen_stages = selected_stages([*chosen_stages, *backend_stages(backends)])
    options = Options(
        modes=tuple(Mode(mode) for mode in modes) or MODES,
        stages=chosen_stages,
        limits=Limits(cpu_seconds, wall_seconds, memory_mib, examples=examples, seed=seed),
        jobs=jobs,
        device=device,
        fresh=fresh,
        within=within,
        words=selection,
        cases=str(cases.resolve()) if cases else None,
    )
    if resume and (selection or fresh):
        raise click.UsageError("--resume goes on with what was selected then; leave out SELECTION and --fresh")
    store = open_store(db, create=not resume)
    resumed = None
    if resume:
        resumed, options = resumable(store)
    chosen = select(
        options.words,
        Path(options.cases) if options.cases else None,
        say=lambda text: click.echo(text, err=True),
    )
    display = Display(console(stderr=as_json), chosen, quiet=as_json, slots=options.jobs)
    with display:
        summary = run(
            store,
            chosen,
            options,
            command=" ".join(["exportdb", *sys.argv[1:]]),
            resume=resumed,
            watcher=display.watcher,
        )
    if junit is not None:
        from exportdb.runner.junit import write_junit

        write_junit(junit, store, chosen, options)
    if as_json:
        print_json(display.document(summary))
    else:
        display.summary(summary, db)
    if summary.interrupted:
        sys.exit(130)
    if chosen.errors:
        sys.exit(2)
    sys.exit(1 if summary.unexpected else 0)
