/** Sealed personal data: keys change, old data stays readable; what was altered or moved does not open. */
import { randomBytes } from 'node:crypto';

const [first, second] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const PHONE = '13800000001';
const FIELD = 'orders/1/phone';

const useKeys = (keys: Record<string, string>, keyId: string) =>
  Object.assign(process.env, {
    PERSONAL_DATA_KEYS: JSON.stringify(keys),
    PERSONAL_DATA_KEY_ID: keyId,
    LOOKUP_KEY: Buffer.alloc(32, 1).toString('base64'),
  });

let personalData: typeof import('./personalData');
beforeAll(async () => {
  useKeys({ k1: first }, 'k1');
  // Only now: the module asks for its keys when it is loaded.
  personalData = await import('./personalData');
});
beforeEach(() => useKeys({ k1: first }, 'k1'));

test('what was sealed opens, and twice the same text looks different', () => {
  const { seal, unseal } = personalData;
  const [one, other] = [seal(PHONE, FIELD), seal(PHONE, FIELD)];
  expect(one).not.toBe(other);
  expect(one).not.toContain(PHONE);
  expect([unseal(one, FIELD), unseal(other, FIELD)]).toEqual([PHONE, PHONE]);
  expect(unseal(seal('', FIELD), FIELD)).toBe('');
});

test('after a change of keys old data stays readable and new data uses the new key', () => {
  const { seal, unseal } = personalData;
  const old = seal(PHONE, FIELD);
  useKeys({ k1: first, k2: second }, 'k2');
  const fresh = seal(PHONE, FIELD);
  expect([old.split('.')[1], fresh.split('.')[1]]).toEqual(['k1', 'k2']);
  expect([unseal(old, FIELD), unseal(fresh, FIELD)]).toEqual([PHONE, PHONE]);
  useKeys({ k2: second }, 'k2');
  expect(unseal(fresh, FIELD)).toBe(PHONE);
  expect(() => unseal(old, FIELD)).toThrow('no 32-byte key named k1');
});

test('another key under the same name does not open it', () => {
  const { seal, unseal } = personalData;
  const sealed = seal(PHONE, FIELD);
  useKeys({ k1: second }, 'k1');
  expect(() => unseal(sealed, FIELD)).toThrow();
});

test.each(['nonce', 'tag', 'text'] as const)('an altered %s is refused', (name) => {
  const { seal, unseal } = personalData;
  const parts = seal(PHONE, FIELD).split('.');
  const place = { nonce: 2, tag: 3, text: 4 }[name];
  const bytes = Buffer.from(parts[place] ?? '', 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  parts[place] = bytes.toString('base64url');
  expect(() => unseal(parts.join('.'), FIELD)).toThrow();
});

test('a tag cut short, which could be guessed, is refused although its bytes are right', () => {
  const { seal, unseal } = personalData;
  const [version, keyId, nonce, tag, text] = seal(PHONE, FIELD).split('.');
  const short = Buffer.from(tag ?? '', 'base64url')
    .subarray(0, 4)
    .toString('base64url');
  expect(() => unseal([version, keyId, nonce, short, text].join('.'), FIELD)).toThrow();
});

test('a ciphertext moved to another field or another document is refused', () => {
  const { seal, unseal } = personalData;
  const sealed = seal(PHONE, FIELD);
  expect(() => unseal(sealed, 'orders/1/note')).toThrow();
  expect(() => unseal(sealed, 'orders/2/phone')).toThrow();
});

test.each(['', 'plain text', 'v2.k1.a.b.c', 'v1.k1.a.b', 'v1.__proto__.AAAA.AAAA.AAAA'])(
  '%p is no sealed text',
  (text) => {
    expect(() => personalData.unseal(text, FIELD)).toThrow();
  },
);

test('keys that are not JSON are told without a word of them', () => {
  process.env.PERSONAL_DATA_KEYS = 'sEcReT not json';
  expect(() => personalData.seal(PHONE, FIELD)).toThrow(/^PERSONAL_DATA_KEYS is not JSON$/);
});

test('equal texts have equal hashes under one key, and other hashes under another', () => {
  const { lookupHash } = personalData;
  const hash = lookupHash('330106195003070016');
  expect(lookupHash('330106195003070016')).toBe(hash);
  expect(lookupHash('330106194811230036')).not.toBe(hash);
  process.env.LOOKUP_KEY = Buffer.alloc(32, 2).toString('base64');
  expect(lookupHash('330106195003070016')).not.toBe(hash);
});

test('without its keys the module does not load, and says which are missing', async () => {
  delete process.env.PERSONAL_DATA_KEYS;
  delete process.env.LOOKUP_KEY;
  jest.resetModules();
  await expect(import('./personalData')).rejects.toThrow('not set: PERSONAL_DATA_KEYS, LOOKUP_KEY');
});

test('a broken setting is told without its keys', () => {
  process.env.PERSONAL_DATA_KEYS = '{"k1": "c2VjcmV0LWtleQ"';
  expect(() => personalData.seal(PHONE, FIELD)).toThrow(/^PERSONAL_DATA_KEYS is not JSON$/);
});
