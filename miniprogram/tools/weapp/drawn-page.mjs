/** A page as a person meets it: what it shows, drawn by WeChat's compiled templates, and what can be tapped or typed. */
const isNode = (node) => Boolean(node) && typeof node === 'object';
const classesOf = (node) => String(node.attr?.class || '').split(' ');

function walk(node, visit, path = []) {
  if (!isNode(node)) return;
  const here = node.tag ? [...path, node] : path;
  if (node.tag) visit(node, here);
  for (const child of node.children || []) walk(child, visit, here);
}
const textOf = (node) => (isNode(node) ? (node.children || []).map(textOf).join('') : String(node ?? ''));

/** `drawn()` is the tree of the page now; `settle` waits until the logic layer has come to rest. */
export function drawnPage(page, drawn, settle) {
  const all = () => {
    const found = [];
    walk(drawn(), (node) => found.push(node));
    return found;
  };
  async function fire(node, type, detail = {}) {
    const handler = node.attr?.[`bind${type}`];
    if (!handler) throw new Error(`<${node.tag}> has no bind${type}`);
    const sid = node.attr['data-sid'] ?? node.attr.dataSid ?? node.attr.id;
    const at = { id: node.attr.id, dataset: { sid }, offsetLeft: 0, offsetTop: 0 };
    page[handler]({ type, timeStamp: Date.now(), target: at, currentTarget: at, detail, mark: {} });
    await settle();
  }
  /** Taps the `nth` node that fits, or the nearest thing around it that hears taps. Without `nth`: the innermost that fits. */
  async function tapWhere(fits, words, nth) {
    const found = [];
    walk(drawn(), (node, path) => {
      const target = fits(node) ? [...path].reverse().find((one) => one.attr?.bindtap) : null;
      if (target) found.push(target);
    });
    const best = found[nth ?? found.length - 1];
    if (!best) throw new Error(`nothing to tap ${words} on ${page.route}; it shows: ${textOf(drawn()).slice(0, 400)}`);
    await fire(best, 'tap');
  }
  return {
    route: page.route,
    text: () => textOf(drawn()),
    all,
    byTag: (tag) => all().filter((node) => node.tag === `wx-${tag}` || node.tag === tag),
    byClass: (name) => all().filter((node) => classesOf(node).includes(name)),
    fire,
    tapText: (label) => tapWhere((node) => textOf(node).trim() === label, `reads «${label}»`),
    tapClass: (name, nth = 0) => tapWhere((node) => classesOf(node).includes(name), `has class ${name}`, nth),
  };
}
