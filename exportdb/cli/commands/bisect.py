"""`exportdb bisect`: the torch release in which a result changed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from exportdb.cli.commands.env import file_option
from exportdb.cli.options import cases_option, db_option, examples, json_option
from exportdb.cli.output import print_json
from exportdb_engine.protocol import MODES, ORIGINAL, Limits, Mode, Stage, selected_stages

EXAMPLES = """
exportdb bisect branch_on_tensor_value --good 2.9 --bad 2.15
exportdb bisect basics/tuples --good 2.5 --bad 2.15 --stage retrace
exportdb bisect basics/tuples --good 2.9 --bad 2.15 --ephemeral   disk for one
"""


@click.command(epilog=examples(EXAMPLES))
@click.argument("case")
@click.option("--good", required=True, metavar="NAME|TORCH", help="Where it still came out as it should.")
@click.option("--bad", required=True, metavar="NAME|TORCH", help="Where it does not any more.")
@click.option("--stage", default="export", show_default=True, help="What to look at.")
@click.option("--mode", type=click.Choice([str(mode) for mode in MODES]), default=str(Mode.STRICT), show_default=True)
@click.option("--variant", default=ORIGINAL, show_default=True, metavar="LABEL", help="A rewrite of this label.")
@click.option("--ephemeral", is_flag=True, help="Remove environments that were made for this.")
@file_option
@cases_option
@db_option
@json_option
def command(
    case: str,
    good: str,
    bad: str,
    stage: str,
    mode: str,
    variant: str,
    ephemeral: bool,
    file: Path | None,
    cases: Path | None,
    db: str,
    as_json: bool,
) -> None:
    """Find the first torch release in which the outcome or the code of CASE changed.

    The releases are those of the environments that are declared between GOOD and BAD, each named or given by its torch
    version; GOOD may also be the newer one. Nightlies are such environments too, with an index. What the database knows
    is not measured again; environments are made as needed (about 6 GB each) and kept, unless --ephemeral is given.

    JSON: an object with case, variant, mode, stage, releases, readings, before, after, between, repro. before and after
    are the names of the environments around the change; between lists those that could not be tested. A reading has
    env, torch, outcome, code, message, measured.

    Exits 0 when the change was found, 1 when there is none between the two, 2 on bad usage or set-up.
    """
    from exportdb.cli.bisection import Report, between, bisected
    from exportdb.envs import find_file, load_declared
    from exportdb.present.find import find_case
    from exportdb.query.filters.stage import stage_named
    from exportdb.runner.readings import Probe
    from exportdb.runner.session import Options
    from exportdb.store import open_store

    try:
        wanted = Stage(stage_named(stage))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--stage") from None
    path = find_file(file)
    releases = between(load_declared(path), good, bad, path)
    detail = find_case(case, db, cases).detail
    if variant not in detail.variants:
        raise click.BadParameter(f"{variant!r} is none of {', '.join(detail.variants)}", param_hint="--variant")
    options = Options(
        modes=(Mode(mode),),
        stages=selected_stages([wanted]),
        limits=Limits(),
        jobs=1,
        words=(detail.case,),
        cases=str(cases.resolve()) if cases else None,
    )
    say = (lambda text: None) if as_json else (lambda text: click.echo(text, err=True))
    command_line = " ".join(["exportdb", *sys.argv[1:]])
    store = open_store(db, create=True)
    probe = Probe(store, options, command_line, detail.case, variant, Mode(mode), wanted, ephemeral, say)
    report = Report(detail, variant, Mode(mode), wanted, releases)
    found = bisected(report, probe, quiet=as_json)
    if as_json:
        print_json(report.document(found))
    else:
        report.print(found, db)
    sys.exit(1 if found.after is None else 0)
