import type { Collection } from '../collection';
import type { Doc, DocId } from '../engine';
import { Transactions } from '../transaction/transactions';
import { WriteSet } from '../write/writeSet';

/** Ways to break the engine on purpose: what the checker does not catch here it would not catch anywhere. */
export type Sabotage = 'no conflict check' | 'reads uncommitted' | 'snapshot per read' | 'abort keeps writes';

/** Each breaks the engine of the whole process and answers how to mend it again. */
const BREAK: Readonly<Record<Sabotage, () => () => void>> = {
  'no conflict check': () => {
    const { checkLock } = WriteSet.prototype;
    WriteSet.prototype.checkLock = () => undefined;
    return () => (WriteSet.prototype.checkLock = checkLock);
  },
  'reads uncommitted': () => {
    const { see } = WriteSet.prototype;
    WriteSet.prototype.see = function (this: WriteSet, collection: Collection, id: DocId): Doc | undefined {
      const staged = collection.locks.get(id)?.changesOf(collection).get(id);
      return staged ? (staged.after ?? undefined) : see.call(this, collection, id);
    };
    return () => (WriteSet.prototype.see = see);
  },
  'snapshot per read': () => {
    const { operate } = Transactions.prototype;
    Transactions.prototype.operate = function <T>(
      this: Transactions,
      id: string,
      sequence: number,
      operation: (writes: WriteSet) => T,
    ): Promise<T> {
      return operate.call(this, id, sequence, (writes: WriteSet) => {
        writes.snapshot = sequence;
        return operation(writes);
      }) as Promise<T>;
    };
    return () => (Transactions.prototype.operate = operate);
  },
  'abort keeps writes': () => {
    const { release } = WriteSet.prototype;
    WriteSet.prototype.release = function (this: WriteSet) {
      for (const { collection, change } of this.steps()) collection.apply(change.id, change.after, 0, false);
      release.call(this);
    };
    return () => (WriteSet.prototype.release = release);
  },
};

export async function sabotaged<T>(how: Sabotage, work: () => Promise<T>): Promise<T> {
  const mend = BREAK[how]();
  try {
    return await work();
  } finally {
    mend();
  }
}
