/** What a tester may ask to go wrong: where, how often, what. Refused with a reason when it makes no sense. */

/** The doors and rooms a request passes. */
export const PLACES = ['admin', 'web', 'v1', 'auth', 'function', 'openApi', 'upload', 'download', 'watch'] as const;
export type Place = (typeof PLACES)[number];

export const EFFECTS = ['error', 'conflict', 'status', 'timeout', 'dropBefore', 'dropAfter'] as const;
export type Effect = (typeof EFFECTS)[number];

export interface FaultRule {
  readonly on: Place;
  /**
   * The `/admin` or `/web` action, the path below `/v1` and `/auth`, the function, the open API, the file's path, the
   * realtime message. `*` stands for any characters; absent: all.
   */
  readonly name?: string;
  /** Only requests about this collection (`admin`, `web`, `watch`). */
  readonly collection?: string;
  /** Strikes so many times. Without `times` and `probability`: always. */
  readonly times?: number;
  /** Strikes with this chance, 0 to 1; the same `seed` (default 1) makes the same choices. */
  readonly probability?: number;
  readonly seed?: number;
  /** Waits first, in real time. Alone, it is the whole fault. */
  readonly delayMs?: number;
  readonly effect?: Effect;
  /** For `error`: the platform's code, or on `openApi` WeChat's number as text. */
  readonly code?: string;
  readonly message?: string;
  /** For `status`; also the HTTP status of an `error` where the dialect has one. */
  readonly status?: number;
}

const TEXTS = ['on', 'name', 'collection', 'effect', 'code', 'message'] as const;
const NUMBERS = ['times', 'probability', 'seed', 'delayMs', 'status'] as const;
const HAS_COLLECTION: readonly Place[] = ['admin', 'web', 'watch'];
const HAS_CONFLICT: readonly Place[] = ['admin', 'web', 'v1'];
const DELAY_MAX_MS = 600_000;

function refuse(reason: string): never {
  throw new RangeError(`fault: ${reason}`);
}

function checkTypes(given: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if ((TEXTS as readonly string[]).includes(key)) {
      if (typeof value !== 'string' || value === '') refuse(`${key} must be a text that is not empty`);
    } else if ((NUMBERS as readonly string[]).includes(key)) {
      if (typeof value !== 'number' || !Number.isFinite(value)) refuse(`${key} must be a number`);
    } else refuse(`unknown key ${key}; known: ${[...TEXTS, ...NUMBERS].join(', ')}`);
  }
}

const isBetween = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (value >= least && value <= most);

function checkNumbers({ times, probability, delayMs, status, seed }: FaultRule): void {
  if (times !== undefined && (!Number.isInteger(times) || times < 1)) refuse('times must be a whole number from 1');
  if (!isBetween(probability, 0, 1)) refuse('probability goes from 0 to 1');
  if (times !== undefined && probability !== undefined) refuse('times and probability exclude each other');
  if (seed !== undefined && probability === undefined) refuse('seed belongs to probability');
  if (!isBetween(delayMs, 0, DELAY_MAX_MS)) refuse(`delayMs goes from 0 to ${DELAY_MAX_MS}`);
  if (!isBetween(status, 400, 599) || (status !== undefined && !Number.isInteger(status))) {
    refuse('status goes from 400 to 599');
  }
}

function checkEffect({ on, effect, code, message, status, delayMs, collection }: FaultRule): void {
  if (effect === undefined && !delayMs) refuse('say an effect or delayMs');
  if (effect === 'error' && !code) refuse('error needs a code');
  if (effect === 'status' && status === undefined) refuse('status is missing');
  if (effect === 'status' && on === 'watch') refuse('a realtime message has no HTTP status');
  if (effect === 'conflict' && !HAS_CONFLICT.includes(on)) refuse(`a conflict happens on ${HAS_CONFLICT.join(', ')}`);
  if (effect !== 'error' && code !== undefined) refuse('code belongs to the effect error');
  if (effect !== 'error' && effect !== 'status' && (message ?? status) !== undefined) {
    refuse('message and status belong to the effects error and status');
  }
  if (collection !== undefined && !HAS_COLLECTION.includes(on)) {
    refuse(`collection is known on ${HAS_COLLECTION.join(', ')}; elsewhere use name`);
  }
}

/** The rule itself, or a RangeError saying what is wrong with it. */
export function checkedRule(given: unknown): FaultRule {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) refuse('must be an object');
  checkTypes(given as Readonly<Record<string, unknown>>);
  const rule = given as FaultRule;
  if (!PLACES.includes(rule.on)) refuse(`on must be one of ${PLACES.join(', ')}`);
  if (rule.effect !== undefined && !EFFECTS.includes(rule.effect)) refuse(`effect is one of ${EFFECTS.join(', ')}`);
  checkNumbers(rule);
  checkEffect(rule);
  return { ...rule };
}
