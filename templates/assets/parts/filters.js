/* The choice of entries on a timeline, and of claims in the register with their order. What is chosen stands in the
   address. */
(() => {
  const form = document.getElementById("o-filters");
  if (!form) return;

  const names = [...new Set([...form.querySelectorAll("[type=checkbox]")].map((box) => box.name))];
  const fields = ["from", "to", "order"].filter((name) => form.elements[name]);
  const list = document.querySelector(".register tbody");
  let entries, groups;
  const gather = () => {
    entries = [...document.querySelectorAll(".tl[data-kind], .register [data-status]")].map((line, place) => {
      const [from = "", to = from] = line.dataset.on?.split("/") ?? [];
      const date = line.querySelector("time")?.textContent;
      return { line, place, from, to, date, of: names.map((name) => line.dataset[name]?.split(" ") ?? []) };
    });
    groups = [...document.querySelectorAll(".tl-group")].map((group) => ({
      group,
      number: group.querySelector("h2 .n"),
      entries: entries.filter((entry) => group.contains(entry.line)),
    }));
  };
  gather();
  const facets = names.map((name) => ({
    boxes: [...form.querySelectorAll(`input[name="${name}"]`)],
    folded: form.querySelector(`[data-name="${name}"] summary .n`),
  }));
  const told = form.querySelector("output");
  const { lang } = document.documentElement;

  const read = () => {
    const asked = new URLSearchParams(location.search);
    names.forEach((name, at) => {
      const values = asked.get(name)?.split(",") ?? [];
      for (const box of facets[at].boxes) box.checked = values.includes(box.value);
    });
    for (const name of fields) form.elements[name].value = asked.get(name) ?? "";
  };

  const write = (chosen) => {
    const parts = names.map((name, at) => [name, [...chosen[at]].map(encodeURIComponent).join(",")]);
    for (const name of fields) parts.push([name, form.elements[name].value]);
    const query = parts.filter(([, value]) => value).map((part) => part.join("=")).join("&");
    try {
      history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    } catch {
      // Some browsers forbid it from disk.
    }
  };

  // The register in the order of a column; "-said" is the latest first. What has no date comes last either way.
  const heads = [...document.querySelectorAll(".register [data-order]")];
  const { compare } = new Intl.Collator(lang, { numeric: true });
  const words = (at) => (one, two) => compare(one.line.cells[at].textContent, two.line.cells[at].textContent);
  const statuses = facets[names.indexOf("status")]?.boxes.map((box) => box.value) ?? [];
  const rank = ({ line }) => statuses.indexOf(line.dataset.status);
  const orders = {
    who: words(0),
    what: words(1),
    said: (one, two) => compare(one.from, two.from) || compare(one.to, two.to),
    status: (one, two) => rank(one) - rank(two),
    carried: (one, two) => one.line.dataset.number - two.line.dataset.number,
  };
  let ordered = "";
  const order = () => {
    const asked = form.elements.order?.value ?? "";
    const name = asked.replace(/^-/, ""), turn = asked === name ? 1 : -1;
    const by = Object.hasOwn(orders, name) ? orders[name] : null;
    for (const head of heads) {
      head.removeAttribute("aria-sort");
      if (by && head.dataset.order === name) head.setAttribute("aria-sort", turn > 0 ? "ascending" : "descending");
    }
    if (!by && asked) form.elements.order.value = "";
    if (ordered === asked) return;
    ordered = asked;
    const undated = (entry) => name === "said" && !entry.from;
    const found = [...entries].sort((one, two) =>
      (undated(one) - undated(two)) || (by ? turn * by(one, two) : 0) || one.place - two.place);
    list.append(...found.map((entry) => entry.line));
  };
  for (const head of heads) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
    button.onclick = () => {
      const { order: name } = head.dataset;
      form.elements.order.value = form.elements.order.value === name ? `-${name}` : name;
      choose();
    };
    head.replaceChildren(button);
  }

  const apply = () => {
    const chosen = facets.map(({ boxes }) => new Set(boxes.filter((box) => box.checked).map((box) => box.value)));
    const from = form.elements.from.value, to = form.elements.to.value;
    const counts = names.map(() => new Map());
    let shown = 0;
    for (const entry of entries) {
      const within = entry.from ? (!to || entry.from <= to) && (!from || entry.to >= from) : !from && !to;
      const missed = [];
      chosen.forEach((wanted, at) => {
        if (wanted.size && !entry.of[at].some((value) => wanted.has(value))) missed.push(at);
      });
      entry.shown = within && !missed.length;
      entry.line.hidden = !entry.shown;
      shown += entry.shown;
      if (!within || missed.length > 1) continue;
      // A choice's number is what it would add: all other kinds of choice hold, this one does not.
      for (const at of missed.length ? missed : names.keys())
        for (const value of entry.of[at]) counts[at].set(value, (counts[at].get(value) ?? 0) + 1);
    }
    for (const { group, number, entries } of groups) {
      const left = entries.filter((entry) => entry.shown);
      left.forEach(({ line, date }, at) => line.classList.toggle("again", date === left[at - 1]?.date));
      group.hidden = !left.length;
      number.textContent = left.length.toLocaleString(lang);
    }
    facets.forEach(({ boxes, folded }, at) => {
      for (const box of boxes) {
        const number = counts[at].get(box.value) ?? 0;
        box.nextElementSibling.querySelector(".n").textContent = number;
        box.parentElement.classList.toggle("nothing", !number && !box.checked);
      }
      if (folded) folded.textContent = chosen[at].size || "";
    });
    tell(shown);
    order();
    write(chosen);
  };

  const tell = (shown, all = entries.length) => {
    const number = (count) => (+count).toLocaleString(lang);
    told.textContent = told.dataset.words.replace("{n}", number(shown)).replace("{all}", number(all));
  };

  // The rest of a list is fetched once something is chosen.
  const pager = document.querySelector(".pager[data-first]");
  const fetched = async (number) => {
    const answer = await fetch(pager.dataset.first.replace(/1(?=\/[^/]*$)/, number));
    if (!answer.ok) throw answer;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of page.querySelectorAll("main a")) link.href = new URL(link.getAttribute("href"), answer.url);
    return page;
  };
  const adopt = (page) => {
    for (const shape of page.querySelectorAll("symbol"))
      document.getElementById(shape.id) ?? document.querySelector(".symbols").append(shape);
    list?.append(...page.querySelectorAll(".register tbody tr"));
    for (const group of [...page.querySelectorAll(".tl-group")].reverse()) {
      const known = document.getElementById(group.querySelector("h2").id);
      if (known) known.parentElement.querySelector("ol").prepend(...group.querySelectorAll("li"));
      else document.querySelector(".tl-group").before(group);
    }
  };
  const complete = async () => {
    if (location.protocol === "file:") throw location;
    const earlier = Array.from({ length: pager.dataset.others }, (_, at) => fetched(at + 1));
    (await Promise.all(earlier.reverse())).forEach(adopt);
    pager.remove();
    gather();
    return "";
  };
  let whole = pager ? null : "";
  const choose = async () => {
    if (whole === null) told.textContent = told.dataset.loading;
    const failed = await (whole ??= complete().catch(() => ` ${told.dataset.failed}`));
    apply();
    told.textContent += failed;
  };

  read();
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    if (form.elements.order) form.elements.order.value = "";
    setTimeout(choose);
  });
  form.addEventListener("keydown", (event) => {
    const open = form.querySelector("details[open]");
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  addEventListener("click", (event) => {
    const open = form.querySelector("details[open]");
    if (open && !open.contains(event.target)) open.open = false;
  });
  const asked = form.querySelector(":checked") || fields.some((name) => form.elements[name].value);
  if (asked || !pager) choose();
  else tell(entries.length, pager.dataset.total);
})();
