"""Views of every kind of page, made by hand: with everything in them, and with as little as can be."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from onrecord.config import DEFAULT_STATUSES
from onrecord.site.views import lane_parts as n
from onrecord.site.views import overview_parts as o
from onrecord.site.views import pages as p
from onrecord.site.views import parts as q
from onrecord.site.views import position_parts as m
from onrecord.site.views import revision_parts as r
from onrecord.site.views import search_parts as s

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{ 7*7 }}"


def link(text: str, path: str | None = None, kind: str = "actor", lang: str | None = None) -> q.Link:
    return q.Link(text, path, kind, lang)


def when(words: str, machine: str | None, precision: str = "day", edtf: str = "") -> q.When:
    return q.When(words, machine, precision, edtf or machine or words)


STATUSES = (
    *(q.Mark(id, status.label, status.shape, status.colour, status.meaning) for id, status in DEFAULT_STATUSES.items()),
    q.Mark("opinion", "Opinion", "square", "muted", "A judgement or a demand that no evidence could settle."),
)
STATUS = {mark.id: mark for mark in STATUSES}

DASHKIN = link("Yury Dashkin", "actors/yury-dashkin/index.html")
PUTIN = link("Vladimir Putin", "actors/vladimir-putin/index.html")
UKRAINE = link("Ukraine", "actors/ukraine/index.html")
ZELENSKY = link("Volodymyr Zelensky", "actors/volodymyr-zelensky/index.html")
REPORT_ACTOR = link("The unattributed report", "actors/unattributed-report/index.html")
FORCES = link("Ukrainian forces", "actors/ukrainian-forces/index.html")
ARABIC = link("وكالة الأنباء", "actors/agency/index.html", lang="ar")
BRIEF = link(
    "Commander puts Putin's helicopter at the centre of the response to a drone attack",
    "briefs/kursk-helicopter/index.html",
    "brief",
)
KREMLIN_BRIEF = link(
    "Russia accused Ukraine of an attempt on Putin in 2023; Zelensky denied it",
    "briefs/kremlin-drones/index.html",
    "brief",
)
KURSK = link("Kursk Oblast", "places/kursk-oblast/index.html", "place")
DRONES = link("Drones", "topics/drones/index.html", "topic")
DEFENCE = link("Air defence", "topics/air-defence/index.html", "topic")
VISIT = link("Reported visit by Vladimir Putin to Kursk Oblast", "events/kursk-visit/index.html", "event")
NEWS = link(
    "Unattributed news report, dateline Moscow",
    "sources/unattributed-report/index.html#o-source-news-report",
    "source",
)
PASSAGE = link(
    "Unattributed news report, dateline Moscow: the passage on Yury Dashkin",
    "sources/no-outlet/index.html#o-source-dashkin-passage",
    "source",
)
LOCAL = link("Local media report on Yury Dashkin", "sources/no-outlet/index.html#o-source-local-media-report", "source")
WIRE = link(
    "Dozens of drones over the region, officer says", "sources/wire/index.html#o-source-kursk-helicopter-wire", "source"
)

MAY_20 = when("20 May 2025 (uncertain) or later", None, "after", "2025-05-20?/..")
DESK_DAY = when("26 May 2025", "2025-05-26")
PRECISIONS = (
    when("20 May 2025", "2025-05-20", "day"),
    when("20 May 2025, 14:05 (UTC+3)", "2025-05-20T14:05+03:00", "instant"),
    when("May 2025", "2025-05", "month"),
    when("spring 2025", None, "season", "2025-21"),
    when("2025", "2025", "year"),
    when("the 2020s", None, "decade", "202X"),
    when("between 20 and 22 May 2025", None, "range", "2025-05-20/2025-05-22"),
    when("in or before May 2025", None, "before", "../2025-05"),
    when("March 2025 or later", None, "after", "2025-03/.."),
    when("around 20 May 2025", "2025-05-20", "around", "2025-05-20~"),
    when("possibly 20 May 2025", "2025-05-20", "possibly", "2025-05-20?"),
    when("3 or 5 May 2025", None, "set", "[2025-05-03,2025-05-05]"),
    when("date unknown", None, "unknown", "XXXX"),
)

UNJUDGED = q.Grade("reliability", "F", "reliability cannot be judged", "methodology/index.html#grades")
FAIRLY = q.Grade("reliability", "C", "fairly reliable", None)
SIX = q.Grade("credibility", "6", "truth cannot be judged", "methodology/index.html#grades")
LIKELY = q.Grade("likelihood", "55–80 %", "likely", None)
MODERATE = q.Grade("confidence", "moderate", "moderate", None)

NO_RESPONSE = q.Mark("no-response", "had not responded", "dash", "muted")
DENIES = q.Mark("denies", "denies it", "cross", "negative")
DECLINES = q.Mark("declines", "takes no position", "ring", "neutral")
OPPOSES = q.Mark("opposes", "Opposes", "cross", "negative")
CONTEXT = q.Mark("context", "Context", "square", "neutral")
CLARIFICATION = q.Mark("clarification", "Clarification", "ring", "tentative")
CORRECTION = q.Mark("correction", "Correction", "diamond", "contested")

ENGLISH = q.Quote(
    "The helicopter was effectively at the epicentre of the response to the massive drone attack", "en", "ltr"
)
HEBREW = q.Quote("לא תקפנו", "he", "rtl")
RUSSIAN = q.Quote("Мы не нападали на Путина.", "ru", "ltr")

SILENCE = q.ResponseItem(
    UKRAINE,
    NO_RESPONSE,
    MAY_20,
    True,
    None,
    None,
    (NEWS,),
    "The report says that Ukraine had yet to respond; it does not say whether Ukraine was asked.",
)
DENIAL = q.ResponseItem(
    ZELENSKY,
    DENIES,
    when("May 2023", "2023-05", "month"),
    False,
    RUSSIAN,
    "that Ukraine attacked",
    (NEWS, PASSAGE),
    None,
)


def lineage(reports: int, origins: int, unknown: int, words: str) -> q.Lineage:
    return q.Lineage(reports, reports, origins, unknown, words)


def card(
    key: str, claimants: tuple[q.Link, ...], text: str, status: str | None = "unverified", **more: object
) -> q.ClaimCard:
    brief, _, item = key.partition("#")
    values: dict[str, object] = {
        "quote": None,
        "said": MAY_20,
        "about": (PUTIN,),
        "assessed": DESK_DAY,
        "lineage": lineage(2, 0, 1, "2 reports, no known origin: lineage not recorded"),
        "responses": (),
        "unanswered": False,
        "event": None,
        "brief": BRIEF if brief == "kursk-helicopter" else KREMLIN_BRIEF,
        "note": None,
    } | more
    mark = STATUS[status] if status else None
    if mark is None:
        values["assessed"] = None
    return q.ClaimCard(
        key=key,
        anchor=f"o-claim-{item}",
        path=f"claims/{brief}/{item}/index.html",
        claimants=claimants,
        text=text,
        status=mark,
        **values,  # type: ignore[arg-type]
    )


EPICENTRE = card(
    "kursk-helicopter#epicentre",
    (DASHKIN,),
    "When drones attacked in great numbers, the helicopter was in effect at the centre of the response.",
    quote=ENGLISH,
    event=VISIT,
    responses=(SILENCE,),
    note="The only words of his that the report quotes. English as printed.",
)
ATTEMPT = card(
    "kursk-helicopter#assassination-attempt",
    (DASHKIN,),
    "Ukrainian forces tried to assassinate Vladimir Putin on 20 May, by means of drones.",
    about=(FORCES, PUTIN),
    responses=(SILENCE, DENIAL),
)
VISITED = card(
    "kursk-helicopter#during-visit",
    (REPORT_ACTOR,),
    "The incident took place while Vladimir Putin was visiting Kursk Oblast.",
    "plausible",
    lineage=lineage(1, 0, 1, "1 report, lineage not recorded"),
    unanswered=True,
)
ACCUSED = card(
    "kremlin-drones#accusation",
    (link("Russia", "actors/russia/index.html"), DASHKIN, ARABIC),
    "Ukraine tried to assassinate Vladimir Putin with two drones over the Kremlin.",
    "disputed",
    said=when("May 2023", "2023-05", "month"),
    quote=HEBREW,
    lineage=lineage(6, 1, 0, "6 reports, 1 origin"),
    responses=(DENIAL,),
)
CORROBORATED = card(
    "kremlin-drones#shot-down",
    (REPORT_ACTOR,),
    "Two drones were shot down over the Kremlin.",
    "corroborated",
    lineage=lineage(3, 2, 0, "3 reports, 2 origins"),
    said=None,
)
UNASSESSED = card("kremlin-drones#unassessed", (ZELENSKY,), "Ukraine did not attack Putin.", None, said=DESK_DAY)
REFUTED = card("kremlin-drones#first", (REPORT_ACTOR,), "Nobody had accused Ukraine before.", "refuted")
WITHDRAWN = card("kremlin-drones#withdrawn", (ZELENSKY,), "The toll was twelve.", "withdrawn")
CONFIRMED = card("kremlin-drones#confirmed", (ZELENSKY,), "The toll was thirteen.", "confirmed")
OPINION = card("kremlin-drones#opinion", (ZELENSKY,), "Молчание поощряет Путина.", "opinion", lang="ru")
CARDS = (EPICENTRE, ATTEMPT, VISITED, ACCUSED, CORROBORATED, UNASSESSED, REFUTED, WITHDRAWN, CONFIRMED, OPINION)


def source(key: str, to: q.Link, **more: object) -> q.SourceItem:
    values: dict[str, object] = {
        "kind": "Article",
        "outlet": None,
        "authors": (),
        "published": MAY_20,
        "accessed": None,
        "address": q.Address(None, None, None, None, None),
        "lineage": "not-recorded",
        "via": (),
        "reliability": UNJUDGED,
        "reliability_reason": None,
        "retracted": None,
        "retraction_note": None,
        "quote": None,
        "note": None,
        "claims": 0,
        "brief": None,
    } | more
    return q.SourceItem(key=key, anchor=f"o-source-{key}", link=to, **values)  # type: ignore[arg-type]


SOURCES = (
    source(
        "dashkin-passage",
        PASSAGE,
        lineage="relays",
        via=(LOCAL,),
        number=1,
        uses=("o-cite-1-1", "o-cite-1-2"),
        claims=4,
        reliability_reason="Part of a report whose outlet nobody recorded.",
        note="The first two paragraphs of the document entered as news-report.",
    ),
    source("news-report", NEWS, number=2, uses=("o-cite-2-1",), claims=3, outlet=REPORT_ACTOR),
    source(
        "local-media-report",
        LOCAL,
        kind="Broadcast",
        lineage="relays",
        via=(WIRE, NEWS),
        address=q.Address(None, "https://archive.example/1", DESK_DAY, "dead", "local.example"),
    ),
    source(
        "kursk-helicopter-wire",
        WIRE,
        kind="Newspaper article",
        outlet=ARABIC,
        authors=(link("A. Writer"), link("B. Reporter")),
        published=when("25 May 2025", "2025-05-25"),
        accessed=DESK_DAY,
        lineage="first-hand",
        reliability=FAIRLY,
        address=q.Address(
            "https://wire.example/a-very-long-path?with=query&and=more",
            "https://archive.example/2",
            DESK_DAY,
            "live",
            "wire.example",
        ),
        retracted=when("27 May 2025", "2025-05-27"),
        retraction_note="The number of drones was wrong.",
        quote=HEBREW,
        brief=BRIEF,
        claims=1,
    ),
)

EVENTS = (
    q.EventItem(
        "kursk-visit",
        "o-event-kursk-visit",
        VISIT,
        when("possibly 20 May 2025", "2025-05-20", "possibly", "2025-05-20?"),
        KURSK,
        (PUTIN,),
        "A visit during which, reports say, drones threatened the president's helicopter.",
        "The report states no date for the visit and no year. The year is our reading.",
        5,
    ),
    q.EventItem(
        "kursk-helicopter#drone-attack",
        "o-event-drone-attack",
        link("Alleged drone attack", "events/kursk-helicopter/drone-attack/index.html", "event"),
        None,
        None,
        (),
        None,
        None,
        0,
    ),
)

BRIEFS = (
    q.BriefItem(
        BRIEF,
        DESK_DAY,
        "One officer's account, carried by a local media report that we have not seen and passed on by a news report "
        "without a recorded outlet.",
        (DRONES, DEFENCE),
        7,
        4,
        2,
        False,
    ),
    q.BriefItem(KREMLIN_BRIEF, when("27 May 2025", "2025-05-27"), None, (), 0, 0, 0, True),
    q.BriefItem(
        link("تقرير عن طائرات مسيرة", "briefs/arabic/index.html", "brief", "ar"),
        when("1 May 2025", "2025-05-01"),
        None,
        (),
        1,
        1,
        0,
        False,
    ),
)

CORRECTIONS = (
    q.CorrectionItem(
        CORRECTION,
        when("28 May 2025", "2025-05-28"),
        "We had said that three of the claims are given in the report's words. They are given in ours.",
        BRIEF,
        None,
    ),
    q.CorrectionItem(
        CLARIFICATION,
        when("28 May 2025", "2025-05-28"),
        "We had let it seem that the report credits everything to a local media report.",
        BRIEF,
        link("Yury Dashkin: Ukrainian forces tried to assassinate Vladimir Putin", ATTEMPT.path, "claim"),
    ),
)

BACKLINKS = (
    q.Backlink(KREMLIN_BRIEF, "For the later allegation see the helicopter brief, which sets the two side by side."),
    q.Backlink(DASHKIN, ""),
)


def entry(
    kind: str, label: str, date: q.When, who: tuple[q.Link, ...], verb: str, what: q.Link, **more: object
) -> q.TimelineItem:
    values: dict[str, object] = {
        "detail": None,
        "quote": None,
        "mark": None,
        "actors": (),
        "topics": (),
        "status": None,
        "sort": date.edtf,
        "until": date.edtf,
    } | more
    return q.TimelineItem(kind, label, date, who, verb, what, **values)  # type: ignore[arg-type]


CLAIM_LINK = link(ATTEMPT.text, ATTEMPT.path, "claim")
ATTRIBUTED_LINK = link(f"Yury Dashkin: {ATTEMPT.text}", ATTEMPT.path, "claim")
TIMELINE = (
    entry(
        "event",
        "Event",
        PRECISIONS[0],
        (),
        "",
        VISIT,
        detail="Kursk Oblast",
        actors=("vladimir-putin",),
        topics=("drones",),
    ),
    entry(
        "claim",
        "Claim",
        PRECISIONS[8],
        (DASHKIN,),
        "says",
        CLAIM_LINK,
        mark=STATUS["unverified"],
        status="unverified",
        quote=ENGLISH,
    ),
    entry("response", "Response", PRECISIONS[2], (ZELENSKY,), "denies", ATTRIBUTED_LINK, mark=DENIES, quote=RUSSIAN),
    entry(
        "assessment",
        "Assessment",
        PRECISIONS[0],
        (),
        "Reassessed, until then unverified:",
        ATTRIBUTED_LINK,
        mark=STATUS["disputed"],
        previous=STATUS["unverified"],
    ),
    entry("correction", "Correction", PRECISIONS[0], (), "", BRIEF, mark=CORRECTION, detail=CORRECTIONS[0].note),
    entry("publication", "Brief", DESK_DAY, (), "", BRIEF),
    entry("report", "Report", PRECISIONS[6], (ARABIC,), "publishes", WIRE),
    *(entry("claim", "Claim", date, (DASHKIN,), "says", CLAIM_LINK) for date in PRECISIONS),
)

COUNTS = (
    q.Count(7, "7 claims", "claims/index.html"),
    q.Count(4, "4 sources", None),
    q.Count(2, "2 events", "events/index.html"),
)

PROSE = q.Prose(
    (
        "<p>A Russian officer is reported to have said that a helicopter was in effect at the centre of the response "
        'to a large drone attack. The officer is <a class="ref ref-actor" href="../../actors/yury-dashkin/index.html">'
        'Yury Dashkin</a>, described as commander <span class="citation">[<a id="o-cite-1-1" '
        'class="cite" href="#o-source-dashkin-passage" role="doc-noteref" aria-label="Source 1: passage">1</a>]</span>.'
        '<sup id="fnref:year"><a class="footnote-ref" href="#fn:year">1</a></sup></p>\n'
        '<h2 id="the-words-we-have">The words we have</h2>\n',
        "<p>This is the whole of what Dashkin is quoted as saying. It puts the helicopter in the middle of the "
        '<em>response</em> <span class="citation">[<a id="o-cite-1-2" class="cite" href="#o-source-dashkin-passage" '
        'role="doc-noteref" aria-label="Source 1: passage">1</a>, <a id="o-cite-2-1" class="cite" '
        'href="#o-source-news-report" role="doc-noteref" aria-label="Source 2: report">2</a>]</span>.</p>\n'
        '<h3 id="the-quotation-and-the-paraphrase">The quotation and the paraphrase</h3>\n'
        "<table><thead><tr><th>Question</th><th>In the words quoted from him</th><th>In the report's paraphrase</th>"
        "</tr></thead><tbody><tr><td>The helicopter was at …</td><td>“the epicentre of the response”</td><td>“the "
        "epicentre of the attack”</td></tr><tr><td>Who attacked?</td><td>not said</td><td>Ukrainian forces</td></tr>"
        '</tbody></table>\n<h2 id="what-is-missing">What is missing</h2><dl><dt>Ukraine</dt><dd>No response yet, the '
        "report says.</dd><dt>The Kremlin</dt><dd>The report has no comment from it.</dd></dl>"
        "<blockquote><p>A quotation.</p></blockquote><ol><li>Dashkin speaks.</li><li>A medium carries it.</li></ol>"
        '<div class="admonition note"><p class="admonition-title">Note</p><p>An admonition.</p></div>'
        "<pre role='region' tabindex='0' aria-label='Code 1'><code>code { that: is-wide } /* and goes on for quite "
        "a while so that it has to scroll sideways */</code>"
        '</pre><div class="footnote"><hr><ol><li id="fn:year"><p>The report gives day and month only.'
        '<a class="footnote-backref" href="#fnref:year" aria-label="Back">↩</a></p></li></ol></div>',
    ),
    (EPICENTRE,),
)
CONTENTS = (
    q.Contents(2, "the-words-we-have", "The words we have"),
    q.Contents(3, "the-quotation-and-the-paraphrase", "The quotation and the paraphrase"),
    q.Contents(2, "what-is-missing", "What is missing"),
)
NAMES = (
    p.Name(q.Quote("Юрий Дашкин", "ru", "ltr"), "Cyrillic", "Our transliteration; not seen in a source."),
    p.Name(q.Quote("يوري داشكين", "ar", "rtl"), "Arabic", None),
    p.Name(q.Quote("Yuri Dashkin", None, None), None, None),
)


def step(
    to: q.Link, role: str, *children: q.ProvenanceStep, repeated: bool = False, loop: bool = False
) -> q.ProvenanceStep:
    return q.ProvenanceStep(to, ARABIC, "Article", DESK_DAY, UNJUDGED, role, repeated, loop, children)


PROVENANCE = (
    step(PASSAGE, "relay", step(LOCAL, "relay", step(WIRE, "origin"), step(NEWS, "unknown"))),
    step(NEWS, "relay", step(LOCAL, "relay", repeated=True), step(PASSAGE, "relay", loop=True)),
    msgspec.structs.replace(step(LOCAL, "relay"), cut=True),
)

GROUPS = (
    q.TimelineGroup("2025", "o-2025", "timeline/2025/index.html", TIMELINE),
    q.TimelineGroup("2023", "o-2023", None, TIMELINE[:2]),
)

SITE = p.SiteFacts(
    title="On Record",
    description="One news report of unknown origin, taken apart claim by claim.",
    language="en",
    direction="ltr",
    publisher="The On Record demonstration desk",
    url="https://example.org/briefings/",
    sections=tuple(
        link(name, f"{name.lower()}/index.html", "section")
        for name in ("Briefs", "Claims", "Timeline", "Actors", "Sources", "Events", "Topics", "Places", "Corrections")
    ),
    menu=(link("About", "about/index.html", "page"), link("Methodology", "methodology/index.html", "page")),
    generator="onrecord 0.1",
    data="data/datapackage.json",
    styles=("theme/record.css", "theme/style.css", "theme/tokens.css"),
    scripts=("theme/filters.js",),
    statuses=STATUSES,
    as_of=DESK_DAY,
    search="search/index.html",
)
BARE_SITE = p.SiteFacts("Desk", "", "en", "ltr", "Desk", None, (), (), "onrecord 0.1", (), (), ())

NONE_YET = q.Count(0, "0 of them")

NO_CELL = m.MatrixCell(None, None, False, False, False, None)
LOW = q.Grade("confidence", "low", "scant", None)
SCALES = (
    q.Scale("likelihood", "Likelihood", "o-scale-likelihood", "In bands.", (LIKELY,)),
    q.Scale("confidence", "Confidence", "o-scale-confidence", "How good the ground is.", (LOW,)),
)
MATRIX = p.PositionMatrix(
    (EPICENTRE, ACCUSED),
    ((), ()),
    (
        m.MatrixRow(DASHKIN, (m.MatrixCell(STATUS["unverified"], MAY_20, True, False, False, None), NO_CELL)),
        m.MatrixRow(UKRAINE, (NO_CELL, m.MatrixCell(None, None, False, True, True, None))),
    ),
    7,
)
RELIANCE = m.Reliance(
    (PASSAGE,), (EPICENTRE,), q.Count(1, "1 claim rests on nothing else"), (BRIEF,), (DASHKIN, UKRAINE)
)


def overview(*kinds: tuple[str, str]) -> p.Overview:
    spans = tuple(
        o.OverviewSpan(10 * number, 100, number, style) for number, style in enumerate(("known", "open", "doubtful"))
    )
    return p.Overview(
        ("22 entries, April 2025 to June 2025 by month.",),
        1200,
        400,
        tuple(o.OverviewLane(kind, label, ((200, 14), (600, 3)), (210, 650), spans) for kind, label in kinds),
        (
            o.OverviewStretch("April 2025: 20 entries", "Apr 2025", "timeline/2025/index.html#o-2025-04"),
            o.OverviewStretch("May 2025: 2 entries, 3 more dated less precisely", None, "timeline/2025/index.html"),
            o.OverviewStretch("June 2025: no entry", None, None),
        ),
        (400,),
    )


CHART = overview(("", ""))
CHARTS = overview(("event", "Reported event"), ("claim", "Claim"))


def row(card: q.ClaimCard) -> p.RegisterRow:
    status = card.status.id if card.status else "not-assessed"
    sort, until = ("2025-05-20T00:00:00Z", "9999-12-31T23:59:59Z") if card.said else (None, None)
    return p.RegisterRow(card, ("yury-dashkin",), ("drones",), status, ("single",), sort, until)


def lanes() -> p.ActorLanes:
    claims = q.Mark("claims", "1 claim made", "disc", "neutral", "Made the claim.")
    silent = q.Mark("no-response", "has not responded: 2 claims", "ring", "muted")
    signs = (
        n.LaneSign(claims, 12.5, 0, 12.5, 12.5, None),
        *(n.LaneSign(claims, 20, row, 10, 30, style) for row, style in enumerate(("known", "open", "doubtful"))),
    )
    return p.ActorLanes(
        ("3 statements by 2 actors, April 2025 to June 2025.",),
        (
            n.ActorLane(DASHKIN, signs, (n.LaneWords(claims, MAY_20, False), n.LaneWords(claims, None, False)), 3, 2),
            n.ActorLane(UKRAINE, (), (n.LaneWords(silent, MAY_20, True),), 0, 0),
        ),
        ((0.0, "Apr 2025"), (90.5, "June")),
    )


LANES = lanes()


CHANGES = link("What changed: the brief", "briefs/kursk-helicopter/changes/index.html", "changes")
CLAIM = link("Yury Dashkin: the helicopter", "claims/kursk-helicopter/epicentre/index.html", "claim")
REVISIONS = (
    r.RevisionItem(
        "0123456789",
        "https://git.example.org/desk/commit/0123456789",
        DESK_DAY,
        "A. Editor",
        (
            r.Change("claim-added", CLAIM, None, None),
            r.Change("claim-reworded", CLAIM, None, None),
            r.Change("claim-removed", link("gone", None, "claim"), None, None),
            r.Change("status", CLAIM, STATUS["unverified"], STATUS["disputed"]),
            r.Change("status", CLAIM, None, STATUS["disputed"]),
            r.Change("correction", None, None, STATUS["disputed"]),
            r.Change("other", None, None, None),
        ),
    ),
    r.RevisionItem("abcdef0123", None, DESK_DAY, None, (r.Change("published", None, None, None),)),
)


def pages(*lists: str) -> dict[str, p.Paging]:
    """What a page says of lists of which it shows the latest rows."""
    first, second, last = (link(n, f"claims/page/{n}/index.html", "list") for n in ("1", "2", "25"))
    statuses = ((STATUS["unverified"], 2_500), (None, 134))
    of_latest = p.Paging(2_501, 2_634, None, last, None, first, None, 2_634, 26, (last, None, second, first), statuses)
    return dict.fromkeys(lists, of_latest)


FULL: dict[str, Struct] = {
    "home": p.HomeView(
        COUNTS,
        BRIEFS,
        5,
        TIMELINE[3:4],
        (EPICENTRE, ATTEMPT),
        (VISITED,),
        tuple((mark, 3) for mark in STATUSES),
        TIMELINE[:7],
        open_total=q.Count(14, "14 open questions", "claims/index.html"),
        unanswered_total=q.Count(1, "1 claim without a response", "claims/index.html"),
    ),
    "brief": p.BriefView(
        DESK_DAY,
        "One officer's account, passed on by a news report without a recorded outlet. Not independently confirmed.",
        ("A. Editor", "B. Editor"),
        True,
        when("1 June 2025", "2025-06-01"),
        when("1 July 2025", "2025-07-01"),
        (DRONES, DEFENCE),
        (KURSK,),
        PROSE,
        CONTENTS,
        (EPICENTRE, ATTEMPT, VISITED, UNASSESSED),
        (EPICENTRE.key,),
        EVENTS,
        SOURCES,
        (DASHKIN, PUTIN, ARABIC),
        CORRECTIONS,
        BACKLINKS,
        TIMELINE[:7],
        1234,
        COUNTS,
        "A. Editor and B. Editor: The brief, The desk, undated.",
        r.BriefHistory("shallow", 3, DESK_DAY, when("1 June 2025", "2025-06-01"), CHANGES),
    ),
    "changes": p.ChangesView(BRIEF, REVISIONS, "shallow"),
    "briefs": p.BriefsView(BRIEFS, q.Count(3, "3 briefs")),
    "claims": p.ClaimsView(
        tuple(row(card) for card in CARDS),
        q.Count(10, "10 claims"),
        tuple((mark, 1) for mark in STATUSES),
        q.Count(4, "4 reach us through a single report"),
        q.Count(2, "2 without a response on record"),
        SCALES,
        (("yury-dashkin", "Yury Dashkin", 2),),
        (("drones", "Drones", 1),),
        (("single", "single report", 4),),
        pages("page"),
    ),
    "claim": p.ClaimView(
        ATTEMPT,
        PROVENANCE,
        MAY_20,
        SOURCES,
        (
            p.Evidence(OPPOSES, PASSAGE, "second paragraph", ENGLISH, "Names neither Ukraine nor a target."),
            p.Evidence(CONTEXT, NEWS, None, None, None),
        ),
        (SILENCE, DENIAL),
        (
            q.AssessmentItem(
                when("27 May 2025", "2025-05-27"),
                STATUS["disputed"],
                SIX,
                None,
                MODERATE,
                "The desk",
                "The report contradicts itself.",
                False,
            ),
            q.AssessmentItem(
                when("28 May 2025", "2025-05-28"),
                STATUS["unverified"],
                SIX,
                LIKELY,
                MODERATE,
                None,
                "No evidence is described, the accused side is not heard.",
                True,
            ),
        ),
        (
            q.Relation("contradicts", "contradicts", (ACCUSED, REFUTED)),
            q.Relation("repeats", "is repeated by", (CORROBORATED,)),
        ),
        EVENTS[0],
        (DRONES,),
        (KURSK,),
        CORRECTIONS,
        BACKLINKS,
        TIMELINE[:5],
        "Yury Dashkin, claim of 20 May 2025 or later: “Ukrainian forces tried …” On Record, status unverified on "
        "26 May 2025. https://example.org/briefings/claims/kursk-helicopter/assassination-attempt/",
    ),
    "actors": p.ActorsView(
        (
            ("People", (p.ActorItem(DASHKIN, "Russian officer.", 4, 0, 0, 0), p.ActorItem(PUTIN, None, 0, 1200, 0, 3))),
            ("Outlets", (p.ActorItem(ARABIC, None, 0, 0, 0, 0),)),
        ),
        q.Count(3, "3 actors"),
    ),
    "actor": p.ActorView(
        "Person",
        q.Quote("Yury Dashkin", "en", "ltr"),
        "Russian officer, described as commander.",
        NAMES,
        link("Russia", "actors/russia/index.html"),
        (link("Wikidata Q7747", "https://www.wikidata.org/wiki/Q7747", "external"),),
        "https://own.example/",
        (
            p.RoleItem(
                "Commander of an air defence division",
                link("Russian air defence", "actors/x/index.html"),
                when("2012", "2012", "year"),
                when("2018", "2018", "year"),
                (PASSAGE,),
                "As the report describes him.",
            ),
            p.RoleItem("Officer", None, None, None, (), None),
        ),
        (
            p.RelationItem("armed forces of", UKRAINE, False, when("1991", "1991", "year"), None, (NEWS,), "A note."),
            p.RelationItem("head of state of", PUTIN, True, None, when("2020", "2020", "year"), (), None),
        ),
        ((UNJUDGED, DESK_DAY, "Nobody recorded who published it."), (FAIRLY, None, None)),
        PROSE,
        CONTENTS,
        SOURCES[:2],
        (EPICENTRE, ATTEMPT),
        (ATTEMPT, ACCUSED),
        (p.Answer(ACCUSED, DENIAL), p.Answer(VISITED, SILENCE)),
        (VISITED,),
        EVENTS,
        BRIEFS,
        SOURCES,
        link("What it published", "sources/x/index.html", "outlet"),
        ((PUTIN, 5), (ARABIC, 1)),
        BACKLINKS,
        TIMELINE[:6],
        (
            q.PositionChange(
                "stance",
                "Changed its stance on a claim",
                q.Statement(ACCUSED, SILENCE, MAY_20),
                q.Statement(ACCUSED, DENIAL, DESK_DAY),
                True,
            ),
            q.PositionChange(
                "contradicts",
                "Stands for claims that contradict one another",
                q.Statement(EPICENTRE, None, None),
                q.Statement(ATTEMPT, None, DESK_DAY),
                False,
            ),
        ),
        CHART,
        graph=p.ActorGraph(
            760,
            300,
            "Yury Dashkin",
            (
                p.GraphNode(PUTIN, "Vladimir Putin", 500, 60, True, 5),
                p.GraphNode(link("Nobody"), "Nobody", 200, 260, False, 1),
            ),
        ),
        paging=pages("made", "about", "answers", "unanswered", "events", "briefs", "sources", "timeline"),
    ),
    "timeline": p.TimelineView(
        None,
        GROUPS,
        q.Count(22, "22 entries"),
        ((link("2025", "timeline/2025/index.html", "year"), 20), (link("2023", "timeline/2023/index.html", "year"), 2)),
        (("yury-dashkin", "Yury Dashkin", 4),),
        (("drones", "Drones", 2),),
        ((STATUS["unverified"], 3),),
        (("claim", "Claims", 12), ("event", "Events", 3)),
        3,
        q.Count(22, "the latest 22 of 3,000 entries"),
        CHARTS,
    ),
    "sources": p.SourcesView(
        (
            p.OutletItem(
                link("The unattributed report", "sources/unattributed-report/index.html", "outlet"), 3, 1, 1, 1, 12
            ),
            p.OutletItem(link("No outlet recorded", "sources/no-outlet/index.html", "outlet"), 2, 0, 1, 1, 4),
        ),
        SOURCES,
        q.Count(4, "4 sources"),
        SCALES,
    ),
    "outlet": p.OutletView(
        ARABIC,
        ((FAIRLY, DESK_DAY, "A track record of five years."),),
        tuple(
            p.SourceDetail(
                item,
                q.Prose(("<p>The report mentions the drones in half a sentence.</p>",)),
                (EPICENTRE, ACCUSED),
                (PASSAGE,),
                (BRIEF,),
                BACKLINKS,
                RELIANCE if item.retracted else None,
            )
            for item in SOURCES
        ),
        ((STATUS["unverified"], 7), (STATUS["refuted"], 1)),
        COUNTS,
        pages("page"),
    ),
    "events": p.EventsView(EVENTS, q.Count(2, "2 events")),
    "event": p.EventView(
        EVENTS[0],
        VISIT,
        EVENTS[1:],
        PROSE,
        CONTENTS,
        SOURCES[:2],
        (NEWS,),
        (DRONES,),
        (EPICENTRE, ATTEMPT),
        BRIEFS,
        BACKLINKS,
        TIMELINE[:3],
        MATRIX,
        CHART,
        LANES,
    ),
    "topics": p.SubjectsView(
        (
            p.SubjectItem(DRONES, "Claims in which uncrewed aircraft are the means.", 4, 11, 3),
            p.SubjectItem(DEFENCE, None, 0, 0, 0),
        ),
        q.Count(2, "2 topics"),
    ),
    "places": p.SubjectsView((p.SubjectItem(KURSK, "A region of Russia.", 1, 7, 3),), q.Count(1, "1 place")),
    "corrections": p.CorrectionsView(CORRECTIONS, q.Count(2, "2 corrections")),
    "search": p.SearchView(
        (
            s.SearchFilter("kind", "Kind", (s.SearchOption("claim", "Claims", 11, one="Claim"),)),
            s.SearchFilter("actor", "Actor", (s.SearchOption("agency", "وكالة الأنباء", 2, "ar"),)),
        ),
        (link("Briefs", "briefs/index.html", "section"),),
        "en",
    ),
    "page": p.PageView("How we split, source, grade and date claims.", PROSE, CONTENTS, SOURCES[:2], BACKLINKS),
    "list": p.ListPageView(
        DASHKIN,
        "made",
        "Claims made",
        p.Paging(
            101,
            200,
            2,
            link("1", "actors/yury-dashkin/made/1/index.html", "list"),
            link("3", "actors/yury-dashkin/made/3/index.html", "list"),
            link("1", "actors/yury-dashkin/made/1/index.html", "list"),
            DASHKIN,
        ),
        claims=(EPICENTRE, ATTEMPT),
    ),
    "not-found": p.NotFoundView((link("Home", "", "home"), link("Briefs", "briefs/index.html", "section"))),
    "redirect": p.RedirectView(BRIEF),
}
_subject = p.SubjectView(
    "Kursk Oblast", "The Russian region.", NAMES, link("Russia", "places/russia/index.html", "place"), (KURSK,),
    link("Russia", "actors/russia/index.html"),
    (link("Wikidata Q649", "https://www.wikidata.org/wiki/Q649", "external"),),
    p.Point(51.7, 36.2, 150, "51.7° N, 36.2° E, within 150 km"), PROSE, CONTENTS, SOURCES[:2], BRIEFS, CARDS, EVENTS,
    (DASHKIN, PUTIN), BACKLINKS, TIMELINE[:3], MATRIX, CHART, (),
    p.LocatorMap(480, 320, "M0 0l480 0 0 320z", "M0 9l9 9", 42.5, False, 80.1, 200), LANES,
)  # fmt: skip
FULL |= {"topic": _subject, "place": _subject}

_no_prose = q.Prose()
EMPTY: dict[str, Struct] = {
    "home": p.HomeView((), (), 0, (), (), (), (), ()),
    "brief": p.BriefView(
        DESK_DAY, None, (), False, None, None, (), (), _no_prose, (), (), (), (), (), (), (), (), (), 0, (), "Cite it.",
        r.BriefHistory("none", 0, None, None, None),
    ),
    "changes": p.ChangesView(BRIEF, (), "whole"),
    "briefs": p.BriefsView((), NONE_YET),
    "claims": p.ClaimsView((), NONE_YET, (), NONE_YET, NONE_YET),
    "claim": p.ClaimView(
        card("a#b", (DASHKIN,), "A bare claim.", None, said=None, about=(), lineage=lineage(0, 0, 0, "no source")),
        (), None, (), (), (), (), (), None, (), (), (), (), (), "Cite it.",
    ),
    "actors": p.ActorsView((), NONE_YET),
    "actor": p.ActorView(
        "Person", q.Quote("Somebody", None, None), None, (), None, (), None, (), (), (), _no_prose, (), (), (), (), (),
        (), (), (), (), None, (), (), (),
    ),
    "timeline": p.TimelineView(2025, (), NONE_YET, (), (), (), (), (), 0),
    "sources": p.SourcesView((), (), NONE_YET),
    "outlet": p.OutletView(None, (), (), (), ()),
    "events": p.EventsView((), NONE_YET),
    "event": p.EventView(EVENTS[1], None, (), _no_prose, (), (), (), (), (), (), (), ()),
    "topics": p.SubjectsView((), NONE_YET),
    "places": p.SubjectsView((), NONE_YET),
    "corrections": p.CorrectionsView((), NONE_YET),
    "search": p.SearchView((), (), "en"),
    "page": p.PageView(None, _no_prose, (), (), ()),
    "list": p.ListPageView(
        DASHKIN, "made", "Claims made", p.Paging(1, 100, 1, None, DASHKIN, None, DASHKIN), claims=(EPICENTRE,)
    ),
    "not-found": p.NotFoundView(()),
    "redirect": p.RedirectView(link("Somewhere", "", "home")),
}  # fmt: skip
_nothing = p.SubjectView("Nowhere", None, (), None, (), None, (), None, _no_prose, (), (), (), (), (), (), (), ())
EMPTY |= {"topic": _nothing, "place": _nothing}


def frame(kind: str, title: str = "", **more: object) -> p.Frame:
    """A frame two folders deep."""
    values: dict[str, object] = {
        "path": f"{kind}s/sample/index.html",
        "address": f"{kind}s/sample/index.html",
        "root": "../../",
        "title": title or kind.replace("-", " ").capitalize(),
        "description": "What this page says, in a sentence.",
        "lang": "en",
        "direction": "ltr",
    } | more
    return p.Frame(kind=kind, **values)  # type: ignore[arg-type]


TITLES = {"brief": BRIEF.text, "actor": "Yury Dashkin", "event": VISIT.text, "claim": f"Yury Dashkin: {ATTEMPT.text}"}


def full_frame(kind: str) -> p.Frame:
    """A frame with all that it can hold."""
    trail = (link("On Record", "index.html", "home"), link("Section", f"{kind}s/index.html", "section"))
    return frame(
        kind,
        TITLES.get(kind, ""),
        breadcrumbs=(*trail, link(TITLES.get(kind, kind), None, kind)),
        canonical=f"https://example.org/briefings/{kind}s/sample/",
        edit="https://git.example/edit/content/x.md",
        source_file="content/x.md",
        feeds=(
            link("On Record", "feed.xml", "application/atom+xml"),
            link("On Record", "feed.json", "application/feed+json"),
        ),
        published="2025-05-26T00:00:00Z",
        updated="2025-05-28T00:00:00Z",
        structured='{"@context":"https://schema.org","@graph":[{"@type":"Report","name":"</script><!-- &lt; "}]}',
    )
