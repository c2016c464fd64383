"""How the pages of ``docs/`` are kept true: tables made from the code, and examples that are run."""
