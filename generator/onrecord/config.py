"""The site's configuration: what ``onrecord.yaml`` may hold, and the default vocabulary."""

from __future__ import annotations

from typing import Annotated, Literal

from onrecord.declaration import LANGUAGE_TAG, WordFor, described, entry

Shape = Literal["ring", "half", "diamond", "double", "disc", "cross", "dash", "dotted", "square", "triangle"]
ColourRole = Literal["neutral", "tentative", "contested", "supported", "firm", "negative", "muted"]
Level = Literal["error", "warning", "note", "off"]
Links = Literal["portable", "clean"]
HistoryShown = Literal["unnamed", "named", "off"]


@entry
class Status:
    """An assessment status: a word, a meaning, and how it is drawn."""

    label: str = described("the word a reader sees", min_length=1)
    meaning: str = described("what it means, in one sentence", min_length=1)
    shape: Shape = described("the shape drawn beside the word", default="ring")
    colour: ColourRole = described("the colour role", default="neutral")
    rating: int | None = described("ClaimReview rating from 1 (false) to 5 (true)", default=None, ge=1, le=5)


@entry
class ActorKind:
    """A kind of actor."""

    label: str = described("the word a reader sees", min_length=1)
    plural: str = described("the word for several", min_length=1)


DEFAULT_STATUSES: dict[str, Status] = {
    "unverified": Status(
        label="Unverified",
        meaning="Nobody independent has confirmed or refuted it.",
        shape="ring",
        colour="neutral",
    ),
    "plausible": Status(
        label="Plausible",
        meaning="It fits what is known, but is not established.",
        shape="half",
        colour="tentative",
        rating=3,
    ),
    "disputed": Status(
        label="Disputed",
        meaning="Credible accounts contradict one another.",
        shape="diamond",
        colour="contested",
    ),
    "corroborated": Status(
        label="Corroborated",
        meaning="At least two independent origins support it.",
        shape="double",
        colour="supported",
        rating=4,
    ),
    "confirmed": Status(
        label="Confirmed",
        meaning="Established beyond reasonable doubt by independent evidence.",
        shape="disc",
        colour="firm",
        rating=5,
    ),
    "refuted": Status(
        label="Refuted",
        meaning="Shown to be false by independent evidence.",
        shape="cross",
        colour="negative",
        rating=1,
    ),
    "withdrawn": Status(
        label="Withdrawn",
        meaning="The claimant took it back.",
        shape="dash",
        colour="muted",
    ),
}

DEFAULT_ACTOR_KINDS: dict[str, ActorKind] = {
    "person": ActorKind(label="Person", plural="People"),
    "organization": ActorKind(label="Organization", plural="Organizations"),
    "government": ActorKind(label="Government", plural="Governments"),
    "military": ActorKind(label="Military", plural="Militaries"),
    "state": ActorKind(label="State", plural="States"),
    "outlet": ActorKind(label="Outlet", plural="Outlets"),
    "group": ActorKind(label="Group", plural="Groups"),
}


@entry
class Vocabulary:
    """The site's additions to the default words; an entry of the same id replaces the default."""

    statuses: dict[str, Status] | None = described("assessment statuses by id", default=None)
    actor_kinds: dict[str, ActorKind] | None = described("kinds of actor by id", default=None)


@entry
class PublishTarget:
    """A place that ``onrecord publish`` sends the site to. Keys and passwords have no place here."""

    to: str = described(
        "a folder, 'git:BRANCH', 'git+REMOTE#BRANCH', an address such as 's3://bucket/folder' or 'sftp://host/folder', "
        "or 'rsync:host:/folder'",
        min_length=1,
        examples=("git:gh-pages",),
    )
    base_url: str | None = described("address of the site there, in place of 'url'", default=None)
    endpoint: str | None = described("address of an S3 service other than Amazon's", default=None)


@entry
class Config:
    """``onrecord.yaml``."""

    title: str = described("the site's name", min_length=1)
    description: str | None = described("one or two sentences about the site", default=None)
    url: str | None = described(
        "where the site is published, for canonical addresses",
        default=None,
        examples=("https://example.org/briefings/",),
    )
    language: str = described("language of the site (BCP 47)", default="en", pattern=LANGUAGE_TAG)
    timezone: str = described("time zone of the desk (IANA)", default="UTC", examples=("Europe/Kyiv",))
    repository: str | None = described("address of the git repository, for links to sources of pages", default=None)
    publisher: str | None = described("who publishes the site, when not its title", default=None)
    links: Links = described(
        "'portable' links name index.html and also work from disk; 'clean' links end in a slash and need a host",
        default="portable",
    )
    list_length: int = described(
        "how many rows of a long list stand on a page; one of at least twice as many is cut into pages",
        default=50,
        ge=1,
    )
    search: bool = described("make a search page and the index that it looks into", default=True, strict=True)
    raw_html: bool = described("let HTML in bodies through without sanitising", default=False, strict=True)
    feeds: bool = described("write Atom and JSON feeds; they need `url`", default=True, strict=True)
    cards: bool = described(
        "draw an image of each brief and claim for links to it elsewhere; it needs `url` and the extra 'cards'",
        default=False,
        strict=True,
    )
    exports: bool = described("write the record for other tools below `/data/`", default=True, strict=True)
    vocabulary: Vocabulary = described("statuses and actor kinds of this site", default=Vocabulary())
    history: HistoryShown = described(
        "what pages tell of the history in git: 'unnamed' when a brief changed and what, 'named' also by whom, 'off' "
        "nothing",
        default="unnamed",
    )
    rules: dict[str, Level] | None = described(
        "severity of editorial rules by code: error, warning, note or off", default=None
    )
    publish: dict[str, Annotated[PublishTarget, WordFor("to")]] | None = described(
        "where 'onrecord publish' sends the site, by name; a plain word stands for 'to'", default=None
    )

    @property
    def statuses(self) -> dict[str, Status]:
        """All assessment statuses by id: the defaults, as the site changed and extended them."""
        return DEFAULT_STATUSES | (self.vocabulary.statuses or {})

    @property
    def actor_kinds(self) -> dict[str, ActorKind]:
        """All kinds of actor by id."""
        return DEFAULT_ACTOR_KINDS | (self.vocabulary.actor_kinds or {})
