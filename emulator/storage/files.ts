/**
 * Files on disk. Content and description lie side by side under a hash of the path, so no path can leave the
 * directory and `a` and `a/b` may both exist, as in an object store.
 */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface FileInfo {
  readonly path: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly storedAt: number;
  /** openid or uid of the client that uploaded it; absent for files of functions. */
  readonly owner?: string;
}

export interface Files {
  info(path: string): Promise<FileInfo | undefined>;
  read(path: string): Promise<Buffer>;
  write(path: string, content: Buffer, description: { mediaType: string; owner?: string }): Promise<FileInfo>;
  remove(path: string): Promise<boolean>;
}

let unfinished = 0;

/** A reader sees the old file or the new one, never half of either. */
async function replace(file: string, content: Buffer | string): Promise<void> {
  const draft = `${file}.${process.pid}-${(unfinished += 1)}.new`;
  await writeFile(draft, content);
  await rename(draft, file);
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

export function openFiles(dir: string, now: () => number): Files {
  mkdirSync(dir, { recursive: true });
  const base = (path: string) => join(dir, createHash('sha256').update(path).digest('hex'));
  const info = async (path: string): Promise<FileInfo | undefined> => {
    try {
      return JSON.parse(await readFile(`${base(path)}.json`, 'utf8')) as FileInfo;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  return {
    info,
    read: (path) => readFile(`${base(path)}.bin`),
    write: async (path, content, { mediaType, owner }) => {
      const etag = createHash('md5').update(content).digest('hex');
      const written = {
        path,
        mediaType,
        sizeBytes: content.length,
        etag,
        storedAt: now(),
        ...(owner ? { owner } : {}),
      };
      await replace(`${base(path)}.bin`, content);
      await replace(`${base(path)}.json`, JSON.stringify(written));
      return written;
    },
    remove: async (path) => {
      if (!(await info(path))) return false;
      await rm(`${base(path)}.json`, { force: true });
      await rm(`${base(path)}.bin`, { force: true });
      return true;
    },
  };
}
