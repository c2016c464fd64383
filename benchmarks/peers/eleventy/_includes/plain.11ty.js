import * as h from "../lib/html.js";

export const render = ({ content, title, page }) =>
  h.page(title, page.url, `<article><h1>${h.escape(title)}</h1><div class="prose">${content}</div>${h.backlinks(page.url)}</article>`);
