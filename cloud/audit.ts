import { db } from './database';

export interface AuditEntry {
  /** User id, operator's uid, or the name of a timer. */
  readonly actor: string;
  readonly action: string;
  /** `recipients/…`, `orders/…` */
  readonly subject: string;
  readonly purpose: string;
  readonly outcome: string;
  readonly now: number;
}

/** Who did or opened what, and why. Append-only. */
export async function record({ now, ...entry }: AuditEntry): Promise<void> {
  await db.collection('auditLog').add({ ...entry, at: now });
}
