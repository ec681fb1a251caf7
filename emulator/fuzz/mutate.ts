/** Bends a right request until it is wrong: in its values, its text, its headers or its address. */
import type { Random } from '../testing/random';
import type { Seed } from './corpus';

const deep = (levels: number): unknown => JSON.parse('[{"a":'.repeat(levels) + '1' + '}]'.repeat(levels)) as unknown;

/** Values that have broken databases before. */
const STRANGE: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, -0, 2 ** 53 + 2, '', 'a', '\u0000', '\ud800', '李', '__proto__', '$where'],
  ...[
    '../../etc/passwd',
    '%00',
    'a.b.c',
    'a..b',
    '.',
    '$',
    '$a',
    'constructor',
    'x'.repeat(70_000),
    '(a+)+$',
    '[',
    '\\',
  ],
  ...[
    [],
    {},
    [[]],
    [null],
    { $gt: 1 },
    { $: 1 },
    { '': 1 },
    { 'a.b': 1 },
    { $numberInt: 'x' },
    { $numberLong: '9'.repeat(40) },
  ],
  ...[
    { $date: 'never' },
    { $date: { $numberLong: '99999999999999999' } },
    { $oid: 'zz' },
    { $regularExpression: { pattern: '(', options: 'zz' } },
  ],
  ...[
    { $binary: { base64: '!', subType: 'xx' } },
    { $numberDouble: 'NaN' },
    { $numberDouble: '-Infinity' },
    { $code: 'x' },
    { $undefined: true },
  ],
  ...[
    { type: 'Point', coordinates: [1_000, 'x'] },
    { type: 'Polygon', coordinates: [[[0, 0]]] },
    { $tcb_server_date: { offset: 'x' } },
  ],
  ...[
    deep(60),
    deep(400),
    Array.from({ length: 3_000 }, (_, i) => i),
    Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`k${i}`, i])),
  ],
];

const NAMES: readonly string[] = [
  ...[
    '$and',
    '$or',
    '$nor',
    '$not',
    '$in',
    '$all',
    '$elemMatch',
    '$regex',
    '$options',
    '$expr',
    '$where',
    '$text',
    '$type',
    '$size',
    '$mod',
  ],
  ...[
    '$set',
    '$inc',
    '$push',
    '$pull',
    '$rename',
    '$bit',
    '$each',
    '$slice',
    '$sort',
    '$position',
    '$currentDate',
    '$setOnInsert',
    'a.$',
    'a.$[]',
    'a.$[x]',
  ],
  ...[
    '$match',
    '$group',
    '$project',
    '$unwind',
    '$lookup',
    '$merge',
    '$out',
    '$function',
    '$accumulator',
    '$sum',
    '$map',
    '$reduce',
    '$let',
    '$switch',
  ],
  ...[
    '$convert',
    '$dateFromString',
    '$range',
    '$zip',
    '$filter',
    '$literal',
    '$meta',
    '$$ROOT',
    '_id',
    '__proto__',
    'constructor',
    'toString',
    '',
  ],
];

/** A copy: later bends reach into it. */
const strange = (random: Random): unknown => structuredClone(random.pick(STRANGE));

type Container = Record<string, unknown> | unknown[];

function containers(value: unknown, found: Container[] = []): Container[] {
  if (typeof value !== 'object' || value === null) return found;
  found.push(value as Container);
  for (const child of Object.values(value)) containers(child, found);
  return found;
}

/** Strings that hold JSON themselves (EJSON documents) are bent inside as often as replaced. */
function bendText(text: string, random: Random): unknown {
  if (/^[[{]/.test(text) && random.chance(0.8)) {
    try {
      return JSON.stringify(bendValue(JSON.parse(text), random));
    } catch {
      return strange(random);
    }
  }
  const at = random.below(text.length + 1);
  return random.chance(0.5)
    ? strange(random)
    : text.slice(0, at) + random.pick(NAMES) + text.slice(at + random.below(3));
}

/** A copy with one to three places changed. */
export function bendValue(value: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(value);
  for (let times = 1 + random.below(3); times > 0; times--) {
    const inside = containers(copy);
    if (inside.length === 0) return strange(random);
    const target = random.pick(inside) as Record<string, unknown>;
    const keys = Object.keys(target);
    const key = keys.length > 0 ? random.pick(keys) : random.pick(NAMES);
    const old = Object.hasOwn(target, key) ? target[key] : undefined;
    const way = random.below(5);
    if (way === 0) delete target[key];
    else if (way === 1 && typeof old === 'string') target[key] = bendText(old, random);
    else if (way === 2)
      Object.defineProperty(target, random.pick(NAMES), {
        value: structuredClone(old ?? 1),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    else if (way === 3) target[key] = [old, strange(random)];
    else target[key] = typeof old === 'string' && random.chance(0.5) ? bendText(old, random) : strange(random);
  }
  return copy;
}

export interface Message {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const PATHS = [
  '/../',
  '/%2e%2e/',
  '%',
  '//',
  '/%00',
  '?',
  '#',
  '/'.repeat(500),
  '中文',
  '%E6%9D',
  ';',
  '(',
  '/_emulator/',
  '/admin/',
];
const HEADERS: Record<string, readonly string[]> = {
  'content-type': [
    'text/plain',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'application/json; charset=utf-7',
    '',
  ],
  authorization: ['Bearer', 'Bearer a.b.c', `Bearer ${'x'.repeat(9_000)}`, 'TC3-HMAC-SHA256', ''],
  range: ['bytes=9-1', 'bytes=-', 'bytes=0-99999999999999999999', 'lines=1'],
  'x-tc-action': ['', '__proto__', 'DeleteTable', 'constructor'],
  'if-none-match': ['*', '"'],
  origin: ['null', 'http://evil.example', 'x'],
};

function formBody(fields: Readonly<Record<string, string>>, random: Random): { body: string; type: string } {
  const parts = Object.entries(bendValue(fields, random) as object).map(
    ([name, value]) =>
      `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`,
  );
  const whole = `${parts.join('')}--B--\r\n`;
  const body = random.chance(0.3) ? whole.slice(0, random.below(whole.length)) : whole;
  return { body, type: 'multipart/form-data; boundary=B' };
}

function bodyOf(seed: Seed, random: Random): { body: string; type: string } {
  if (seed.form) return formBody(seed.form, random);
  if (!seed.json) return { body: seed.body ?? '', type: 'text/plain' };
  const text = JSON.stringify(bendValue(seed.json, random)) ?? '';
  if (!random.chance(0.1)) return { body: text, type: 'application/json' };
  const at = random.below(text.length + 1);
  return {
    body: text.slice(0, at) + random.pick(['', '\u0000', '{', '"', '\\u12', '1e999']),
    type: 'application/json',
  };
}

/** One request, bent. */
export function bend(seed: Seed, random: Random): Message {
  const { body, type } = bodyOf(seed, random);
  const headers: Record<string, string> = { ...seed.headers, 'content-type': type };
  if (random.chance(0.1)) {
    const name = random.pick(Object.keys(HEADERS));
    headers[name] = random.pick(HEADERS[name] as readonly string[]);
  }
  const at = random.below(seed.path.length);
  const path = random.chance(0.1) ? seed.path.slice(0, at) + random.pick(PATHS) + seed.path.slice(at) : seed.path;
  const method = random.chance(0.05) ? random.pick(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) : seed.method;
  return { method, path: path.startsWith('/') ? path : `/${path}`, headers, body };
}
