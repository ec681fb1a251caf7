/** Sessions that were signed out. Tokens prove themselves, so only those that must no longer count are remembered. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

interface Kept {
  /** Session id → epoch ms from which its last token has expired by itself. */
  readonly sessions: Record<string, number>;
  /** User → sessions begun up to this instant are over. */
  readonly users: Record<string, number>;
}

export interface SessionMark {
  readonly session: string;
  readonly uid: string;
  readonly begunAt: number;
}

function readKept(file: string | undefined): Kept {
  if (file === undefined) return { sessions: {}, users: {} };
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { sessions: {}, users: {} };
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

export class Revocations {
  private readonly kept: Kept;

  /** Without a file they are forgotten at the end; with it a sign-out outlives a restart. */
  constructor(private readonly file?: string) {
    this.kept = readKept(file);
  }

  isRevoked({ session, uid, begunAt }: SessionMark): boolean {
    return Object.hasOwn(this.kept.sessions, session) || begunAt <= (this.kept.users[uid] ?? -1);
  }

  revoke(session: string, forgottenAt: number): void {
    const now = Date.now();
    for (const [old, at] of Object.entries(this.kept.sessions)) if (at < now) delete this.kept.sessions[old];
    this.kept.sessions[session] = forgottenAt;
    this.keep();
  }

  revokeAll(uid: string, begunUpTo: number): void {
    this.kept.users[uid] = begunUpTo;
    this.keep();
  }

  private keep(): void {
    if (this.file === undefined) return;
    writeFileSync(`${this.file}.new`, JSON.stringify(this.kept), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}
