'use strict';
/**
 * Runs inside each function process. Plain JavaScript, forked by path, so that it starts the same way under tsx, jest
 * and node. One call at a time: the host never sends a second one before the reply to the first.
 */
const RealDate = Date;
let offsetMs = 0;
let handlerModule;
let keysOfLastCall = [];

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

async function call(order) {
  offsetMs = order.offsetMs;
  applyEnvironment(order.environment);
  try {
    handlerModule ??= require(order.entryFile);
    process.send({ type: 'started' });
    if (typeof handlerModule.main !== 'function')
      throw new Error(`${order.entryFile} does not export the function main`);
    const value = await run(handlerModule.main, JSON.parse(order.eventJson), order.context);
    process.send({ type: 'reply', ok: true, resultJson: serialise(value) });
  } catch (error) {
    process.send({ type: 'reply', ok: false, message: describe(error) });
  }
}

process.on('message', (message) => {
  if (message.type === 'offset') offsetMs = message.offsetMs;
  else if (message.type === 'call') void call(message);
  else throw new Error(`unknown message ${message.type}`);
});

/** Also reached by rejections nobody handles. State is unknown afterwards, so the process ends, as on the platform. */
process.on('uncaughtException', (error) => {
  process.send({ type: 'fault', message: describe(error) }, () => process.exit(1));
});
/** The emulator is gone: nothing is left to do. */
process.on('disconnect', () => process.exit(0));
