// The preview's part of a page: follows the builds, shows what is wrong, leads to the sources.
// What it is told comes as data- attributes of its own element and over a socket; it shows nothing as HTML.
(() => {
  "use strict";
  const own = "/.onrecord/";
  const facts = document.currentScript.dataset;
  const page = { page: facts.page, session: facts.session, turn: Number(facts.turn), digest: facts.digest };
  performance.setResourceTimingBufferSize(5000);

  function make(name, options = {}, ...children) {
    const element = Object.assign(document.createElement(name), options);
    element.append(...children.filter((child) => child !== null));
    return element;
  }
  const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  // One element in front of the page, closed to the page's own styles.
  const host = document.createElement("onrecord-preview");
  const shadow = host.attachShadow({ mode: "open" });
  const bar = make("div", { className: "bar" });
  const said = make("p", { className: "said", hidden: true, role: "status" });
  const badge = make("button", { type: "button", hidden: true });
  const panel = make("section", { className: "panel", hidden: true, tabIndex: -1 });
  panel.setAttribute("role", "region");
  panel.setAttribute("aria-label", "Problems");
  bar.append(said, badge);
  shadow.append(make("link", { rel: "stylesheet", href: `${own}preview.css` }), bar, panel);
  document.body.prepend(host);

  function say(text) {
    said.textContent = text;
    said.hidden = !text;
  }

  async function open(what) {
    try {
      const answer = await fetch(`${own}open`, { method: "POST", body: JSON.stringify(what) });
      const told = answer.headers.get("Content-Type").startsWith("application/json")
        ? await answer.json() : { error: (await answer.text()).trim() };
      if (told.error) say(`${told.file ? `${told.file}: ` : ""}${told.error}`);
    } catch {
      say("The preview does not answer.");
    }
  }

  // Where the page comes from, and what it is not.
  if (facts.source) {
    const edit = make("button", { type: "button", title: "Open the source in an editor" }, `Edit ${facts.source}`);
    edit.addEventListener("click", () => open({ page: page.page }));
    bar.append(edit);
  }
  function banner(...words) {
    shadow.insertBefore(make("div", { className: "banner", role: "note" }, make("p", {}, ...words)), bar);
    host.toggleAttribute("inline", true);
  }
  if (facts.withheld) banner(facts.withheld);
  if (facts.gone) banner(`This page is gone: ${facts.gone} was deleted, or no longer has it.`);
  if (facts.moved) banner("This page has moved: it is now at ", make("a", { href: facts.moved }, facts.moved), ".");

  // Where each claim on the page is written down. While a build is under way the record is the one before.
  let isAhead = true, wantPlaces = true, places = 0;
  function placesSoon() {
    wantPlaces = true;
    if (isAhead) return;
    wantPlaces = false;
    showPlaces().catch(() => {});
  }
  async function showPlaces() {
    const turn = ++places;
    const cards = new Map();
    for (const card of document.querySelectorAll("[id^='o-claim-']")) {
      const link = card.querySelector("a[href*='claims/']");
      const found = link && /(claims\/[^/]+\/[^/?#]+)\/(?:index\.html)?$/.exec(link.pathname);
      if (found) cards.set(`${decodeURIComponent(found[1])}/index.html`, card);
    }
    if (/^claims\/[^/]+\/[^/]+\/index\.html$/.test(page.page)) {
      cards.set(page.page, document.querySelector("main header") || document.querySelector("main"));
    }
    const query = new URLSearchParams([...cards.keys()].map((key) => ["page", key]));
    const found = cards.size ? await (await fetch(`${own}places?${query}`)).json() : {};
    if (turn !== places) return;
    for (const marker of document.querySelectorAll("onrecord-place")) marker.remove();
    for (const [key, place] of Object.entries(found)) {
      const marker = document.createElement("onrecord-place");
      marker.toggleAttribute("inline", true);
      const button = make("button", { type: "button", title: "Open the claim's source in an editor" },
        `${place.file}:${place.line}`);
      button.addEventListener("click", () => open({ page: key }));
      marker.attachShadow({ mode: "open" }).append(
        make("link", { rel: "stylesheet", href: `${own}preview.css` }), make("p", { className: "place" }, button));
      cards.get(key)?.append(marker);
    }
  }

  // The problems.
  const dismissed = "onrecord-dismissed";
  let shown = "";
  function dismiss() {
    panel.hidden = true;
    sessionStorage.setItem(dismissed, shown);
    badge.focus();
  }
  function reveal() {
    panel.hidden = false;
    sessionStorage.removeItem(dismissed);
    panel.focus();
  }
  badge.addEventListener("click", () => (panel.hidden ? reveal() : dismiss()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) dismiss();
  });

  function entry(problem, number) {
    let where = null;
    if (problem.file) {
      const place = [problem.file, problem.line, problem.column].filter((part) => part != null).join(":");
      const button = make("button", { type: "button", title: "Open in an editor" }, place);
      button.addEventListener("click", () => open({ problem: number }));
      where = make("p", { className: "where" }, button);
    }
    const [before, at, after] = problem.excerpt || [];
    return make("li", {},
      make("p", {}, make("span", { className: `severity ${problem.severity}` }, problem.severity),
        problem.code ? make("span", { className: "code" }, `[${problem.code}]`) : null, ` ${problem.message}`),
      where,
      problem.excerpt
        ? make("pre", {}, before, problem.column == null ? at : make("mark", {}, at || " "), after) : null,
      problem.hint ? make("p", { className: "hint" }, `Hint: ${problem.hint}`) : null);
  }

  function showProblems({ problems, count, build }) {
    const text = JSON.stringify([problems, count]);
    if (text === shown) return;
    shown = text;
    const errors = problems.filter((problem) => problem.severity === "error").length;
    const most = errors ? (count > problems.length ? count : errors) : count;
    const title = errors ? counted(most, "error") : counted(count, "warning");
    badge.hidden = !count;
    badge.className = errors ? "errors" : "warnings";
    badge.textContent = title;
    panel.className = errors ? "panel" : "panel mild";
    const close = make("button", { type: "button" }, "Dismiss (Esc)");
    close.addEventListener("click", dismiss);
    const meaning = !errors ? "" : build ? "The pages are those of the last build without errors."
      : "There is no page to show before they are mended.";
    panel.replaceChildren(
      make("header", {}, make("div", {}, make("h2", {}, title), make("p", {}, meaning)), close),
      make("ol", {}, ...problems.map(entry),
        count > problems.length ? make("li", {}, `${count - problems.length} more: onrecord check shows them all.`) : null));
    if (!errors) panel.hidden = true;
    else if (sessionStorage.getItem(dismissed) !== text) reveal();
  }

  // The page is brought up to date where it stands, if it is known how it was sent: that is asked once it is shown.
  const inPlace = import(`${own}inplace.js`);
  inPlace.catch(() => {});
  let sent = null;
  let updates = Promise.resolve();
  async function asSentNow() {
    const [{ parsed }, answer] = await Promise.all([inPlace, fetch(location.href, { cache: "no-store" })]);
    return parsed(await answer.text());
  }
  async function learnSource() {
    const now = await asSentNow();
    sent = now.facts.session === page.session && now.facts.digest === page.digest ? now : null;
    host.toggleAttribute("follows-in-place", sent !== null);
  }
  function learnSourceSoon() {
    sent = null;
    (window.requestIdleCallback ?? setTimeout)(() => (updates = updates.then(learnSource).catch(() => {})));
  }
  const isSameBut = (one, other, ...but) =>
    Object.keys({ ...one, ...other }).every((name) => but.includes(name) || one[name] === other[name]);

  async function update() {
    if (!sent) return location.reload();
    const [{ differences, done }, now] = await Promise.all([inPlace, asSentNow()]);
    const changes = isSameBut(sent.facts, now.facts, "turn", "digest") ? differences(sent, now) : null;
    if (!changes || !done(changes)) return location.reload();
    sent = now;
    Object.assign(page, { turn: Number(now.facts.turn), digest: now.facts.digest });
    if (changes.length) placesSoon();
  }

  // Following the builds.
  function swapStyles(addresses) {
    const links = document.querySelectorAll("link[rel~='stylesheet']");
    if (links.length !== addresses.length) return location.reload();
    links.forEach((link, number) => {
      const address = new URL(addresses[number], location.href).href;
      if (link.href === address) return;
      const fresh = link.cloneNode();
      fresh.href = address;
      fresh.addEventListener("load", () => link.remove());
      fresh.addEventListener("error", () => location.reload());
      link.after(fresh);
    });
    learnSourceSoon();
  }

  function renewAssets(paths) {
    const changed = new Set(paths.map(decodeURIComponent));
    const isChanged = (address) => {
      const url = new URL(address, location.href);
      return url.origin === location.origin && changed.has(decodeURIComponent(url.pathname));
    };
    const links = [...document.querySelectorAll("link[rel~='stylesheet']")].map((link) => link.href);
    const used = performance.getEntriesByType("resource").filter((one) => isChanged(one.name));
    if (!used.length) return;
    if (!used.every((one) => links.includes(one.name))) return location.reload();
    swapStyles(links.map((link) => {
      const url = new URL(link);
      if (isChanged(link)) url.searchParams.set("onrecord", String(page.turn));
      return url.href;
    }));
  }

  function showProgress({ stage, done, total }) {
    const bar = document.getElementById("progress");
    if (!bar || page.turn) return;
    document.getElementById("stage").textContent = `${stage}${total ? `: ${done} of ${total}` : ""}`;
    if (total) Object.assign(bar, { max: total, value: done });
    else bar.removeAttribute("value");
  }

  const commands = {
    reload: () => location.reload(),
    update: () => { updates = updates.then(update).catch(() => location.reload()); },
    moved: ({ to }) => location.replace(to + location.hash),
    styles: ({ styles }) => swapStyles(styles),
    assets: ({ paths }) => renewAssets(paths),
    progress: showProgress,
    state: (state) => {
      if (page.turn) page.turn = state.turn;
      host.dataset.build = state.build;
      showProblems(state);
      isAhead = state.ahead;
      if (wantPlaces) placesSoon();
    },
  };

  let patience = 200;
  function connect() {
    const address = new URL(`${own}socket`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      patience = 200;
      say("");
      socket.send(JSON.stringify(page));
    });
    socket.addEventListener("message", (event) => {
      const told = JSON.parse(event.data);
      commands[told.command]?.(told);
    });
    socket.addEventListener("close", () => {
      say("The preview has ended, or is out of reach. Waiting for it.");
      setTimeout(connect, patience);
      patience = Math.min(patience * 1.5, 2000);
    });
  }
  connect();
  if (page.turn && !facts.gone && !facts.moved) addEventListener("load", learnSourceSoon);
})();
