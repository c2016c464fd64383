import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = {
  pagination: { data: "collections.outlets", size: 1, alias: "outlet", addAllPagesToCollections: false },
  permalink: ({ outlet }) => `/sources/${outlet}/index.html`,
  eleventyExcludeFromCollections: true,
};

export function render({ outlet }) {
  const record = Record.current;
  const sources = record.sourcesOf.get(outlet);
  const claims = [...new Set(sources.flatMap((source) => source.claims))];
  return h.page(record.actors.get(outlet).name, `/sources/${outlet}/`, `<p>Outlet</p><h1>${h.escape(record.actors.get(outlet).name)}</h1>
<p>As an actor: ${h.actor(outlet)}</p>
<section><h2 id="o-outcomes">What became of what it carried</h2>${h.tallies(claims)}</section>
<section><h2 id="o-sources">Sources <span>${sources.length}</span></h2>
${h.each(sources, h.sourceDetail)}</section>`);
}
