"""Turns a folder of Markdown briefs into a static site that shows who claimed what, and what became of it."""

__version__ = "0.1.0"
