/** What storage does, for every dialect that reaches it: upload permission, links, removal, copies. */
import { EngineError } from '../database/engine';
import { bucketOf, cosFileIdOf, fileIdOf, pathOfFileId } from './fileId';
import type { Files } from './files';
import type { Links } from './links';

const BATCH_MAX = 50;
const LINK_LIFE_SECONDS = 7200;

export interface UploadPermission {
  readonly url: string;
  readonly token: string;
  readonly authorization: string;
  readonly fileId: string;
  readonly cosFileId: string;
  readonly downloadUrl: string;
}

export interface Outcome {
  readonly fileId: string;
  readonly code: 'SUCCESS' | 'STORAGE_FILE_NONEXIST' | 'STORAGE_EXCEED_AUTHORITY' | 'STORAGE_REQUEST_FAIL';
}

/** May this path be touched? The admin side says always; clients ask the rules. */
export type PathGuard = (access: 'read' | 'write', path: string) => Promise<boolean>;

export class Storage {
  constructor(
    readonly envId: string,
    readonly files: Files,
    readonly links: Links,
  ) {}

  upload(path: string, origin: string, owner: string | undefined): UploadPermission {
    return {
      url: `${origin}/cos/${bucketOf(this.envId)}/${path.split('/').map(encodeURIComponent).join('/')}`,
      token: 'local-cos-token',
      authorization: this.links.upload(path, owner),
      fileId: fileIdOf(this.envId, path),
      cosFileId: cosFileIdOf(path),
      downloadUrl: this.link(path, origin, LINK_LIFE_SECONDS),
    };
  }

  /** As the SDK wants it, which encodes what it is given: only what would end the path is encoded here. */
  link(path: string, origin: string, maxAgeSeconds: number): string {
    const name = path.replace(/[%?#]/g, encodeURIComponent);
    return `${origin}/cos/${bucketOf(this.envId)}/${name}?${this.links.download(path, maxAgeSeconds)}`;
  }

  async linkTo(fileId: string, origin: string, maxAge: unknown, guard: PathGuard): Promise<Outcome & { url: string }> {
    const path = pathOfFileId(this.envId, fileId);
    if (path === undefined) return { fileId, code: 'STORAGE_FILE_NONEXIST', url: '' };
    if (!(await guard('read', path))) return { fileId, code: 'STORAGE_EXCEED_AUTHORITY', url: '' };
    if (!(await this.files.info(path))) return { fileId, code: 'STORAGE_FILE_NONEXIST', url: '' };
    return { fileId, code: 'SUCCESS', url: this.link(path, origin, lifeOf(maxAge)) };
  }

  async remove(fileId: string, guard: PathGuard): Promise<Outcome> {
    const path = pathOfFileId(this.envId, fileId);
    if (path === undefined) return { fileId, code: 'STORAGE_FILE_NONEXIST' };
    if (!(await guard('write', path))) return { fileId, code: 'STORAGE_EXCEED_AUTHORITY' };
    return { fileId, code: (await this.files.remove(path)) ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' };
  }

  async copy(source: string, target: string, options: CopyOptions, guard: PathGuard): Promise<Outcome> {
    const fileId = fileIdOf(this.envId, target);
    if (!(await guard('read', source)) || !(await guard('write', target))) {
      return { fileId, code: 'STORAGE_EXCEED_AUTHORITY' };
    }
    if (options.removeOriginal && !(await guard('write', source))) return { fileId, code: 'STORAGE_EXCEED_AUTHORITY' };
    const stored = await this.files.read(source);
    if (!stored) return { fileId, code: 'STORAGE_FILE_NONEXIST' };
    if (!options.overwrite && (await this.files.info(target))) return { fileId, code: 'STORAGE_REQUEST_FAIL' };
    if (source !== target) await this.files.write(target, stored.content, stored.info);
    if (options.removeOriginal && source !== target) await this.files.remove(source);
    return { fileId, code: 'SUCCESS' };
  }
}

export interface CopyOptions {
  readonly overwrite: boolean;
  readonly removeOriginal: boolean;
}

/** How long a link lives, in seconds. */
export function lifeOf(maxAge: unknown): number {
  if (maxAge === undefined || maxAge === null || maxAge === '') return LINK_LIFE_SECONDS;
  const seconds = Number(maxAge);
  if (Number.isInteger(seconds) && seconds > 0) return seconds;
  throw new EngineError('INVALID_PARAM', `max_age must be a whole number of seconds, not ${JSON.stringify(maxAge)}`);
}

/** A batch as the platform accepts it. */
export function batch(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new EngineError('INVALID_PARAM', `${what} must be an array`);
  if (value.length > BATCH_MAX) throw new EngineError('INVALID_PARAM', `${what} holds more than ${BATCH_MAX} items`);
  return value;
}

export type Item = Readonly<Record<string, unknown>>;

/** A batch of objects. */
export function itemsOf(value: unknown, what: string): readonly Item[] {
  return batch(value, what).map((item) => {
    if (typeof item === 'object' && item !== null) return item as Item;
    throw new EngineError('INVALID_PARAM', `each of ${what} must be an object`);
  });
}
