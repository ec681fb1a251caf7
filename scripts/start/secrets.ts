/** Keys for this machine alone: made at the first start, kept in .local/, never in the repository. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  readonly PERSONAL_DATA_KEYS: string;
  readonly PERSONAL_DATA_KEY_ID: string;
  readonly LOOKUP_KEY: string;
}

export function secretsIn(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const made: Secrets = {
      PERSONAL_DATA_KEYS: JSON.stringify({ local1: randomBytes(32).toString('base64') }),
      PERSONAL_DATA_KEY_ID: 'local1',
      LOOKUP_KEY: randomBytes(32).toString('base64'),
    };
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}
