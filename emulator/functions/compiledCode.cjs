'use strict';
/**
 * V8's compiled form of a function's large files, kept in a folder from one process to the next: to compile a bundle of a megabyte
 * takes longer than all else of a start. What runs is the same text; a kept form that is not of exactly this text, this node and
 * these flags is never used. Plain JavaScript, as worker.cjs.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

/** Smaller files are compiled as quickly as their kept form is read. */
const LARGE = 100_000;
const [BEFORE] = Module.wrap('\0').split('\0');
/** `import()` in code that was kept finds no loader (node 20). */
const IMPORTS = /\bimport\s*\(/;

/** Compiled in this process: what is to be kept once the process has nothing to do. */
const fresh = [];

const isKept = (content) => content.length >= LARGE && !content.startsWith('#!') && !IMPORTS.test(content);

function compiled(content, filename, kept) {
  const cachedData = fs.existsSync(kept) ? fs.readFileSync(kept) : undefined;
  const script = new vm.Script(Module.wrap(content), {
    filename,
    // Places in stack traces are those of the file.
    columnOffset: -BEFORE.length,
    cachedData,
  });
  if (!cachedData || script.cachedDataRejected) fresh.push({ script, kept });
  return script;
}

/** From now on large files below `folder` that are loaded by `require` are looked up in `store`. */
exports.useKept = (store, folder) => {
  const compileAnew = Module.prototype._compile;
  Module.prototype._compile = function (content, filename, ...rest) {
    if (!isKept(content) || !filename.startsWith(folder)) return compileAnew.call(this, content, filename, ...rest);
    const name = createHash('sha256').update(`${process.version} ${process.arch}\n`).update(content).digest('hex');
    let script;
    try {
      script = compiled(content, filename, path.join(store, name));
    } catch {
      // Not what a plain CommonJS file looks like: node finds out, and says so in its own words.
      return compileAnew.call(this, content, filename, ...rest);
    }
    const main = script.runInThisContext();
    return main.call(
      this.exports,
      this.exports,
      Module.createRequire(filename),
      this,
      filename,
      path.dirname(filename),
    );
  };
};

/** Keeps what was compiled, with all that has been used of it since. Where it cannot be written the next process compiles again. */
exports.keep = () => {
  for (const { script, kept } of fresh.splice(0)) {
    const written = `${kept}.${process.pid}`;
    try {
      fs.writeFileSync(written, script.createCachedData(), { mode: 0o600 });
      fs.renameSync(written, kept);
    } catch {
      fs.rmSync(written, { force: true });
    }
  }
};
