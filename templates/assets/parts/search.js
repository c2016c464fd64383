/* The search page: asks Pagefind, shows what it finds with its attribution, keeps the question in the address. */
"use strict";
(() => {
  const PAGE = 10;
  const WAIT_MS = 150;
  const form = document.querySelector("form.search");
  if (!form) return; // there is nothing to find
  const results = document.querySelector(".search-results");
  const list = results.querySelector("ol");
  const told = results.querySelector("[role=status]");
  const more = results.querySelector("button");
  const blank = document.getElementById("o-result");
  const filters = [...form.querySelectorAll("select")];
  const kinds = new Map([...form.querySelectorAll("[data-one]")].map((option) => [option.value, option.dataset.one]));
  const counts = new Map(filters.map((select) => [select, [...select.options].map((option) => option.textContent)]));
  let pagefind, found = [], asked = 0, timer;

  const note = (which) => {
    for (const one of document.querySelectorAll("[data-note]")) one.hidden = one.dataset.note !== which;
  };

  const load = () => (pagefind ??= (async () => {
    const loaded = await import(new URL(form.dataset.bundle, document.baseURI));
    await loaded.filters(); // so that every answer counts all of them
    return loaded;
  })());

  const chosen = (except) =>
    Object.fromEntries(filters.filter((one) => one.value && one !== except).map((one) => [one.name, one.value]));

  const ask = async (engine, by) => {
    const words = form.q.value.trim();
    return engine.search(words || null, words ? { filters: by } : { filters: by, sort: { since: "desc" } });
  };

  const quoted = (target, excerpt) => {
    const plain = document.createElement("textarea");
    for (const [number, part] of excerpt.split(/<\/?mark>/).entries()) {
      plain.innerHTML = part; // a textarea holds text only
      if (!plain.value) continue;
      const piece = number % 2 ? document.createElement("mark") : document.createTextNode("");
      piece.textContent = plain.value;
      target.append(piece);
    }
  };

  const shown = (data) => {
    const item = blank.content.cloneNode(true);
    const [path, who, about, lang, quotable] = JSON.parse(data.anchors[0].id);
    const kind = data.filters.kind[0];
    const status = data.filters.status?.[0];
    const link = item.querySelector("a");
    item.querySelector(".found-kind").append(kinds.get(kind) ?? kind);
    if (status) {
      const mark = [...document.querySelectorAll("[data-status]")].find((one) => one.dataset.status === status);
      if (mark) item.querySelector(".found-kind").append(mark.content.cloneNode(true));
    }
    item.querySelector("b").textContent = who;
    link.href = form.dataset.root + path || "./";
    link.textContent = data.meta.title;
    if (lang) link.lang = lang;
    const quote = item.querySelector(".found-quote");
    if (quotable && kind === "claim") quote.append(form.dataset.claim, " ");
    if (quotable) quoted(quote, data.excerpt);
    item.querySelector(".found-about").textContent = about.join(" · ");
    return item;
  };

  const show = async (turn) => {
    const from = list.children.length;
    const items = await Promise.all(found.slice(from, from + PAGE).map((one) => one.data()));
    if (turn !== asked) return;
    list.append(...items.map(shown));
    more.hidden = list.children.length >= found.length;
  };

  const count = async (engine, answer, turn) => {
    for (const select of filters) {
      const numbers = (select.value ? await ask(engine, chosen(select)) : answer).filters[select.name] ?? {};
      if (turn !== asked) return;
      for (const option of select.options) {
        if (option.value) option.textContent = `${option.dataset.label} (${numbers[option.value] ?? 0})`;
      }
    }
  };

  const search = async () => {
    const turn = ++asked;
    const by = chosen();
    if (!form.q.value.trim() && !Object.keys(by).length) {
      results.hidden = true;
      for (const [select, texts] of counts) texts.forEach((text, at) => (select.options[at].textContent = text));
      return;
    }
    try {
      const engine = await load();
      const answer = await ask(engine, by);
      if (turn !== asked) return;
      found = answer.results;
      list.replaceChildren();
      results.hidden = false;
      told.textContent = found.length ? found.length.toLocaleString(document.documentElement.lang) : told.dataset.none;
      await show(turn);
      await count(engine, answer, turn);
    } catch (error) {
      console.warn(error);
      results.hidden = true;
      note("failed");
    }
  };

  const remember = (keep) => {
    const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    const address = state.size ? `?${state}` : location.pathname;
    history[keep ? "pushState" : "replaceState"](null, "", address);
  };

  const restore = () => {
    const state = new URLSearchParams(location.search);
    form.q.value = state.get("q") ?? "";
    for (const select of filters) {
      select.value = state.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    search();
  };

  if (location.protocol === "file:") {
    form.remove();
    note("disk");
    return;
  }
  note("");
  form.classList.add("ready");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    remember(true);
    search();
  });
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target !== form.q) return;
    timer = setTimeout(() => {
      remember(false);
      search();
    }, WAIT_MS);
  });
  form.addEventListener("change", (event) => {
    if (event.target === form.q) return;
    remember(true);
    search();
  });
  form.q.addEventListener("focus", () => load().catch(() => {}), { once: true });
  more.addEventListener("click", async () => {
    const at = list.children.length;
    await show(asked);
    list.children[at]?.querySelector("a").focus();
  });
  addEventListener("popstate", restore);
  restore();
})();
