/* What helps a reader on every page and nobody needs: the contents list that follows, copying, previews of links. */
(() => {
  const { body } = document;
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // The contents list marks the section that is being read.
  const lines = [...document.querySelectorAll(".contents a")];
  const heads = lines.map((line) => document.getElementById(decodeURIComponent(line.hash.slice(1))));
  if (lines.length) {
    let waiting = false;
    const follow = () => {
      waiting = false;
      const read = heads.findLastIndex((head) => head && head.getBoundingClientRect().top < innerHeight / 4);
      lines.forEach((line, at) => (at === read ? line.setAttribute("aria-current", "true") : line.removeAttribute("aria-current")));
    };
    addEventListener("scroll", () => (waiting ||= requestAnimationFrame(follow)), { passive: true });
    follow();
  }

  // Copying: the address of a claim, the way to cite. Browsers offer it on safe origins only.
  const copying = (label, text) => {
    const button = make("button", { type: "button", className: "copy", textContent: label });
    const state = make("span", { role: "status" });
    button.onclick = async () => {
      await navigator.clipboard.writeText(text());
      state.textContent = ` ${body.dataset.copied}`;
      setTimeout(() => (state.textContent = ""), 2000);
    };
    return make("p", { className: "copying" }, button, state);
  };
  if (navigator.clipboard) {
    const whole = (address) => address.replace(/index\.html$/, "");
    for (const cite of document.querySelectorAll(".cite-as"))
      cite.after(copying(body.dataset.copy, () => cite.textContent));
    for (const claim of document.querySelectorAll(".claim")) {
      const link = claim.querySelector(".claim-text a");
      claim.querySelector(".facts").append(copying(body.dataset.copyLink, () => whole(link.href)));
    }
  }

  // Previews: the head of the page that a link leads to, for pointers that can hover and for the keyboard.
  if (!matchMedia("(hover: hover) and (pointer: fine)").matches || location.protocol === "file:") return;
  const root = new URL(body.dataset.root, location.href).href;
  const pages = new Map();
  const shown = make("div", { id: "o-preview", className: "preview", role: "tooltip", hidden: true });
  body.append(shown);
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
    const parts = head(await page(href.split("#")[0]), hash);
    if (over !== link || !parts.length) return;
    shown.replaceChildren(...parts);
    shown.hidden = false;
    link.setAttribute("aria-describedby", shown.id);
    place(link);
  };

  const leads = (link) =>
    link?.href.startsWith(root) &&
    /^(actors|claims|sources)\/(?!(index\.html)?(#|$))/.test(link.href.slice(root.length)) &&
    link.href.split("#")[0] !== location.href.split("#")[0] &&
    link.closest("main");

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
})();
