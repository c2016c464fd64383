"""Where the theme lies on disk: the site's own templates and the default ones."""

from __future__ import annotations

from pathlib import Path


def default_templates() -> Path:
    """The default theme: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def own_templates(root: Path) -> Path | None:
    """The templates of the site in ``root``; ``None`` where it has none, or the default ones are its own."""
    own = root / "templates"
    return own if own.is_dir() and own.resolve() != default_templates() else None
