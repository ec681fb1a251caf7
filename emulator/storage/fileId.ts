/** `cloud://<environment>.<bucket>/<path>`: names of files, and which paths are acceptable. */
import { EngineError } from '../database/engine';

const PATH_MAX_BYTES = 850;

/** The environment's bucket, named as the platform does: four hex digits, environment, account. */
export function bucketOf(envId: string): string {
  return `${Buffer.from(envId.slice(0, 2)).toString('hex').padEnd(4, '0')}-${envId}-1250000000`;
}

export function fileIdOf(envId: string, path: string): string {
  return `cloud://${envId}.${bucketOf(envId)}/${path}`;
}

/** The store's own name of a file, sent back with its upload. */
export function cosFileIdOf(path: string): string {
  return `local-${Buffer.from(path).toString('base64url')}`;
}

/** The path inside the bucket; undefined when the id is of another bucket or malformed. */
export function pathOfFileId(envId: string, fileId: string): string | undefined {
  const prefix = fileIdOf(envId, '');
  return fileId.startsWith(prefix) && isPath(fileId.slice(prefix.length)) ? fileId.slice(prefix.length) : undefined;
}

/** A file id as it came; anything but text names no file. */
export const fileIdText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** No empty, `.` or `..` segment, no control character, backslash or half a character, not too long. */
export function isPath(path: string): boolean {
  if (/\p{Surrogate}/u.test(path)) return false;
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (path === '' || Buffer.byteLength(path) > PATH_MAX_BYTES || /[\u0000-\u001f\\]/.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

export function checkedPath(value: unknown): string {
  const path = typeof value === 'string' ? value.replace(/^\//, '') : '';
  if (!isPath(path)) throw new EngineError('INVALID_PARAM', `not an acceptable file path: ${JSON.stringify(value)}`);
  return path;
}
