"""Writes all pages that Pelican does not know: of claims, actors, events, outlets, topics, places, years."""

from collections import Counter
from pathlib import Path

from pelican.generators import Generator

from .reader import BriefReader
from .record import Record


class RecordGenerator(Generator):
    """Runs beside Pelican's own generators. The briefs are Pelican's articles; their bodies are finished here."""

    articles = ()

    def generate_context(self):
        """Read what is neither article nor page."""
        reader = BriefReader(self.settings)
        self.others = []
        for folder in ("actors", "topics", "places", "sources", "events"):
            for path in sorted((Path(self.path) / folder).glob("*.md")):
                self.others.append((folder, path.stem, *reader.parts(path)))

    def refresh_metadata_intersite_links(self):
        """Join everything before any page is written."""
        pages = self.context.get("pages", [])
        record = Record(self.articles, pages, self.others)
        self.context |= {"record": record, "tallies": tallies, "kinds": kinds}
        pieces = self.get_template("pieces").make_module(self.context)
        memo = {"claim_line": pieces.claim_line, "claim_card": pieces.claim_card, "source_facts": pieces.source_facts}
        memo |= {
            "brief_item": pieces.brief_item,
            "event_item": pieces.event_item,
            "timeline_item": pieces.timeline_item,
        }
        self.context |= {name: once(name, write) for name, write in memo.items()}
        for brief in record.briefs.values():
            brief.article._content = record.body(brief, self.context["claim_card"])
            brief.article.brief = brief

    def generate_output(self, writer):
        """Write the pages."""
        record = self.context["record"]

        def write(template, folder, **values):
            writer.write_file(
                f"{folder}index.html", self.get_template(template), self.context, here=f"/{folder}", **values
            )

        write("home", "")
        for section in (
            "briefs",
            "claims",
            "timeline",
            "actors",
            "sources",
            "events",
            "topics",
            "places",
            "corrections",
        ):
            write(f"{section}", f"{section}/")
        for claim in record.claims.values():
            write("claim", claim.path[1:], claim=claim)
        for actor in record.actors.values():
            write("actor", actor.path[1:], actor=actor)
        for event in record.events.values():
            write("event", event.path[1:], event=event)
        for outlet in sorted(record.sources_of):
            write("outlet", f"sources/{outlet}/", outlet=outlet)
        for topic in record.topics.values():
            briefs = record.briefs_on[topic.id]
            events = [event for brief in briefs for event in brief.events]
            write("subject", topic.path[1:], kind="topic", subject=topic, briefs=briefs, events=events)
        for place in record.places.values():
            briefs, events = record.briefs_in[place.id], record.events_at[place.id]
            write("subject", place.path[1:], kind="place", subject=place, briefs=briefs, events=events)
        for year in record.years:
            write("year", f"timeline/{year}/", year=year)
        writer.write_file("404.html", self.get_template("missing"), self.context, here="/404.html")


def once(name, write):
    """A piece of a page that is written once and kept with what it shows."""
    attribute = f"_{name}"

    def piece(thing):
        html = getattr(thing, attribute, None)
        if html is None:
            html = write(thing)
            setattr(thing, attribute, html)
        return html

    return piece


def tallies(claims):
    """How many of some claims hold each status."""
    return sorted(Counter(claim.status for claim in claims).items())


def kinds(entries):
    """How many entries of a timeline are of each kind."""
    return sorted(Counter(entry.kind for entry in entries).items())
