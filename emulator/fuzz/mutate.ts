/** Bends a right request until it is wrong: in its values, its text, its headers or its address. */
import type { Chance } from './chance';
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
const strange = (chance: Chance): unknown => structuredClone(chance.of(STRANGE));

type Container = Record<string, unknown> | unknown[];

function containers(value: unknown, found: Container[] = []): Container[] {
  if (typeof value !== 'object' || value === null) return found;
  found.push(value as Container);
  for (const child of Object.values(value)) containers(child, found);
  return found;
}

/** Strings that hold JSON themselves (EJSON documents) are bent inside as often as replaced. */
function bendText(text: string, chance: Chance): unknown {
  if (/^[[{]/.test(text) && chance.happens(0.8)) {
    try {
      return JSON.stringify(bendValue(JSON.parse(text), chance));
    } catch {
      return strange(chance);
    }
  }
  const at = chance.below(text.length + 1);
  return chance.happens(0.5)
    ? strange(chance)
    : text.slice(0, at) + chance.of(NAMES) + text.slice(at + chance.below(3));
}

/** A copy with one to three places changed. */
export function bendValue(value: unknown, chance: Chance): unknown {
  const copy: unknown = structuredClone(value);
  for (let times = 1 + chance.below(3); times > 0; times--) {
    const inside = containers(copy);
    if (inside.length === 0) return strange(chance);
    const target = chance.of(inside) as Record<string, unknown>;
    const keys = Object.keys(target);
    const key = keys.length > 0 ? chance.of(keys) : chance.of(NAMES);
    const old = Object.hasOwn(target, key) ? target[key] : undefined;
    const way = chance.below(5);
    if (way === 0) delete target[key];
    else if (way === 1 && typeof old === 'string') target[key] = bendText(old, chance);
    else if (way === 2)
      Object.defineProperty(target, chance.of(NAMES), {
        value: structuredClone(old ?? 1),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    else if (way === 3) target[key] = [old, strange(chance)];
    else target[key] = typeof old === 'string' && chance.happens(0.5) ? bendText(old, chance) : strange(chance);
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

function formBody(fields: Readonly<Record<string, string>>, chance: Chance): { body: string; type: string } {
  const parts = Object.entries(bendValue(fields, chance) as object).map(
    ([name, value]) =>
      `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`,
  );
  const whole = `${parts.join('')}--B--\r\n`;
  const body = chance.happens(0.3) ? whole.slice(0, chance.below(whole.length)) : whole;
  return { body, type: 'multipart/form-data; boundary=B' };
}

function bodyOf(seed: Seed, chance: Chance): { body: string; type: string } {
  if (seed.form) return formBody(seed.form, chance);
  if (!seed.json) return { body: seed.body ?? '', type: 'text/plain' };
  const text = JSON.stringify(bendValue(seed.json, chance)) ?? '';
  if (!chance.happens(0.1)) return { body: text, type: 'application/json' };
  const at = chance.below(text.length + 1);
  return { body: text.slice(0, at) + chance.of(['', '\u0000', '{', '"', '\\u12', '1e999']), type: 'application/json' };
}

/** One request, bent. */
export function bend(seed: Seed, chance: Chance): Message {
  const { body, type } = bodyOf(seed, chance);
  const headers: Record<string, string> = { ...seed.headers, 'content-type': type };
  if (chance.happens(0.1)) {
    const name = chance.of(Object.keys(HEADERS));
    headers[name] = chance.of(HEADERS[name] as readonly string[]);
  }
  const at = chance.below(seed.path.length);
  const path = chance.happens(0.1) ? seed.path.slice(0, at) + chance.of(PATHS) + seed.path.slice(at) : seed.path;
  const method = chance.happens(0.05) ? chance.of(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) : seed.method;
  return { method, path: path.startsWith('/') ? path : `/${path}`, headers, body };
}
