/** The keys of personal data: named, so that they can change. Broken settings are told in one line that names the variable and no key. */
import { needs, required } from '../environment';

const KEY_BYTES = 32;

let read: { readonly from: string; readonly keys: ReadonlyMap<string, Buffer> } | null = null;

/** All keys that open something, by their names. */
function keys(): ReadonlyMap<string, Buffer> {
  const from = required('PERSONAL_DATA_KEYS');
  if (read?.from !== from) read = { from, keys: parsed(from) };
  return read.keys;
}

function parsed(text: string): ReadonlyMap<string, Buffer> {
  const named = Object.entries(objectIn(text));
  for (const [name, key] of named) {
    const bytes = typeof key === 'string' ? Buffer.from(key, 'base64').length : 0;
    if (!/^[0-9A-Za-z_-]{1,32}$/.test(name)) throw new Error('PERSONAL_DATA_KEYS: a key has a name that is none');
    if (bytes !== KEY_BYTES) throw new Error(`PERSONAL_DATA_KEYS: key ${name} has ${bytes} bytes, not ${KEY_BYTES}`);
  }
  return new Map(named.map(([name, key]) => [name, Buffer.from(key as string, 'base64')]));
}

/** The parser's own error would quote the keys. */
function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, like everything else that is no object.
  }
  throw new Error('PERSONAL_DATA_KEYS is not JSON');
}

export function keyNamed(name: string): Buffer {
  const key = keys().get(name);
  if (!key) throw new Error(`no 32-byte key named ${name} in PERSONAL_DATA_KEYS`);
  return key;
}

/** The name of the key that seals from now on. */
export const currentKeyId = (): string => required('PERSONAL_DATA_KEY_ID');

/** For keyed hashes; it never changes, or nothing would be found again. */
export function lookupKey(): Buffer {
  const key = Buffer.from(required('LOOKUP_KEY'), 'base64');
  if (key.length < KEY_BYTES) throw new Error(`LOOKUP_KEY has ${key.length} bytes, fewer than ${KEY_BYTES}`);
  return key;
}

/** Said when a function is loaded: it does not start with keys that are missing, short, or not there under the name in use. */
export function checkKeys(): void {
  needs('PERSONAL_DATA_KEYS', 'PERSONAL_DATA_KEY_ID', 'LOOKUP_KEY');
  if (!keys().has(currentKeyId()))
    throw new Error(`PERSONAL_DATA_KEY_ID: no key ${currentKeyId()} in PERSONAL_DATA_KEYS`);
  lookupKey();
}
