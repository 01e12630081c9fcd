"""`exportdb run`: measure what has changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from exportdb.cli.options import QueryCommand, cases_option, db_option, examples, json_option, seconds_of
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
exportdb run --env 2.9 --env 2.15              on two torch releases
exportdb run --env all --ephemeral             on every one, with the disk for one
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
    default=None,
    show_default="cpu, or what --env declares",
    help="Where programs and inputs lie. cuda: on every visible GPU; without one, all is skipped, with the reason.",
)
@click.option(
    "--env",
    "envs",
    multiple=True,
    metavar="NAME",
    help="In this environment instead of here; may be repeated, one after the other. all: every declared one.",
)
@click.option(
    "--side-by-side",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="So many environments at once, which share the jobs. [default: one after the other]",
)
@click.option("--ephemeral", is_flag=True, help="Make environments that are missing, and remove them afterwards.")
@click.option(
    "--env-file", type=click.Path(path_type=Path, dir_okay=False), help="Declares environments; see exportdb env."
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
    device: str | None,
    envs: tuple[str, ...],
    side_by_side: int,
    ephemeral: bool,
    env_file: Path | None,
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

    With --env it runs in named environments (`exportdb env`), one after the other or --side-by-side; called again it
    goes on where it ended. With several, --json prints a list.

    Exits 0 when every result is as `expect` states, 1 when some are not, 2 on bad usage or set-up.
    """
    from exportdb.backends import backend_stages
    from exportdb.cli.runs import carry_out
    from exportdb.runner.session import Options, resumable
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
        device=device or CPU,
        fresh=fresh,
        within=within,
        words=selection,
        cases=str(cases.resolve()) if cases else None,
        envs=envs,
        env_file=str(env_file.resolve()) if env_file else None,
        ephemeral=ephemeral,
    )
    if resume and (selection or fresh or envs):
        raise click.UsageError("--resume goes on with what was selected then; leave out SELECTION, --fresh and --env")
    if junit is not None and (len(envs) > 1 or "all" in envs):
        raise click.UsageError("--junit is one file: name one environment with --env")
    store = open_store(db, create=not resume)
    resumed = None
    if resume:
        resumed, options = resumable(store)
    own = device is None and not resume
    code = carry_out(
        store, options, db, own_device=own, resumed=resumed, junit=junit, as_json=as_json, at_once=side_by_side
    )
    sys.exit(code)
