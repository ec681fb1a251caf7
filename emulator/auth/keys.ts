/** The environment's own RSA key pair: signs sessions and links, and is the custom-login key functions may download. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Keys {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The file the console would offer: what node-sdk takes as `credentials`. */
  readonly credentials: Credentials;
}

export interface Credentials {
  readonly private_key_id: string;
  readonly private_key: string;
  readonly env_id: string;
}

/** Where the key lies inside the data directory, in the console's own format. */
const FILE = 'custom-login-key.json';

function makeCredentials(envId: string): Credentials {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return { private_key_id: randomBytes(16).toString('hex'), private_key: pem, env_id: envId };
}

function readOrMake(dir: string, envId: string): Credentials {
  const file = join(dir, FILE);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const credentials = makeCredentials(envId);
  mkdirSync(dir, { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(credentials, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return credentials;
}

/** Opens the pair kept in `dir`, or makes one; without a directory it lives as long as the process. */
export function openKeys(envId: string, dir?: string): Keys {
  const credentials = dir === undefined ? makeCredentials(envId) : readOrMake(dir, envId);
  const privateKey = createPrivateKey(credentials.private_key);
  return { keyId: credentials.private_key_id, privateKey, publicKey: createPublicKey(privateKey), credentials };
}
