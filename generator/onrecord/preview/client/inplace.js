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

function compare(one, other, found) {
  if (one.isEqualNode(other)) return true;
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
  const most = Math.min(old.length, fresh.length);
  while (front < most && old[front].isEqualNode(fresh[front])) front++;
  while (back < most - front && old.at(-1 - back).isEqualNode(fresh.at(-1 - back))) back++;
  const gone = old.slice(front, old.length - back), come = fresh.slice(front, fresh.length - back);
  if (gone.length === come.length && gone.every((node, at) => isAlike(node, come[at]))) {
    return gone.every((node, at) => compare(node, come[at], found));
  }
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
  const found = new Map();
  const steps = changes.map((change) => step(change, found));
  if (!steps.every(Boolean)) return false;
  for (const act of steps) act();
  return true;
}

function step(change, found) {
  const live = counterpart(change.node, found);
  if (!live) return null;
  switch (change.kind) {
    case "text":
      return live.data === change.was ? () => { live.data = change.is; } : null;
    case "attribute":
      if (live.getAttribute(change.name) !== change.was) return null;
      return () => (change.is === null ? live.removeAttribute(change.name) : live.setAttribute(change.name, change.is));
    default: {
      const children = childrenOf(change.node, live);
      const gone = children?.slice(change.at, change.at + change.was.length);
      if (!gone || !gone.every((node, at) => node.isEqualNode(change.was[at]))) return null;
      const beside = [change.at - 1, change.at + gone.length].filter((at) => at in children);
      if (!beside.every((at) => holds(change.node.childNodes[at], children[at]))) return null;
      const next = children[change.at + gone.length] ?? null;
      const come = change.is.map((node) => document.importNode(node, true));
      return () => {
        for (const node of come) live.insertBefore(node, next);
        for (const node of gone) node.remove();
      };
    }
  }
}

/** The live node that a node of the old source became, or null where it may be another one. */
function counterpart(node, found) {
  if (found.has(node)) return found.get(node);
  let live = null;
  if (node === node.ownerDocument.documentElement) {
    live = document.documentElement;
  } else {
    const parent = counterpart(node.parentNode, found);
    live = (parent && childrenOf(node.parentNode, parent)?.[[...node.parentNode.childNodes].indexOf(node)]) ?? null;
    if (live && isElement(node) && [node, live].some(hasNamesake) && !holds(node, live)) live = null;
  }
  found.set(node, live);
  return live;
}

/** The live children that those of an old node became, in order, without what scripts have put between them; or null. */
function childrenOf(old, live) {
  const there = [...live.childNodes].filter((node) => !isOwn(node));
  const were = [...old.childNodes];
  if (there.length === were.length) return were.every((node, at) => isAlike(node, there[at])) ? there : null;
  const found = [];
  let at = 0;
  for (const node of were) {
    while (at < there.length && !(isAlike(node, there[at]) && node.className === there[at].className)) at++;
    if (at === there.length) return null;
    found.push(there[at++]);
  }
  return found;
}

const hasNamesake = (element) => [...element.parentNode.children].some((one) => one !== element && one.localName === element.localName);

/** Whether everything in a node of the old source is still in a live one and in its order, whatever scripts have added. */
function holds(old, live) {
  if (old.isEqualNode(live)) return true;
  if (!isElement(old)) return old.data === live.data;
  const there = [...live.childNodes].filter((node) => !isOwn(node));
  let at = 0;
  return [...old.childNodes].every((node) => {
    while (at < there.length && !(isAlike(node, there[at]) && holds(node, there[at]))) at++;
    return at++ < there.length;
  });
}
