import * as h from "../lib/html.js";
import { kinds, years } from "../lib/years.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/timeline/index.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  const items = record.timeline;
  return h.page("Timeline", "/timeline/", `<h1>Timeline</h1><p>${items.length} entries</p>${years()}${kinds(items)}${h.timeline(items.length > 2000 ? items.slice(-200) : items)}`);
}
