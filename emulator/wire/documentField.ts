/** Reads a request's field that holds an EJSON object, as text or as JSON. */
import type { Doc } from '../database/engine';
import { decodeText, type Now } from './ejson';
import { invalidParam } from './envelope';

export function documentField(value: unknown, what: string, now: Now): Doc {
  const decoded = decodeText(value, now);
  if (decoded === null || typeof decoded !== 'object' || Array.isArray(decoded)) {
    throw invalidParam(`${what} must be an object`);
  }
  return decoded as Doc;
}

export function optionalDocumentField(value: unknown, what: string, now: Now): Doc | undefined {
  return value === undefined || value === null || value === '' ? undefined : documentField(value, what, now);
}
