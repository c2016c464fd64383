"""Pelican taught claims, sources, actors and events."""

from pelican import signals

from .generator import RecordGenerator
from .reader import BriefReader


def register():
    """Called by Pelican."""
    signals.readers_init.connect(_add_reader)
    signals.get_generators.connect(_add_generator)
    signals.article_generator_finalized.connect(_keep_articles)


def _add_reader(readers):
    readers.reader_classes["md"] = BriefReader


def _add_generator(_):
    return RecordGenerator


def _keep_articles(generator):
    RecordGenerator.articles = generator.articles
