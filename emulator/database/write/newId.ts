import { randomBytes } from 'node:crypto';

/** What the platform makes when a document comes without `_id`: 32 hexadecimal characters. */
export const newId = (): string => randomBytes(16).toString('hex');
