import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/corrections/index.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  const all = record.briefsList.flatMap((brief) => (brief.data.corrections ?? []).map((c) => ({ ...c, brief })));
  all.sort((a, b) => (a.date < b.date ? 1 : -1));
  return h.page("Corrections", "/corrections/", `<h1>Corrections</h1><p>${all.length} corrections</p>${h.correctionList(all)}`);
}
