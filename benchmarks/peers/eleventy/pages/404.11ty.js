import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/404.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  return h.page("Nothing here", "/404.html", `<h1>Nothing here</h1><p>Try <a href="/">the home page</a>, one of ${record.briefs.size} briefs.</p>`);
}
