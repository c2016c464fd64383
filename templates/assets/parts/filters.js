/* The choice of entries on a timeline. What is chosen stands in the address; the page is complete without this. */
(() => {
  const form = document.getElementById("o-filters");
  const lines = [...document.querySelectorAll(".tl[data-kind]")];

  if (!form || !lines.length) return;
  const names = ["kind", "status", "actor", "topic"];
  const list = (line, name) => line.dataset[name]?.split(" ") ?? [];
  const entries = lines.map((line) => {
    const [from, to = from] = line.dataset.on.split("/");
    return { line, from, to, date: line.querySelector("time").textContent, of: names.map((name) => list(line, name)) };
  });
  const groups = [...document.querySelectorAll(".tl-group")].map((group) => ({
    group,
    number: group.querySelector("h2 .n"),
    entries: entries.filter((entry) => group.contains(entry.line)),
  }));
  const facets = names.map((name) => ({
    boxes: [...form.querySelectorAll(`input[name="${name}"]`)],
    folded: form.querySelector(`[data-name="${name}"] summary .n`),
  }));
  const told = form.querySelector("output");

  const read = () => {
    const asked = new URLSearchParams(location.search);
    names.forEach((name, at) => {
      const values = asked.get(name)?.split(",") ?? [];
      for (const box of facets[at].boxes) box.checked = values.includes(box.value);
    });
    for (const name of ["from", "to"]) form.elements[name].value = asked.get(name) ?? "";
  };

  const write = (chosen, from, to) => {
    const parts = names.map((name, at) => [name, [...chosen[at]].map(encodeURIComponent).join(",")]);
    parts.push(["from", from], ["to", to]);
    const query = parts.filter(([, value]) => value).map((part) => part.join("=")).join("&");
    try {
      history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    } catch {
      // Some browsers keep the address of a page from disk as it is.
    }
  };

  const apply = () => {
    const chosen = facets.map(({ boxes }) => new Set(boxes.filter((box) => box.checked).map((box) => box.value)));
    const from = form.elements.from.value, to = form.elements.to.value;
    const counts = names.map(() => new Map());
    let shown = 0;
    for (const entry of entries) {
      const within = (!to || entry.from <= to) && (!from || entry.to >= from);
      const missed = [];
      chosen.forEach((wanted, at) => {
        if (wanted.size && !entry.of[at].some((value) => wanted.has(value))) missed.push(at);
      });
      entry.shown = within && !missed.length;
      shown += entry.shown;
      if (!within || missed.length > 1) continue;
      // A choice's number is what it would add: all other kinds of choice hold, this one does not.
      for (const at of missed.length ? missed : names.keys())
        for (const value of entry.of[at]) counts[at].set(value, (counts[at].get(value) ?? 0) + 1);
    }
    for (const { group, number, entries } of groups) {
      let before = null, left = 0;
      for (const entry of entries) {
        entry.line.hidden = !entry.shown;
        if (!entry.shown) continue;
        entry.line.classList.toggle("again", entry.date === before);
        before = entry.date;
        left += 1;
      }
      group.hidden = !left;
      number.textContent = left.toLocaleString(document.documentElement.lang);
    }
    facets.forEach(({ boxes, folded }, at) => {
      for (const box of boxes) {
        const number = counts[at].get(box.value) ?? 0;
        box.nextElementSibling.querySelector(".n").textContent = number;
        box.parentElement.classList.toggle("nothing", !number && !box.checked);
      }
      if (folded) folded.textContent = chosen[at].size || "";
    });
    const number = (count) => count.toLocaleString(document.documentElement.lang);
    told.textContent = told.dataset.words.replace("{n}", number(shown)).replace("{all}", number(entries.length));
    write(chosen, from, to);
  };

  read();
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
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
  apply();
})();
