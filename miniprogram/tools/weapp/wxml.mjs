/** Compiles WXML and WXSS with WeChat's own compilers (linux binaries inside the npm package miniprogram-compiler). */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

const require = createRequire(import.meta.url);
const bin = path.join(path.dirname(require.resolve('miniprogram-compiler/package.json')), 'bin/linux');

/** WeChat ships its compilers for linux only in this package; elsewhere the check says so instead of passing. */
export const compilersRunHere = process.platform === 'linux' && process.arch === 'x64';

export function list(root, ext) {
  return readdirSync(root, { recursive: true })
    .map((file) => String(file).split(path.sep).join('/'))
    .filter((file) => file.endsWith(ext))
    .sort();
}

function run(name, args, cwd) {
  const program = path.join(bin, name);
  chmodSync(program, 0o755);
  return execFileSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** Returns `(page) => render(data)`: the same `$gwx` factory the WeChat webview runs. */
export function compileWxml(root) {
  const code = run('wcc', ['-d', ...list(root, '.wxml'), ...list(root, '.wxs')], root);
  const sandbox = { console: { log() {}, warn() {}, error() {}, info() {} } };
  sandbox.window = sandbox;
  sandbox.__webview_engine_version__ = 0.02;
  vm.createContext(sandbox);
  vm.runInContext(code, sandbox, { filename: 'wxml.js' });
  const draw = vm.runInContext('(render, json) => render(JSON.parse(json), {}, {})', sandbox);
  return (page) => {
    const render = sandbox.$gwx(`${page}.wxml`);
    if (typeof render !== 'function') throw new Error(`no template for ${page}`);
    // parsed inside: the compiled code asks `constructor === Object`, which fails for objects of another realm
    return (data) => draw(render, JSON.stringify(data));
  };
}

export function compileWxss(root) {
  const all = list(root, '.wxss');
  for (const file of all) run('wcsc', ['-lc', '-js', file, ...all.filter((other) => other !== file)], root);
}
