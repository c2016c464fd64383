"""axe-core on a page, by day and by night: everything that it finds wrong, with the contrast of each look told once."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
CONTRAST = ["color-contrast", "color-contrast-enhanced"]
"""The rules for 4.5:1, and for 7:1 where there are 4.5."""

RUN = """async ({ contrast, runOnly }) => {
  // Contrast is what takes long. What looks, with all that is in it, like something earlier on the page in surroundings
  // that look the same, has the contrast of that.
  const numbers = new Map();
  const numbered = (words) => {
    if (!numbers.has(words)) numbers.set(words, numbers.size);
    return numbers.get(words);
  };
  const looks = new Map();
  const wholes = new Map();
  const look = (element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const text = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const { color, backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = style;
    const { fontSize, fontWeight, textShadow, display, visibility, position, overflow, clip, clipPath } = style;
    const surroundings = looks.get(element.parentElement) ?? "";
    const own = numbered([surroundings, element.tagName, element.className.baseVal ?? element.className, text,
      color, backgroundColor, backgroundImage, opacity, filter, mixBlendMode, fontSize, fontWeight, textShadow,
      display, visibility, position, overflow, clip, clipPath, box.width * box.height > 0].join("|"));
    looks.set(element, own);
    const whole = numbered(`${own}(${[...element.children].map(look)})`);
    wholes.set(element, whole);
    return whole;
  };
  const seen = new Set();
  const twins = [];
  const walk = (element) => {
    if (seen.has(wholes.get(element))) return twins.push(element);
    seen.add(wholes.get(element));
    [...element.children].forEach(walk);
  };
  look(document.body);
  walk(document.body);
  const told = { resultTypes: ["violations"] };
  const all = Object.fromEntries(contrast.map((rule) => [rule, { enabled: false }]));
  const found = [
    await axe.run(document, { ...told, ...(runOnly ? { runOnly } : { rules: all }) }),
    await axe.run({ exclude: twins }, { ...told, runOnly: contrast }),
  ];
  return found.flatMap(({ violations }) => violations)
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}"""


def violations(page: Page) -> dict[str, list[str]]:
    """What axe-core finds wrong on a page, by light, each with the element that it is wrong with; nothing is left out.

    In the dark only colours are others.
    """
    page.evaluate(AXE)
    found: dict[str, list[str]] = {}
    for light in ("light", "dark"):
        page.emulate_media(color_scheme=light)
        only = {"runOnly": ["link-in-text-block"]} if light == "dark" else {}
        wrong = page.evaluate(RUN, {"contrast": CONTRAST} | only)
        if wrong:
            found[light] = wrong
    return found
