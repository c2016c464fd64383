import { eventPage } from "../lib/event.js";
import { Record } from "../lib/record.js";

export function render({ content, page }) {
  return eventPage(Record.current.events.get(page.fileSlug), content);
}
