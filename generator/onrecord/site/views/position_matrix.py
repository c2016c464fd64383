"""Who holds what about the claims of a topic or an event: actors by claims."""

from __future__ import annotations

from onrecord.record.positions import Cell, matrix
from onrecord.record.record import Keys
from onrecord.record.relations import related
from onrecord.site.views.material import Material
from onrecord.site.views.position_parts import MatrixCell, MatrixRow, PositionMatrix

MAX_CLAIMS = 12
"""How many claims a matrix has at most: those of the latest briefs. More columns nobody can read."""


def position_matrix(material: Material, claims: Keys) -> PositionMatrix | None:
    """The matrix of ``claims``; none where there is nothing to compare."""
    found = matrix(material.record, claims[:MAX_CLAIMS])
    if len(found.claims) < 2 or len(found.rows) < 2:
        return None
    rows = [
        MatrixRow(material.links.to("actor", row.actor), tuple([_cell(material, cell) for cell in row.cells]))
        for row in found.rows
    ]
    replaced_by = [
        tuple(material.links.to("claim", other) for other in related(material.record, key).get("superseded-by", ()))
        for key in found.claims
    ]
    return PositionMatrix(material.cards.cards(found.claims), tuple(replaced_by), tuple(rows), len(claims))


def _cell(material: Material, cell: Cell) -> MatrixCell:
    marks = material.language.marks
    current, silence = cell.current, cell.silence
    mark = None
    if current is not None:
        mark = marks.claims if current.stance == "claims" else marks.stances[current.stance]
    spoken = {position.side for position in cell.positions if position.side != "silent"}
    return MatrixCell(
        mark=mark,
        when=material.language.when_known(current.date if current else None),
        changed=len(spoken) > 1,
        about=cell.about,
        silent=silence is not None,
        as_of=material.language.when_known(silence.as_of if silence else None),
    )
