"""The words that made-up briefs are written with. No real person, place or outlet is meant."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


GIVEN = _words(
    "Adem Agnes Alaric Amira Anselm Arvo Basil Beata Branko Calla Casimir Cosima Dagny Darius Desta Edda "
    "Eliska Emeric Farid Fenna Gaspar Gudrun Hanno Hedda Ilse Ismet Iveta Jarmo Jorun Kalina Kamil Kerstin "
    "Lazar Leda Lioba Ludo Magda Marek Milos Nadia Nestor Nilufar Oksan Olaf Orsola Paavo Petra Quirin Ragna "
    "Renzo Rurik Sabela Selma Sixten Tamsin Tarik Tove Ulrika Valko Vesna Wanda Wilmar Xenia Yannis Yelda "
    "Zoran"
)
FAMILY = _words(
    "Abakar Adomeit Albescu Andrask Barosh Belenko Birgisson Bodnar Brankov Castane Cermak Cibulka Dahlmark "
    "Demirel Dorosh Drago Eberlin Egressy Erdogdu Falkner Fenyves Ferenc Galanis Gorski Grabar Halvors Hesse "
    "Horvat Ignatov Ilves Ivanek Jelinek Jurgens Kadare Kallas Karlov Kovats Kruger Lazarov Lehtonen "
    "Lindqvist Lupescu Maras Medved Mikhal Moravek Nagorny Nemeth Nowicki Oberlin Okonjo Orlovic Palmgren "
    "Petrak Popescu Radko Raimund Rostam Saar Sandoval Selim Sikora Sorokin Stanek Takacs Tereshk Tolnay "
    "Ugrin Urbanek Vadim Varga Vesely Volkan Wagner Wolski Yavuz Zamora Zelenka Zupan"
)
TOWNS = _words(
    "Alvenor Arkhova Belmarsh Borodec Calvera Cherova Danmoor Dorvik Elsker Esmara Fastov Gelendra Gorsk "
    "Halmora Hestra Ilmenau Istrava Jarovec Kalmund Karsova Kelmet Larisk Lubana Marisca Mirgora Narvest "
    "Novak-Most Obrenia Orlava Pelsk Porvalo Rasnik Rovenka Sarmat Selnica Stravik Tarnova Tolmach Ulvena "
    "Ustren Valdora Verkhin Vostrana Yarmut Zadova Zelmira"
)
AREAS = ("Oblast", "Province", "District", "Strait", "Highlands", "Delta", "Coast", "Valley", "Basin", "Peninsula")
STATES = ("Averland", "Borovia", "Costrana", "Dalmark", "Estrevia", "Falkonia", "Gorania", "Hestmark")
BODIES = {
    "government": ("Ministry of Defence", "Ministry of the Interior", "Foreign Ministry", "Border Service"),
    "military": ("Armed Forces", "Air Defence Command", "Border Troops", "Northern Fleet"),
    "organization": ("Relief Committee", "Institute for Conflict Studies", "Monitoring Group", "Energy Company"),
    "group": ("Volunteers", "Workers' Council", "Resistance Front", "Veterans' League"),
}
PAPERS = _words(
    "Herald Courier Tribune Gazette Chronicle Observer Dispatch Monitor Telegraph Post Bulletin Record "
    "Examiner Ledger Sentinel Wire Radio Channel Mirror Journal"
)
TOPICS = _phrases(
    "drones, air defence, border incidents, shelling, prisoners of war, ceasefire talks, energy grid, "
    "shipping, elections, sanctions, cyber operations, mobilisation, casualty figures, "
    "humanitarian corridors, arms deliveries, airspace, nuclear safety, grain exports, espionage, protests, "
    "assassination claims, infrastructure, satellite imagery, disinformation"
)
OFFICES = ("Spokesperson", "Commander", "Governor", "Minister", "Head of the press service", "Deputy head", "Analyst")
THINGS = _words(
    "convoy depot bridge substation checkpoint refinery airfield column warehouse pipeline railway hospital "
    "radar barracks ferry tanker reservoir school bunker crossing"
)
ACTS = _phrases(
    "strike on, attack on, explosion at, evacuation of, seizure of, shelling of, blockade of, raid on, "
    "fire at, withdrawal from, inspection of, sabotage of"
)
CLAIM_IDS = _words(
    "toll origin timing target casualties warning retreat capture launch denial order presence weapon damage "
    "escort intent number movement supply closure"
)
SOURCE_IDS = _words(
    "wire-report local-media briefing-video official-post evening-broadcast press-statement satellite-note "
    "field-interview newspaper-piece agency-digest radio-bulletin ministry-release eyewitness-post "
    "monitor-report committee-hearing"
)
EVENT_IDS = ("incident", "meeting", "raid", "visit", "announcement")

CLAIMS = (
    "{count} people were killed in the {act} the {thing} near {town}.",
    "The {thing} near {town} was empty when the {act} it began.",
    "{who} had been warned of the {act} the {thing} {count} hours before.",
    "The {act} the {thing} was carried out from the direction of {town}.",
    "Air defence brought down {count} drones over {town} before they reached the {thing}.",
    "No unit of {who} was within {count} kilometres of the {thing} that night.",
    "The order for the {act} the {thing} near {town} came from {who}.",
    "Repairs of the {thing} in {town} will take {count} weeks.",
    "The pictures said to show the {thing} near {town} are at least {count} months old.",
    "{who} moved {count} vehicles through {town} on the eve of the {act} the {thing}.",
)
QUOTES = (
    "We had nothing to do with the {thing}, and we have said so {count} times.",
    "It came from the direction of {town}; everybody here heard it.",
    "The {thing} was hit, and {count} of our people are still missing.",
    "Whoever says that about {town} has not been there.",
    "There will be an answer for the {thing}, and it will not be long in coming.",
)
RESPONSE_QUOTES = (
    "That is an invention from beginning to end.",
    "We do not comment on the movements of our units.",
    "What happened there is under investigation.",
    "Part of this is true, but the numbers are not.",
)
ASSESSMENT_NOTES = (
    "One side's account; nothing on record confirms or contradicts it.",
    "Two accounts that do not go back to one another agree in the main point.",
    "Geolocated footage fits the account; the number given cannot be checked.",
    "The other side's account contradicts this one, and neither offers anything that could be checked.",
    "An earlier report that pointed the same way turned out to relay this one.",
)
SENTENCES = (
    "The account reached the desk by way of a {adj} report that names neither the unit nor the hour.",
    "Nothing in the material shows where the {thing} stood when the first reports came in.",
    "Residents of {town} spoke of {count} explosions, while the published footage shows two at most.",
    "What was said on the first day differs from what was said a week later, and nobody has explained the difference.",
    "The figures were given without a source, a date or a method by which somebody else could arrive at them.",
    "A *{adj}* reading would be that the {thing} had been out of use for {count} weeks.",
    "On satellite images of the following morning the roof of the {thing} is **intact**, the yard is not.",
    "Officials in {town} have declined to say who was in charge of the {thing} that night.",
    "The same sentence stands in {count} later reports, in each of them without attribution.",
    "It is not clear whether the speaker saw any of this himself or was told about it.",
    "Prices, traffic and telephone records would each allow a check, and none of them has been published.",
    "That the road to {town} was closed is undisputed; the reason given for it has changed {count} times.",
    "An archived copy of the page from the same evening carries a different headline and a {adj} number.",
    "The distance from {town} to the {thing} makes the stated time of arrival unlikely, though not impossible.",
    "Two of the pictures circulating with the claim were taken years earlier and in another region.",
    "Asked about it on the following day, the press office pointed to its first statement and added nothing.",
    "No list of names has been made public, and the hospital in {town} refers all questions to the authorities.",
    "The wording was taken over by others within hours, which made one report look like {count}.",
    "If the serial numbers in the footage are genuine, the equipment left the factory `{code}` before that date.",
    "So far the desk has seen no document, recording or image that could settle the question.",
    "The {adj} part of the statement concerns the order, and for that there is only the speaker's word.",
    "Both sides agree that something happened at the {thing}; about the rest they agree on nothing.",
    "It took {count} days until a second outlet had a reporter on the spot.",
    "Later corrections changed the number of vehicles but left the headline as it was.",
)
LINKED = (
    "The statement is attributed to {actor} by a report that the desk holds in full {cite}.",
    "According to {cite}, {actor} had been told of it before the fact.",
    "For the background see {brief}, where the earlier statement is taken apart.",
    "{actor} repeated the charge two days later {cite}, in nearly the same words.",
    "The region of {place} had seen a similar incident in the spring {cite}.",
    "This bears on {claim}, which has stood unverified since.",
    "Reports on {topic} from the same week mention none of this {cite}.",
    "A transcript of the interview is available {cite}; the passage in question is short.",
    "Whether {actor} was in {place} on that day cannot be told from what is published {cite}.",
)
FOOTNOTES = (
    "The time is given as local time; the report does not say which clock it means.",
    "The spelling of the place name follows the map used by the desk, not the report.",
    "The archived copy was made on the day of publication and has not changed since.",
)
HEADINGS = _phrases(
    "What is claimed, What is known, The first reports, Where the account comes from, What the footage shows, "
    "Responses so far, What is missing, What would change this, Numbers and dates, The setting"
)
ITEMS = (
    "the hour at which the {thing} was last seen intact",
    "a list of the {count} vehicles, with their owners",
    "who spoke for the units in {town}, and since when",
    "the full recording, not the {adj} excerpt in circulation",
    "an invoice, a manifest or any paper that names the {thing}",
    "independent pictures of {town} from the same morning",
)
ADJECTIVES = _words("local early detailed unsigned brief cautious later partial sober disputed")
