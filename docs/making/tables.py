"""The reference of the exported tables, from the rows' own declarations."""

from __future__ import annotations

from docs.making.blocks import table
from onrecord.site.exports.tables import TABLES, Table
from onrecord.site.exports.tabular import column_type, columns


def table_reference() -> str:
    """Every table with its columns."""
    return "\n\n".join(_section(one) for one in TABLES)


def _section(one: Table) -> str:
    rows = []
    for name, hint in columns(one).items():
        kind, description, optional = column_type(hint)
        kind = {"array": "list of text", "string": "text"}.get(kind, kind)
        other = one.references.get(name)
        meaning = f"{description[:1].upper()}{description[1:]}{f' (`{other}.id`)' if other else ''}."
        rows.append((f"`{name}`", f"{kind}{', or none' if optional else ''}", meaning))
    key = " and ".join(f"`{name}`" for name in one.key)
    intro = f"{(one.row.__doc__ or '').strip()} A row is known by {key}."
    return f"### `{one.name}`\n\n{intro}\n\n{table(('Column', 'Holds', 'What it says'), rows)}"
