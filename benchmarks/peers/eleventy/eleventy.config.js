// The same pages as onrecord makes, by Eleventy's fastest way: JavaScript templates over joins made once.
import yaml from "js-yaml";
import MarkdownIt from "markdown-it";
import footnotes from "markdown-it-footnote";
import { references } from "./lib/markdown.js";
import { Record } from "./lib/record.js";

export default function (config) {
  config.setFrontMatterParsingOptions({
    engines: { yaml: (text) => yaml.load(text, { schema: yaml.JSON_SCHEMA }) },
  });
  config.setLibrary("md", new MarkdownIt({ html: true }).use(footnotes).use(references));
  config.addCollection("record", (api) => [Record.make(api.getAll())]);
  for (const kind of ["claims", "events", "outlets", "years"]) {
    config.addCollection(kind, (api) => Record.make(api.getAll())[kind + "List"]);
  }
  config.on("eleventy.before", () => Record.forget());
  config.setQuietMode(true);
  return {
    dir: { input: ".", includes: "_includes", output: "_site" },
    templateFormats: ["md", "11ty.js"],
    markdownTemplateEngine: false,
  };
}
