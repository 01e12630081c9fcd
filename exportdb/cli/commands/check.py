"""`exportdb check`: a program of one's own through the whole pipeline."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from exportdb.cli.options import db_option, examples, json_option
from exportdb_engine.protocol import MODES, TIERS, Limits, Mode, selected_stages
from exportdb_engine.protocol.devices import DEVICES

EXAMPLES = """
exportdb check model.py:Model --args '(torch.randn(2, 3),)'
exportdb check model.py:Model --init 'width=3' --args '(torch.randn(2, 3),)'
exportdb check my.nets:Net --args '(torch.randn(4, 8),)' --mode strict
exportdb check tests/test_net.py:model_and_inputs      a function that gives (model, args)
exportdb check export.py -- --checkpoint none          a script that calls torch.export itself
exportdb check program.pt2 --backend onnxruntime       a saved program
exportdb check cases/control_flow/branch_on_tensor_value.py
exportdb check model.py:Model --args '(torch.randn(2, 3),)' --env 2.9
exportdb check model.py:Model --args '(torch.randn(2, 3),)' --fix
exportdb check model.py:net --json --sarif check.sarif
exportdb check model.py:net --save cases/mine
"""


@click.command(epilog=examples(EXAMPLES))
@click.argument("target")
@click.argument("argv", nargs=-1, metavar="[-- SCRIPT ARGUMENTS]")
@click.option("--args", metavar="EXPR", help="Positional inputs, a Python tuple; torch and Dim are at hand.")
@click.option("--kwargs", metavar="EXPR", help="Keyword inputs, a dict.")
@click.option("--init", metavar="EXPR", help="For the constructor: '(16, 4)', or 'width=16, depth=4'.")
@click.option("--dynamic-shapes", metavar="EXPR", help="The spec: '{\"x\": {0: Dim.AUTO}}'.")
@click.option("--eval", "evaluation", is_flag=True, help="Put the module into evaluation mode first.")
@click.option("--more-args", metavar="EXPR", help="A list of further positional inputs that the program has to take.")
@click.option("--mode", "modes", multiple=True, type=click.Choice([str(m) for m in MODES]), help="Default: both.")
@click.option(
    "--tier",
    type=click.Choice(list(TIERS)),
    default="full",
    show_default=True,
    help="quick: up to retrace. standard: drawn shapes too. full: also which dimensions can be dynamic.",
)
@click.option(
    "--backend", "backends", multiple=True, metavar="NAME", help="Also lower to this backend; all for every one."
)
@click.option("--env", metavar="NAME", help="In this environment instead of here; `exportdb env` lists them.")
@click.option("--env-file", type=click.Path(path_type=Path, dir_okay=False), help="Declares environments.")
@click.option("--device", type=click.Choice(DEVICES), default=None, help="Where the program lies.  [default: cpu]")
@click.option("--call", type=click.IntRange(1), default=None, help="Of a script, only this call.  [default: all]")
@click.option("--no-draft", is_flag=True, help="Do not ask draft export for further obstacles.")
@click.option(
    "--fix", "fixing", is_flag=True, help="Look for edits that make it export; each is run before it is shown."
)
@click.option("--write", is_flag=True, help="With --fix: write the edits that hold into the file.")
@click.option("--save", type=click.Path(path_type=Path, file_okay=False), help="Keep it as a case below this folder.")
@click.option("--sarif", type=click.Path(path_type=Path, dir_okay=False), help="Write the obstacles as SARIF 2.1.0.")
@click.option(
    "--github/--no-github",
    default=None,
    help="Print obstacles as annotations of GitHub Actions.  [default: where GITHUB_ACTIONS is true]",
)
@click.option("--cpu-seconds", type=float, default=Limits().cpu_seconds, show_default=True, help="For one stage.")
@click.option("--memory-mib", type=int, default=Limits().memory_mib, show_default=True, help="For the program.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=min(2, os.cpu_count() or 1), help="Modes at a time.")
@db_option
@json_option
def command(
    target: str,
    argv: tuple[str, ...],
    args: str | None,
    kwargs: str | None,
    init: str | None,
    dynamic_shapes: str | None,
    evaluation: bool,
    more_args: str | None,
    modes: tuple[str, ...],
    tier: str,
    backends: tuple[str, ...],
    env: str | None,
    env_file: Path | None,
    device: str | None,
    call: int | None,
    no_draft: bool,
    fixing: bool,
    write: bool,
    save: Path | None,
    sarif: Path | None,
    github: bool | None,
    cpu_seconds: float,
    memory_mib: int,
    jobs: int,
    db: str,
    as_json: bool,
) -> None:
    """Run a program of your own through the export pipeline, and say what stands in the way.

    TARGET is file.py:Name or package.module:Name, where Name is a torch.nn.Module, a function, or a function without
    parameters that gives (model, args); a script that calls torch.export itself; a saved program.pt2; or a case file.

    Both modes are tried in a process of its own. Every obstacle is told with its line, the reason, and a measured case
    that stops alike with what to write instead. Where it exports, a spec of dynamic shapes is proposed, tried on drawn
    sizes, and printed to be pasted.

    Exits 0 when it exports and holds in every mode asked for, 1 when it does not, 2 on bad usage or set-up.
    """
    from exportdb.backends import backend_stages
    from exportdb.checking.check import Options
    from exportdb.checking.measure import FILE_MIB
    from exportdb.checking.targets import read_target
    from exportdb.cli.checks import Wanted, carry_out

    if write and not fixing:
        raise click.UsageError("--write writes the edits of --fix: add --fix")
    given = {
        "init": init,
        "args": args,
        "kwargs": kwargs,
        "dynamic_shapes": dynamic_shapes,
        "more_args": more_args,
    }
    found = read_target(target, {name: text for name, text in given.items() if text is not None}, argv)
    found = replace(found, evaluation=evaluation)
    explicit = click.get_current_context().get_parameter_source("db") is not click.core.ParameterSource.DEFAULT
    options = Options(
        modes=tuple(Mode(mode) for mode in modes) or MODES,
        stages=selected_stages([*TIERS[tier], *backend_stages(backends)]),
        limits=Limits(cpu_seconds, Limits().wall_seconds, memory_mib, file_mib=FILE_MIB),
        device=device or "cpu",
        jobs=jobs,
        draft=not no_draft,
        db=db if explicit else None,
    )
    wanted = Wanted(
        env, env_file, device is None, call, fixing, write, save, sarif,
        os.environ.get("GITHUB_ACTIONS") == "true" if github is None else github, as_json,
    )  # fmt: skip
    sys.exit(carry_out(found, options, wanted))
