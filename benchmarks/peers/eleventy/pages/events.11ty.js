import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/events/index.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  const events = [...record.events.values()].sort((a, b) => (a.data.date < b.data.date ? 1 : -1));
  return h.page("Events", "/events/", `<h1>Events</h1><p>${events.length} events</p>${h.eventList(events)}`);
}
