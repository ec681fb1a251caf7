/**
 * Is dist/weapp a mini-program WeChat would take? Structure, package sizes, syntax level, WXML and WXSS through WeChat's own
 * compilers, and nothing of the development build inside. Exits non-zero with the list of problems.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { DEVELOPMENT_WORDS } from '../development-words.mjs';
import { compileWxml, compileWxss, compilersRunHere, list } from './wxml.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(process.argv[2] || path.join(here, '../../../dist/weapp'));
const MB = 1024 * 1024;
/** WeChat's limits are 2 MB a package and 30 MB together; ours leave room. */
const LIMIT = { main: 1.2 * MB, package: 2 * MB, total: 6 * MB };
const SYNTAX_LEVELS = [5, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022];
const NEWEST_SYNTAX = 2018;
const FORBIDDEN = [...DEVELOPMENT_WORDS, '@cloudbase/js-sdk'];

const problems = [];
const demand = (ok, words) => {
  if (!ok) problems.push(words);
};
const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const app = readJson('app.json');
const subs = (app.subPackages || app.subpackages || []).map((sub) => ({ ...sub, root: sub.root.replace(/\/$/, '') }));
const routes = [...app.pages, ...subs.flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`))];

function checkFiles() {
  for (const route of routes) {
    for (const ext of ['.js', '.json', '.wxml'])
      demand(existsSync(path.join(root, route + ext)), `${route}${ext} is missing`);
  }
  for (const file of list(root, '.json')) {
    for (const [name, to] of Object.entries(readJson(file).usingComponents || {})) {
      if (to.startsWith('plugin')) continue;
      const at = to.startsWith('/') ? to.slice(1) : path.posix.join(path.posix.dirname(file), to);
      demand(
        existsSync(path.join(root, `${at}.wxml`)),
        `${file}: component ${name} points to ${at}, which is not there`,
      );
    }
  }
}

function checkTabs() {
  const { list: tabs = [], custom } = app.tabBar ?? {};
  const most = custom ? 10 : 5; // as miniprogram-ci 2.1.42 has it
  demand(tabs.length >= 2 && tabs.length <= most, `tabBar has ${tabs.length} items, WeChat takes 2 to ${most}`);
  for (const tab of tabs)
    demand(app.pages.includes(tab.pagePath), `tab ${tab.pagePath} is not a page of the main package`);
  if (custom)
    demand(existsSync(path.join(root, 'custom-tab-bar/index.wxml')), 'tabBar.custom needs custom-tab-bar/index');
}

/** What WeChat reads from app.json and says nothing about when it is missing. */
function checkConfiguration() {
  demand(
    app.__usePrivacyCheck__ === true,
    'app.json lacks __usePrivacyCheck__: WeChat would not ask us for privacy consent',
  );
  demand(app.lazyCodeLoading === 'requiredComponents', 'app.json lacks lazyCodeLoading: requiredComponents');
  demand(
    existsSync(path.join(root, 'static/share.png')),
    'static/share.png is missing: cards would show the screen itself',
  );
  const preloaded = Object.values(app.preloadRule ?? {}).flatMap((rule) => rule.packages);
  demand(preloaded.length > 0, 'no subpackage is loaded beforehand');
  for (const name of preloaded)
    demand(
      subs.some((sub) => sub.root === name),
      `preloadRule names ${name}, which is no subpackage`,
    );
}

function measure() {
  const sizes = { main: 0 };
  for (const file of readdirSync(root, { recursive: true }).map(String)) {
    const full = path.join(root, file);
    if (!statSync(full).isFile() || /\.map$|LICENSE\.txt$|project\.config\.json$/.test(file)) continue;
    const key = subs.find((sub) => file.startsWith(`${sub.root}/`))?.root ?? 'main';
    sizes[key] = (sizes[key] ?? 0) + statSync(full).size;
  }
  const total = Object.values(sizes).reduce((a, b) => a + b, 0);
  for (const [name, size] of Object.entries(sizes)) {
    const limit = name === 'main' ? LIMIT.main : LIMIT.package;
    demand(size <= limit, `package ${name} is ${(size / MB).toFixed(2)} MB, limit ${limit / MB} MB`);
  }
  demand(total <= LIMIT.total, `all packages together are ${(total / MB).toFixed(2)} MB`);
  return { sizes, total };
}

function parses(code, ecmaVersion) {
  try {
    parse(code, { ecmaVersion, allowReturnOutsideFunction: true });
    return true;
  } catch {
    return false; // the question is only whether; a newer level may take it
  }
}

function checkScripts() {
  let level = 5;
  for (const file of list(root, '.js')) {
    const code = readFileSync(path.join(root, file), 'utf8');
    const needed = SYNTAX_LEVELS.find((version) => parses(code, version));
    demand(needed, `${file} does not parse`);
    demand((needed ?? 0) <= NEWEST_SYNTAX, `${file} needs ES${needed}`);
    level = Math.max(level, needed ?? 0);
    for (const word of FORBIDDEN) demand(!code.includes(word), `${file} carries «${word}» of the development build`);
  }
  return level;
}

function checkTemplates() {
  if (!compilersRunHere) {
    console.warn(
      'weapp check: WXML and WXSS not compiled, WeChat’s compilers in miniprogram-compiler are for linux x64',
    );
    return;
  }
  for (const [name, compile] of Object.entries({ wxml: compileWxml, wxss: compileWxss })) {
    try {
      compile(root);
    } catch (error) {
      problems.push(`${name}: ${String(error.stderr || error.message).trim()}`);
    }
  }
  demand(
    readFileSync(path.join(root, 'base.wxml'), 'utf8').includes('bindagreeprivacyauthorization'),
    'base.wxml has no button that agrees to the privacy terms',
  );
  // the templates that a warm cache or another compiler loses without a word
  demand(existsSync(path.join(root, 'theme.json')), 'darkmode without theme.json: the bars would have no colour');
  const base = readFileSync(path.join(root, 'base.wxml'), 'utf8');
  for (const tag of ['button', 'input', 'textarea', 'map', 'canvas', 'image', 'scroll-view']) {
    demand(base.includes(`<${tag} `), `base.wxml has no <${tag}>: nobody could see or tap one`);
  }
  // config/aria-plugin.js puts them there; without it a screen reader hears nothing of what is only drawn
  for (const attribute of ['aria-role', 'aria-label', 'aria-checked', 'aria-hidden']) {
    demand(new RegExp(`<view [^>]*${attribute}=`).test(base), `no <view> of base.wxml has ${attribute}`);
  }
}

checkFiles();
checkTabs();
checkConfiguration();
const { sizes, total } = measure();
const level = checkScripts();
checkTemplates();
const kb = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, Math.round(size / 1024)]));
const report = { routes: routes.length, kb, totalKb: Math.round(total / 1024), syntax: `ES${level}`, problems };
console.log(JSON.stringify(report, null, 1));
process.exit(problems.length > 0 ? 1 : 0);
