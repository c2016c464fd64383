/* What helps a reader and nobody needs: a contents list that follows, copying, previews of links. */
(() => {
  const { body } = document;
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

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

  // Previews, for pointers that can hover and for the keyboard.
  if (!matchMedia("(hover: hover) and (pointer: fine)").matches || location.protocol === "file:") return;
  const root = new URL(body.dataset.root, location.href).href;
  const leads = (link) =>
    link?.href.startsWith(root) &&
    /^(actors|claims|sources)\/(?!(index\.html)?(#|$))/.test(link.href.slice(root.length)) &&
    link.href.split("#")[0] !== location.href.split("#")[0] &&
    link.closest("main");
  const first = (event) => {
    if (!leads(event.target.closest?.("a[href]"))) return;
    for (const type of ["mouseover", "focusin"]) removeEventListener(type, first);
    const script = make("script", { src: root + body.dataset.preview });
    script.onload = () => onrecordPreview({ make, leads, event });
    body.append(script);
  };
  for (const type of ["mouseover", "focusin"]) addEventListener(type, first);
})();
