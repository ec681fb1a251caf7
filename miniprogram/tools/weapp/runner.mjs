/** Runs a built mini-program's own JavaScript in a bare logic layer, drawing with WeChat's own WXML compiler. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { drawnPage } from './drawn-page.mjs';
import { standInForWx } from './wx-stand-in.mjs';
import { compileWxml } from './wxml.mjs';

const later = () => new Promise((resolve) => setTimeout(resolve, 0));
async function settle(turns = 8) {
  for (let n = 0; n < turns; n += 1) await later();
}

/** `a.b[0].c` of a setData patch. */
function setPath(data, key, value) {
  const parts = key
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  let at = data;
  parts.slice(0, -1).forEach((part, index) => {
    if (at[part] === undefined) at[part] = /^\d+$/.test(parts[index + 1]) ? [] : {};
    at = at[part];
  });
  at[parts[parts.length - 1]] = value;
}

/** Only what the WeChat logic layer has: no window, document, URL, fetch, TextEncoder, AbortController. */
function logicLayer(root, wx, stack) {
  const registered = { app: null, pages: {}, defining: '' };
  const sandbox = { console, setTimeout, clearTimeout, setInterval, clearInterval, wx };
  sandbox.global = sandbox; // WeChat has this one
  sandbox.App = (config) => (registered.app = config);
  sandbox.Page = (config) => (registered.pages[registered.defining] = config);
  sandbox.Component = (config) => (registered.pages[registered.defining] = { ...config.methods, ...config });
  sandbox.Behavior = (behaviour) => behaviour;
  sandbox.getApp = () => registered.app;
  sandbox.getCurrentPages = () => stack.slice();
  vm.createContext(sandbox);
  const modules = {};
  function load(file) {
    if (modules[file]) return modules[file].exports;
    const module = (modules[file] = { exports: {} });
    const code = readFileSync(path.join(root, file), 'utf8');
    const folder = path.posix.dirname(file);
    const require = (name) => load(path.posix.normalize(path.posix.join(folder, name)).replace(/(\.js)?$/, '.js'));
    const wrapped = `(function(require,module,exports){${code}\n})`;
    vm.runInContext(wrapped, sandbox, { filename: file })(require, module, module.exports);
    return module.exports;
  }
  function pageConfig(route) {
    if (!registered.pages[route]) {
      registered.defining = route;
      load(`${route}.js`);
    }
    if (!registered.pages[route]) throw new Error(`${route} did not register a page`);
    return registered.pages[route];
  }
  return { load, pageConfig, registered };
}

function newPage(config, route) {
  const page = Object.assign(Object.create(null), config, {
    route,
    data: JSON.parse(JSON.stringify(config.data || {})),
    setData(patch, callback) {
      // the bridge copies: anything not plain data is lost, exactly as on a phone
      for (const [key, value] of Object.entries(JSON.parse(JSON.stringify(patch)))) setPath(page.data, key, value);
      if (callback) setTimeout(callback, 0);
    },
    selectComponent: () => null,
  });
  return page;
}

export function boot(root, { cloud, api } = {}) {
  const config = JSON.parse(readFileSync(path.join(root, 'app.json'), 'utf8'));
  const templates = compileWxml(root);
  const stack = [];
  const view = (page) => drawnPage(page, () => templates(page.route)(page.data), settle);
  const current = () => view(stack[stack.length - 1]);
  const { wx, launch, ...seen } = standInForWx({
    firstPage: config.pages[0],
    open: (url) => open(url),
    /** The page on top makes way. */
    replace: (url) => {
      stack.pop()?.onUnload?.();
      return open(url);
    },
    back,
    cloud,
    api,
  });
  const layer = logicLayer(root, wx, stack);
  layer.load('app.js');
  layer.registered.app?.onLaunch?.(launch());
  layer.registered.app?.onShow?.(launch());

  /** By program, or as people go back: WeChat's arrow, the gesture, the phone's key. A page is not asked, it is gone. */
  function back(delta = 1) {
    for (let n = 0; n < delta && stack.length > 1; n += 1) stack.pop()?.onUnload?.();
    stack[stack.length - 1]?.onShow?.();
  }
  async function open(url) {
    const [raw, search = ''] = url.replace(/^\//, '').split('?');
    const pairs = search.split('&').filter(Boolean);
    const options = Object.fromEntries(pairs.map((pair) => pair.split('=').map(decodeURIComponent)));
    const page = newPage(layer.pageConfig(raw), raw);
    stack[stack.length - 1]?.onHide?.();
    stack.push(page);
    page.onLoad?.(options);
    page.onShow?.();
    await later();
    page.onReady?.();
    await settle();
    return view(page);
  }
  return { config, open, back, current, stack, settle, ...seen };
}
