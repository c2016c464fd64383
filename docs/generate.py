"""Makes anew what the pages of ``docs/`` take from the code: ``python -m docs.generate``, or ``make docs``."""

from __future__ import annotations

from docs.making.pages import DOCS, pages, remade


def main() -> None:
    """Write the pages that differ from what the code says, and name them."""
    for page in pages():
        text = remade(page)
        if text != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            print(f"docs/{page.relative_to(DOCS).as_posix()}")


if __name__ == "__main__":
    main()
