"""A build that does nothing when there is nothing to do."""

from __future__ import annotations

from onrecord.build.receipt import finished_before, inputs_of
from onrecord.build.request import BuildRequest, BuildResult, Progress


def build_again(request: BuildRequest, progress: Progress) -> BuildResult:
    """Build the site that ``request`` names, unless the last build was made from the same and its output stands.

    Raises:
        OutputError: as ``build_site`` does.
    """
    made_from = inputs_of(request)
    if made_from is not None:
        result = finished_before(request, request.output or request.root / "output", made_from)
        if result is not None:
            return result
    from onrecord.build.build import build_site

    return build_site(request, progress, made_from)
