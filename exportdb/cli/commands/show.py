"""`exportdb show`: a case with its results."""

from __future__ import annotations

from pathlib import Path

import click

from exportdb.cli.options import cases_option, examples, json_option, results_option
from exportdb.cli.output import print_json

EXAMPLES = """
exportdb show control_flow/branch_on_tensor_value
exportdb show branch_on_tensor_value --variant torch.cond   one rewrite
exportdb show torch-exportdb/cond_predicate --graph         with the graph
exportdb show dynamic_shapes/guards_combined --env 2.9 --full
exportdb show integer_input_dynamic --program > repro.py    what its counterexample is shown by
exportdb show branch_on_tensor_value --json                 as one object
"""


@click.command(epilog=examples(EXAMPLES))
@click.argument("case")
@click.option("--variant", metavar="LABEL", help="Only 'original', or only the rewrite of this label.")
@click.option("--env", metavar="TORCH|KEY", help="Results of this torch release or environment.")
@click.option("--graph", is_flag=True, help="Show the exported graphs too.")
@click.option("--full", is_flag=True, help="Show error messages, guards and tried specs in full.")
@click.option("--program", is_flag=True, help="Print the programs of counterexamples, and nothing else.")
@cases_option
@results_option
@json_option
def command(
    case: str,
    variant: str | None,
    env: str | None,
    graph: bool,
    full: bool,
    program: bool,
    cases: Path | None,
    db: str,
    as_json: bool,
) -> None:
    """Show a case: status by stage, source with guards beside the lines that caused them, errors, counterexamples,
    which dimensions can be dynamic, rewrites.

    CASE is an id, its last part where that is unambiguous, or the path of the file. Works without a database, and then
    shows what the file states.

    JSON: an object with case, title, explanation, collection, area, path, tags, issues, near, requires, no_rewrite,
    support_level, expect, source, sha256, environment, environments, statuses, support, rewrites, repro, remarks. A
    status has variant, mode, status, cells and export, which has symbols, guards, ranges, declares, operators, inputs,
    outputs, and with --graph the graph. The detail of a cell has counterexamples (shapes), dims, relations and tried
    (specs). support, by torch release, has variant, mode and parts, each with stages, words and mark. A rewrite has
    label, docstring, source, diff and proofs.

    Exits 0, and 2 when there is no such case, environment or variant, or with --program no counterexample.
    """
    from exportdb.cli.case_view import print_case, print_programs, variants_of
    from exportdb.present.find import find_case

    if program and as_json:
        raise click.UsageError("--program prints Python: leave out --json, whose cells hold the programs too")
    found = find_case(case, db, cases, env=env)
    variants = variants_of(found.detail, variant)
    if program:
        print_programs(found, variants)
    elif as_json:
        from exportdb.present.document import case_document

        print_json(case_document(found, variants, graph=graph))
    else:
        print_case(found, variants, full=full, graph=graph)
