// A page brought up to date where it stands. Two sources of it are compared, as it was sent and as it is now; what
// differs is done to the live page where that still is as it was sent. Scripts of the page may have changed it
// elsewhere; where they may have a part in what differs, only a reload is right.

const OWN = "onrecord-preview, onrecord-place, script[src='/.onrecord/preview.js']";
const ACTIVE = "[id], [contenteditable], script, style, link, base, meta, template, button, input, select, textarea, form,"
  + " details, dialog, canvas, iframe, object, embed, video, audio";

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
const isOwn = (node) => isElement(node) && node.matches(OWN);
const isActive = (node) => isElement(node)
  && (node.matches(ACTIVE) || node.querySelector(ACTIVE) !== null || [node, ...node.querySelectorAll("*")].some(isScripted));
const isScripted = (element) => element.localName.includes("-") || [...element.attributes].some(({ name }) => isForScripts(name));
const isForScripts = (name) => /^(on|data-)/.test(name);
const isData = (element) => element.localName === "script" && element.type === "application/ld+json";

/** A page as it was sent: its text, its tree without the preview's own script, and what that script is told. */
export function parsed(text) {
  const tree = new DOMParser().parseFromString(text, "text/html");
  const script = tree.querySelector(OWN);
  script?.remove();
  return { text, tree, facts: { ...script?.dataset } };
}

/** What makes one page of another, or null where that cannot be said or scripts have to see it. */
export function differences(before, now) {
  const templates = (page) => [...page.tree.querySelectorAll("template")].map((template) => template.innerHTML).join("\0");
  if (templates(before) !== templates(now)) return null;
  const found = [];
  return compare(before.tree.documentElement, now.tree.documentElement, found) ? found : null;
}

/** Note what makes ``other`` of ``one``; each node below is looked at once a level, as equal ones are most of a page. */
function compare(one, other, found) {
  if (!isElement(one)) {
    const within = one.parentNode;
    if (within.matches("script, style, textarea, option, noscript") && !isData(within)) return false;
    found.push({ kind: "text", node: one, was: one.data, is: other.data });
    return true;
  }
  for (const name of new Set([...one.getAttributeNames(), ...other.getAttributeNames()])) {
    const was = one.getAttribute(name), is = other.getAttribute(name);
    if (was === is) continue;
    if (name === "id" || isForScripts(name) || one.matches("script, link, base, input, select, option, textarea, iframe")) return false;
    found.push({ kind: "attribute", node: one, name, was, is });
  }
  const old = [...one.childNodes], fresh = [...other.childNodes];
  let front = 0, back = 0;
  if (old.length === fresh.length) {
    const differing = [...old.keys()].filter((at) => !old[at].isEqualNode(fresh[at]));
    if (differing.every((at) => isAlike(old[at], fresh[at]))) return differing.every((at) => compare(old[at], fresh[at], found));
    front = differing[0];
    back = old.length - 1 - differing.at(-1);
  } else {
    const most = Math.min(old.length, fresh.length);
    while (front < most && old[front].isEqualNode(fresh[front])) front++;
    while (back < most - front && old.at(-1 - back).isEqualNode(fresh.at(-1 - back))) back++;
  }
  const gone = old.slice(front, old.length - back), come = fresh.slice(front, fresh.length - back);
  if ([...gone, ...come].some(isActive) || one.matches("head, script, style, select")) return false;
  found.push({ kind: "nodes", node: one, at: front, was: gone, is: come });
  return true;
}

function isAlike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName
    && (!isElement(one) || one.id === other.id);
}

/** Do all of them to the live page, or none; whether they were done. */
export function done(changes) {
  const live = new Live();
  const steps = changes.map((change) => step(change, live));
  if (!steps.every(Boolean)) return false;
  for (const act of steps) act();
  return true;
}

function step(change, page) {
  const live = page.counterpart(change.node);
  if (!live) return null;
  switch (change.kind) {
    case "text":
      return live.data === change.was ? () => { live.data = change.is; } : null;
    case "attribute":
      if (live.getAttribute(change.name) !== change.was) return null;
      return () => (change.is === null ? live.removeAttribute(change.name) : live.setAttribute(change.name, change.is));
    default: {
      const children = page.childrenOf(change.node);
      const gone = children?.slice(change.at, change.at + change.was.length);
      if (!gone || !gone.every((node, at) => node.isEqualNode(change.was[at]))) return null;
      const beside = [change.at - 1, change.at + gone.length].filter((at) => at in children);
      if (!beside.every((at) => page.holds(change.node.childNodes[at], children[at]))) return null;
      const next = children[change.at + gone.length] ?? null;
      const come = change.is.map((node) => document.importNode(node, true));
      return () => {
        for (const node of come) live.insertBefore(node, next);
        for (const node of gone) node.remove();
      };
    }
  }
}

/** Where the nodes of the old source are in the live page. */
class Live {
  #found = new Map();
  #whole = new Map(); // those with all that is in them, exactly
  #held = new Map(); // those with all that is in them, and more

  /** The live node that a node of the old source became, or null where it may be another one. */
  counterpart(node) {
    if (!this.#found.has(node)) this.#found.set(node, this.#sought(node));
    return this.#found.get(node);
  }

  #sought(node) {
    if (node === node.ownerDocument.documentElement) return document.documentElement;
    const old = node.parentNode, parent = this.counterpart(old);
    const live = (parent && this.childrenOf(old)?.[[...old.childNodes].indexOf(node)]) ?? null;
    if (live && this.#whole.get(old) === parent) this.#whole.set(node, live);
    return live && isElement(node) && [node, live].some(hasNamesake) && !this.holds(node, live) ? null : live;
  }

  /** The live children that those of an old node became, in order, without what scripts have put between; or null. */
  childrenOf(old) {
    const there = childrenIn(this.counterpart(old));
    const were = [...old.childNodes];
    if (there.length === were.length) return were.every((node, at) => isAlike(node, there[at])) ? there : null;
    let at = 0;
    const found = were.map((node) => {
      while (at < there.length && !(isAlike(node, there[at]) && node.className === there[at].className)) at++;
      return there[at++];
    });
    return found.includes(undefined) ? null : found;
  }

  /** Whether everything in an old node is still in a live one and in its order, whatever scripts have added. */
  holds(old, live) {
    if (this.#whole.get(old) === live || this.#held.get(old) === live) return true;
    if (old.isEqualNode(live)) {
      this.#whole.set(old, live);
      return true;
    }
    if (!isElement(old)) return old.data === live.data;
    const there = childrenIn(live);
    let at = 0;
    const all = [...old.childNodes].every((node) => {
      while (at < there.length && !(isAlike(node, there[at]) && this.holds(node, there[at]))) at++;
      return at++ < there.length;
    });
    if (all) this.#held.set(old, live);
    return all;
  }
}

const childrenIn = (live) => [...live.childNodes].filter((node) => !isOwn(node));
const hasNamesake = (element) => [...element.parentNode.children].some((one) => one !== element && one.localName === element.localName);
