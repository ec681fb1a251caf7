/**
 * Files on disk: a description under a hash of the path, so that no path can leave the directory and `a` and `a/b` may
 * both exist, and the content in a file of its own that the description names. Replacing the description, in one step,
 * is what makes an upload happen; whatever a crash leaves beside it is swept away at the next start.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** Bytes from `start` up to and including `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredFile {
  readonly info: FileInfo;
  readonly content: Buffer;
}

export interface Files {
  info(path: string): Promise<FileInfo | undefined>;
  /** All of one version, or the part of it that `rangeOf` asks for. */
  read(path: string, rangeOf?: (info: FileInfo) => ByteRange | undefined): Promise<StoredFile | undefined>;
  write(path: string, content: Buffer, description: { mediaType: string; owner?: string }): Promise<FileInfo>;
  remove(path: string): Promise<boolean>;
  /** Every file, by path. */
  list(): FileInfo[];
}

/** On disk the description also names the file its content is in. */
interface Stored extends FileInfo {
  readonly content: string;
}

const nameOf = (path: string): string => createHash('sha256').update(path).digest('hex');

function readDescriptions(dir: string): Map<string, Stored> {
  const stored = new Map<string, Stored>();
  for (const file of readdirSync(dir).filter((name) => name.endsWith('.json'))) {
    try {
      const info = JSON.parse(readFileSync(join(dir, file), 'utf8')) as FileInfo & Partial<Stored>;
      // Written before contents had names of their own.
      stored.set(info.path, { ...info, content: info.content ?? `${nameOf(info.path)}.bin` });
    } catch (error) {
      throw new Error(`${join(dir, file)} is damaged: ${(error as Error).message}`, { cause: error });
    }
  }
  return stored;
}

/** Drafts and contents that no description names: uploads that a crash cut short. */
function sweep(dir: string, stored: ReadonlyMap<string, Stored>): void {
  const named = new Set([...stored.values()].map(({ content }) => content));
  for (const file of readdirSync(dir)) {
    if (file.endsWith('.new') || (file.endsWith('.bin') && !named.has(file))) rmSync(join(dir, file));
  }
}

async function readPart(file: string, { start, end }: ByteRange): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start + 1), 0, end - start + 1, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

class DirectoryFiles implements Files {
  private readonly stored: Map<string, Stored>;
  /** One change of a path after the other; the last link of each chain. */
  private readonly changing = new Map<string, Promise<unknown>>();

  constructor(
    private readonly dir: string,
    private readonly now: () => number,
  ) {
    mkdirSync(dir, { recursive: true });
    this.stored = readDescriptions(dir);
    sweep(dir, this.stored);
  }

  info = async (path: string): Promise<FileInfo | undefined> => this.stored.get(path);

  list = (): FileInfo[] => [...this.stored.values()].sort((a, b) => (a.path < b.path ? -1 : 1));

  async read(path: string, rangeOf?: (info: FileInfo) => ByteRange | undefined): Promise<StoredFile | undefined> {
    for (;;) {
      const info = this.stored.get(path);
      if (!info) return undefined;
      const file = join(this.dir, info.content);
      const range = rangeOf?.(info);
      try {
        return { info, content: await (range ? readPart(file, range) : readFile(file)) };
      } catch (error) {
        // Replaced between looking and opening: look again. Otherwise the content is really lost.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || this.stored.get(path) === info) throw error;
      }
    }
  }

  write(path: string, content: Buffer, { mediaType, owner }: { mediaType: string; owner?: string }): Promise<FileInfo> {
    return this.inTurn(path, async () => {
      const before = this.stored.get(path);
      const info: Stored = {
        path,
        mediaType,
        sizeBytes: content.length,
        etag: createHash('md5').update(content).digest('hex'),
        storedAt: this.now(),
        ...(owner ? { owner } : {}),
        content: `${nameOf(path)}-${randomBytes(8).toString('hex')}.bin`,
      };
      await writeFile(join(this.dir, info.content), content);
      const description = this.descriptionOf(path);
      await writeFile(`${description}.new`, JSON.stringify(info));
      await rename(`${description}.new`, description);
      this.stored.set(path, info);
      if (before) await rm(join(this.dir, before.content), { force: true });
      return info;
    });
  }

  remove(path: string): Promise<boolean> {
    return this.inTurn(path, async () => {
      const info = this.stored.get(path);
      if (!info) return false;
      await rm(this.descriptionOf(path));
      this.stored.delete(path);
      await rm(join(this.dir, info.content), { force: true });
      return true;
    });
  }

  private descriptionOf(path: string): string {
    return join(this.dir, `${nameOf(path)}.json`);
  }

  private inTurn<T>(path: string, change: () => Promise<T>): Promise<T> {
    const before = this.changing.get(path) ?? Promise.resolve();
    const mine = before.then(change, change);
    this.changing.set(path, mine);
    const forget = () => {
      if (this.changing.get(path) === mine) this.changing.delete(path);
    };
    mine.then(forget, forget);
    return mine;
  }
}

/** Throws when a description cannot be read. */
export function openFiles(dir: string, now: () => number): Files {
  return new DirectoryFiles(dir, now);
}
