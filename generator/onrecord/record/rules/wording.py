"""Rules about words: what the desk writes, and in which language it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.record.entities import ClaimEntity, Origin, Pointer
from onrecord.record.record import Record
from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, response_steps, rule

_SENTENCE_END = re.compile(r"[.!?;](?:\s|$)|\n\s*\n")
_CONFIDENCE = re.compile(r"\b(?:low|moderate|medium|high)(?:ly)?[\s-]+confiden(?:ce|t)\b", re.IGNORECASE)
_LIKELIHOOD = re.compile(
    r"\b(?:un)?likely\b|\balmost\s+(?:certain(?:ly)?|no\s+chance)\b|\broughly\s+even\b|\bremote\s+chance\b"
    r"|\b(?:im)?probabl[ey]\b|\bnearly\s+certain(?:ly)?\b",
    re.IGNORECASE,
)


@rule(
    "likelihood-with-confidence",
    "warning",
    "Likelihood and confidence stand in one phrase",
    explanation="""To say "likely, with high confidence" reads as very likely, and is not what either word means.
    Likelihood says how probable the claim is, confidence how good the ground is for saying so; ICD 203 asks never to
    combine them in one sentence. Say them in two, or use the fields `likelihood` and `confidence`. The desk's own texts
    in front matter are looked at; quotes, bodies and other languages than English are not.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: speech
        assessments: {date: 2025-05-25, status: plausible, note: It is likely with high confidence.}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: speech
        assessments: {date: 2025-05-25, status: plausible, note: It is likely. Our confidence in that is high.}
    """,
)
def likelihood_with_confidence(facts: Facts, items: Items) -> Iterator[Finding]:
    for text, origin, steps, claims in _texts(items):
        phrase = _mixed(text)
        if phrase:
            yield Finding(
                f"likelihood and confidence in one phrase: '{phrase}'",
                origin,
                steps,
                hint="make it two sentences, or use the fields likelihood: and confidence:",
                claims=claims,
            )


@rule(
    "quote-without-language",
    "note",
    "A quote from a source in another language does not say its language",
    explanation="""A quote is verbatim, so it is in the language of its source. Where that is not the language of the
    page, `lang` lets screen readers pronounce it, browsers break and translate it, and readers know that it is the
    original.""",
    failing="""
    sources:
      - {id: speech, kind: speech, lang: ru}
    claims:
      - {id: attack, text: The column was attacked., quote: Колонна была атакована., by: minister, sources: speech}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech, lang: ru}
    claims:
      - id: attack
        text: The column was attacked.
        quote: Колонна была атакована.
        lang: ru
        by: minister
        sources: speech
    """,
)
def quote_without_language(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        page = facts.record.briefs[claim.brief].meta.lang or facts.record.config.language
        for steps, sources in _quotes_without_language(claim):
            language = _foreign(facts.record, sources, page)
            if language:
                yield Finding(
                    f"a quote from a source in '{language}' has no language",
                    claim.origin,
                    (*steps, "quote"),
                    hint=f"add lang: {language}",
                    claims=(claim.key,),
                )


def _mixed(text: str) -> str | None:
    """The first sentence that has both a likelihood and a confidence, shortened."""
    if not _CONFIDENCE.search(text):
        return None
    for sentence in _SENTENCE_END.split(text):
        if _CONFIDENCE.search(sentence) and _LIKELIHOOD.search(sentence):
            words = " ".join(sentence.split())
            return words if len(words) <= 80 else f"{words[:79]}…"
    return None


def _texts(items: Items) -> Iterator[tuple[str, Origin, Pointer, tuple[str, ...]]]:
    """Every text of the desk's own in front matter, its place, and the claims it is about."""
    for brief in items.briefs:
        if brief.meta.summary:
            yield brief.meta.summary, brief.origin, ("summary",), ()
        for number, correction in enumerate(brief.meta.corrections):
            yield correction.note, brief.origin, ("corrections", number, "note"), ()
    for claim in items.claims:
        for text, steps in _claim_texts(claim):
            yield text, claim.origin, steps, (claim.key,)
    for source in items.sources:
        if source.meta.note:
            yield source.meta.note, source.origin, ("note",), ()
    for event in items.events:
        for field in ("summary", "note"):
            text = getattr(event.meta, field)
            if text:
                yield text, event.origin, (field,), ()


def _claim_texts(claim: ClaimEntity) -> Iterator[tuple[str, Pointer]]:
    meta = claim.meta
    yield meta.text, ("text",)
    if meta.note:
        yield meta.note, ("note",)
    for field in ("evidence", "responses", "assessments"):
        for number, item in enumerate(getattr(meta, field)):
            if item.note:
                yield item.note, (field, number, "note")


def _quotes_without_language(claim: ClaimEntity) -> Iterator[tuple[Pointer, Iterable[str]]]:
    """Where quotes without a language stand below a claim, and the sources they are from."""
    if claim.meta.quote and not claim.meta.lang:
        yield (), claim.sources
    for evidence in claim.evidence:
        if evidence.meta.quote and not evidence.meta.lang:
            number = next(n for n, meta in enumerate(claim.meta.evidence) if meta is evidence.meta)
            yield ("evidence", number), (evidence.source,)
    for response in claim.responses:
        if response.meta.quote and not response.meta.lang:
            yield response_steps(claim, response), response.sources


def _foreign(record: Record, sources: Iterable[str], page: str) -> str | None:
    """The language of the sources when all that say theirs share one other than the page's."""
    languages = {language for key in sources if (language := record.sources[key].meta.lang)}
    if len(languages) != 1:
        return None
    language = languages.pop()
    return None if _primary(language) == _primary(page) else language


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].casefold()


RULES = (likelihood_with_confidence, quote_without_language)
