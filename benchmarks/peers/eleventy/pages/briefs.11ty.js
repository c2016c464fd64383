import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/briefs/index.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  return h.page("Briefs", "/briefs/", `<h1>Briefs</h1><p>${record.briefs.size} briefs</p>${h.briefList(record.briefsList)}`);
}
