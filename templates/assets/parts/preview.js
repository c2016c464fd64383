/* Previews: the head of the page that a link leads to. site.js loads this when a reader first comes to such a link. */
globalThis.onrecordPreview = ({ make, leads, event: first }) => {
  const pages = new Map();
  const shown = make("div", { id: "o-preview", className: "preview", role: "tooltip", hidden: true });
  document.body.append(shown);
  let over = null, timer = 0;

  const page = (address) => {
    if (!pages.has(address)) {
      const asked = fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)));
      pages.set(address, asked.then((text) => new DOMParser().parseFromString(text, "text/html")));
      if (pages.size > 40) pages.delete(pages.keys().next().value);
    }
    return pages.get(address);
  };

  const head = (found, hash) => {
    const source = hash ? found.getElementById(decodeURIComponent(hash.slice(1))) : null;
    const parts = source?.matches(".source-detail")
      ? source.querySelectorAll(":scope > :is(h3, .source-line)")
      : found.querySelectorAll("main :is(.page-head > :is(.kicker, h1, .standfirst, .counts), .verdict-box > p)");
    return [...parts].map((part) => {
      const copy = document.importNode(part, true);
      for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
      for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
      return make(part.matches("h1, h3") ? "strong" : "div", { className: part.className }, ...copy.childNodes);
    });
  };

  const hide = () => {
    clearTimeout(timer);
    over?.removeAttribute("aria-describedby");
    over = null;
    shown.hidden = true;
  };

  const place = (link) => {
    const at = link.getClientRects()[0], box = shown.getBoundingClientRect();
    const below = at.bottom + box.height + 8 < innerHeight || at.top < box.height + 8;
    shown.style.top = `${scrollY + (below ? at.bottom + 4 : at.top - box.height - 4)}px`;
    shown.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.width - 8))}px`;
  };

  const show = async (link) => {
    const { href, hash } = link;
    const found = await page(href.split("#")[0]);
    const parts = head(found, hash);
    if (over !== link || !parts.length || !link.matches(":hover, :focus")) return;
    for (const use of parts.flatMap((part) => [...part.querySelectorAll("use")])) {
      const shape = use.getAttribute("href");
      if (!document.querySelector(shape)) document.querySelector(".symbols").append(found.querySelector(shape));
    }
    shown.replaceChildren(...parts);
    shown.hidden = false;
    link.setAttribute("aria-describedby", shown.id);
    place(link);
  };

  const enter = (event) => {
    const link = event.target.closest?.("a[href]");
    if (link === over && link) return clearTimeout(timer);
    if (shown.contains(event.target)) return clearTimeout(timer);
    hide();
    if (!leads(link) || (event.type === "focusin" && !link.matches(":focus-visible"))) return;
    over = link;
    timer = setTimeout(() => show(link).catch(hide), 300);
  };
  const leave = (event) => {
    if (!over || (event.type === "mouseout" && over === document.activeElement)) return;
    clearTimeout(timer);
    timer = setTimeout(hide, 200);
  };
  addEventListener("mouseover", enter);
  addEventListener("focusin", enter);
  addEventListener("mouseout", leave);
  addEventListener("focusout", leave);
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  enter(first);
};
