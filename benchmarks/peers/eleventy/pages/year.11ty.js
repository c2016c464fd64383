import * as h from "../lib/html.js";
import { kinds, years } from "../lib/years.js";
import { Record } from "../lib/record.js";

export const data = {
  pagination: { data: "collections.years", size: 1, alias: "year", addAllPagesToCollections: false },
  permalink: ({ year }) => `/timeline/${year}/index.html`,
  eleventyExcludeFromCollections: true,
};

export function render({ year }) {
  const items = Record.current.itemsOf("year", year);
  return h.page(`Timeline ${year}`, `/timeline/${year}/`, `<h1>Timeline ${year}</h1><p>${items.length} entries</p>${years()}${kinds(items)}${h.timeline(items)}`);
}
