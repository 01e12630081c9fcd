"""`exportdb data`: the support data as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from exportdb.cli.options import examples, json_option, results_option
from exportdb.cli.output import print_json, write_file

EXAMPLES = """
exportdb data -o support.json
exportdb data | jq '.cases | length'
exportdb data --schema > support.schema.json
"""


@click.command(epilog=examples(EXAMPLES))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the data instead.")
@results_option
@json_option
def command(output: Path | None, schema: bool, db: str, as_json: bool) -> None:
    """Write the support data: every case, how it came out by environment, variant, mode and stage.

    It is the file data/v1/support.json of the site. With -o a report is printed; its JSON is {"cases", "file",
    "schema_version"}.

    Exits 0 when it is written, 2 when the database cannot be read, or the file cannot be written.
    """
    from exportdb.publish.support import SCHEMA, support_document
    from exportdb.sitewriter.content import read_content

    if schema:
        click.echo(SCHEMA.read_text(encoding="utf-8"), nl=False)
        return
    if as_json and output is None:
        raise click.UsageError("--json is about the report; name a file with -o")
    content = read_content(db)
    document = support_document(content.details, content.environments, content.main)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    write_file(output, text)
    report = {"cases": len(document["cases"]), "file": str(output), "schema_version": document["schema_version"]}
    if as_json:
        print_json(report)
    else:
        click.echo(
            f"{output}: {report['cases']} cases, {len(text.encode()) / 1024:.0f} KiB, schema {report['schema_version']}"
        )
