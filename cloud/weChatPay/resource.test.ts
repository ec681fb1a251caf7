import { openResource } from './resource';
import vectors from './vectors.json';

const [good, ...bad] = vectors.aes256Gcm;
if (!good) throw new Error('no vector');

test('opens the official vector', () => {
  expect(openResource(good, vectors.apiV3Key)).toBe(good.plaintext);
});

test('opens the official certificate answer', () => {
  const sealed = vectors.certificatesResponse.data[0]?.encrypt_certificate;
  if (!sealed) throw new Error('no vector');
  expect(openResource(sealed, vectors.apiV3Key).trim()).toBe(vectors.certificatesDecryptedPem.trim());
});

test.each(bad)('refuses: $must_fail', (sealed) => {
  expect(() => openResource(sealed, vectors.apiV3Key)).toThrow();
});

test('refuses a changed tag, a missing tag and a short key', () => {
  const bytes = Buffer.from(good.ciphertext, 'base64');
  bytes[bytes.length - 1]! ^= 1;
  expect(() => openResource({ ...good, ciphertext: bytes.toString('base64') }, vectors.apiV3Key)).toThrow();
  expect(() =>
    openResource({ ...good, ciphertext: bytes.subarray(0, 7).toString('base64') }, vectors.apiV3Key),
  ).toThrow('too short');
  expect(() => openResource(good, 'testMchAPIv3Key0')).toThrow('32 bytes');
});
