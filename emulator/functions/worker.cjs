'use strict';
/**
 * Runs inside each function process. Plain JavaScript, forked by path, so that it starts the same way under tsx, jest
 * and node. One call at a time: the host never sends a second one before the reply to the first.
 */
const fs = require('node:fs');
const path = require('node:path');
const v8 = require('node:v8');
const compiledCode = require('./compiledCode.cjs');

const RealDate = Date;
let offsetMs = 0;
let handlerModule;
let keysOfLastCall = [];
let ordersRead = 0;
let freezing;

/** The pipe that calls come by, read only while the process stands still or an order is announced. */
const ORDERS = 3;
/** So long a process still runs after its answer; the platform is quicker, but promises nothing. */
const GRACE_MS = 100;

/** The function's author sees no arguments. */
const [compiledStore, ownFolder] = process.argv.splice(2);
if (compiledStore) compiledCode.useKept(compiledStore, ownFolder);

const RESULT_LIMIT_BYTES = 6 * 1024 * 1024;
const steeredNow = () => RealDate.now() + offsetMs;

/** `Date` as the function sees it: only "now" moves. A plain function, because `Date()` is called without `new` too. */
function Date_(...args) {
  if (!new.target) return new RealDate(steeredNow()).toString();
  return Reflect.construct(RealDate, args.length === 0 ? [steeredNow()] : args, new.target);
}
Object.setPrototypeOf(Date_, RealDate);
Object.defineProperties(Date_, {
  name: { value: 'Date' },
  length: { value: RealDate.length },
  prototype: { value: RealDate.prototype },
  now: { value: steeredNow, writable: true, configurable: true },
});
Object.defineProperty(RealDate.prototype, 'constructor', { value: Date_, writable: true, configurable: true });
globalThis.Date = Date_;

/** Output travels by the same channel as replies, so that every line is known to belong to its call. */
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, done) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const callback = typeof encoding === 'function' ? encoding : done;
    if (process.connected) process.send({ type: 'output', text });
    if (callback) process.nextTick(callback);
    return true;
  };
}

/** What the last call brought and this one does not bring must be gone: identity lives in these variables. */
function applyEnvironment(environment) {
  for (const key of keysOfLastCall) if (!(key in environment)) delete process.env[key];
  Object.assign(process.env, environment);
  keysOfLastCall = Object.keys(environment);
}

const describe = (error) => (error instanceof Error ? (error.stack ?? String(error)) : `thrown: ${String(error)}`);

/** A promise, a value or the callback, whichever the function's author chose. */
function run(main, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    const returned = main(event, context, callback);
    if (returned !== undefined || main.length < 3) resolve(returned);
  });
}

function serialise(value) {
  const json = JSON.stringify(value) ?? 'null';
  const bytes = Buffer.byteLength(json);
  if (bytes > RESULT_LIMIT_BYTES)
    throw new Error(`the result has ${bytes} bytes, more than ${RESULT_LIMIT_BYTES} (6 MB)`);
  return json;
}

/** What was loaded of the function's own code: the host looks whether it has changed since. */
const ownFiles = (entryFile) => {
  const folder = entryFile.slice(0, entryFile.lastIndexOf(path.sep) + 1);
  const own = (file) => file.startsWith(folder) && !file.includes(`${path.sep}node_modules${path.sep}`);
  return Object.keys(require.cache).filter(own);
};

function load(entryFile) {
  if (handlerModule) return;
  handlerModule = require(entryFile);
  process.send({ type: 'started', files: ownFiles(entryFile) });
}

async function call(order) {
  offsetMs = order.offsetMs;
  applyEnvironment(order.environment);
  try {
    load(order.entryFile);
    if (typeof handlerModule.main !== 'function')
      throw new Error(`${order.entryFile} does not export the function main`);
    const value = await run(handlerModule.main, JSON.parse(order.eventJson), order.context);
    reply({ type: 'reply', ok: true, resultJson: serialise(value) });
  } catch (error) {
    reply({ type: 'reply', ok: false, message: describe(error) });
  }
}

/** Nothing may be left to send when the process stands still: the host would wait for it. */
function reply(message) {
  const answered = ordersRead;
  process.send(message, () => {
    // The next order may have come before this is told.
    if (ordersRead === answered) freezing = setTimeout(freeze, GRACE_MS);
  });
}

/**
 * Between calls the platform stops a process. Here its one thread waits for the next order and does nothing else: no
 * timer fires, no answer is looked at. When the emulator is gone the wait ends with the end of the pipe.
 */
function freeze() {
  freezing = undefined;
  compiledCode.keep();
  take(readOrder());
}

function readExactly(length) {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length;) {
    const count = fs.readSync(ORDERS, bytes, at, length - at, null);
    if (count === 0) process.exit(0);
    at += count;
  }
  return bytes;
}

function readOrder() {
  const order = v8.deserialize(readExactly(readExactly(4).readUInt32BE(0)));
  ordersRead += 1;
  return order;
}

function take(order) {
  clearTimeout(freezing);
  void call(order);
}

process.on('message', (message) => {
  if (message.type === 'offset') offsetMs = message.offsetMs;
  // Announced for the case that the process is awake; one that stood still has read it already.
  else if (message.type === 'order') {
    if (message.number > ordersRead) take(readOrder());
  } else throw new Error(`unknown message ${message.type}`);
});

/** Also reached by rejections nobody handles. State is unknown afterwards, so the process ends, as on the platform. */
process.on('uncaughtException', (error) => {
  process.send({ type: 'fault', message: describe(error) }, () => process.exit(1));
});
/** The emulator is gone: nothing is left to do. */
process.on('disconnect', () => process.exit(0));
