import { eventPage } from "../lib/event.js";

export const data = {
  pagination: { data: "collections.events", size: 1, alias: "event", addAllPagesToCollections: false },
  permalink: ({ event }) => `${event.path}index.html`,
  eleventyExcludeFromCollections: true,
};
export const render = ({ event }) => eventPage(event);
