"""The page of the documentation that describes the schema, written from the models."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Table, UniqueConstraint

from exportdb.store import fulltext, schema
from exportdb.store.once import table_of
from exportdb.store.revision import HISTORY


def schema_markdown() -> str:
    """Markdown: an overview, then every table with its purpose, its columns and what it refers to, then the history."""
    overview, _, tree = (schema.__doc__ or "").partition("\n\n")
    models = {model.__tablename__: model for model in schema.Base.__subclasses__()}
    sections = [
        f"# The database\n\n{overview.strip()}\n\n{_dedented(tree)}",
        *(_section(name, models[name]) for name in models),
        "## Full-text indexes\n\nOn SQLite; not part of the models.\n\n"
        + "\n".join(f"- `{name}`: {', '.join(f'`{c}`' for c in columns)}" for name, columns in fulltext.TABLES.items()),
        "## Relationships\n\n" + "\n".join(_relationships(model) for model in models.values() if _keys(model)),
        "## History\n\n" + "\n".join(f"- `{revision}`: {what}" for revision, what in HISTORY.items()),
    ]
    return "\n\n".join(sections) + "\n"


def _dedented(text: str) -> str:
    """The rest of the module's docstring: its indented tree becomes a block of code as it stands."""
    return text.strip("\n").rstrip().replace("``", "`")


def _section(name: str, model: type[schema.Base]) -> str:
    table = table_of(model)
    purpose = " ".join((model.__doc__ or "").split()).replace("``", "`")
    rows = [f"| `{column.name}` | {_type(column)} | {_meaning(table, column)} |" for column in table.columns]
    return f"## `{name}`\n\n{purpose}\n\n| column | type | meaning |\n| --- | --- | --- |\n" + "\n".join(rows)


def _type(column: Column[object]) -> str:
    kind = str(column.type).lower().replace("varchar", "text")
    return kind + (", may be NULL" if column.nullable else "")


def _meaning(table: Table, column: Column[object]) -> str:
    unique = any(
        isinstance(constraint, UniqueConstraint) and list(constraint.columns) == [column]
        for constraint in table.constraints
    )
    parts = [
        (column.comment or "").replace("|", "\\|").replace("<", "&lt;"),
        "part of the key" if column.primary_key and len(table.primary_key.columns) > 1 else "",
        "key" if column.primary_key and len(table.primary_key.columns) == 1 else "",
        "unique" if unique else "",
        *(f"refers to `{key.target_fullname}`" for key in column.foreign_keys),
    ]
    return "; ".join(part for part in parts if part)


def _keys(model: type[schema.Base]) -> list[ForeignKeyConstraint]:
    return sorted(table_of(model).foreign_key_constraints, key=lambda key: list(key.column_keys))


def _relationships(model: type[schema.Base]) -> str:
    ways = [
        f"`{key.column_keys[0]}` → `{key.referred_table.name}`"
        + (" (goes with it)" if key.ondelete == "CASCADE" else "")
        for key in _keys(model)
    ]
    return f"- `{model.__tablename__}`: {', '.join(ways)}"
