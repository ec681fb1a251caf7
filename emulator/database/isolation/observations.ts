import type { History, Transaction } from './history';

/** What one transaction saw of one key before its own writes: a state that others have left. */
export interface Observation {
  readonly transaction: Transaction;
  readonly key: string;
  readonly base: readonly number[];
}

/** A scan did not return this key: its list had fewer values. */
export interface Absence {
  readonly transaction: Transaction;
  readonly key: string;
  readonly fewerThan: number;
}

export interface Writer {
  readonly transaction: Transaction;
  readonly key: string;
  /** No later append of the same transaction to the same key. */
  readonly isLast: boolean;
}

export interface Observations {
  readonly seen: readonly Observation[];
  readonly absent: readonly Absence[];
  readonly writers: ReadonlyMap<number, Writer>;
  /** Transactions that did not see their own writes as they had made them. */
  readonly internal: readonly string[];
}

export function writersOf({ transactions }: History): Map<number, Writer> {
  const writers = new Map<number, Writer>();
  for (const transaction of transactions) {
    const last = new Map<string, number>();
    for (const operation of transaction.operations) {
      if (operation.kind === 'append') last.set(operation.key, operation.value);
    }
    for (const operation of transaction.operations) {
      if (operation.kind !== 'append') continue;
      const { key, value } = operation;
      writers.set(value, { transaction, key, isLast: last.get(key) === value });
    }
  }
  return writers;
}

/** Walks through one transaction, taking its own writes off whatever it read. */
class Reader {
  readonly seen: Observation[] = [];
  readonly absent: Absence[] = [];
  readonly internal: string[] = [];
  private readonly own = new Map<string, number[]>();

  constructor(private readonly transaction: Transaction) {}

  walk(): this {
    for (const operation of this.transaction.operations) {
      if (operation.kind === 'append') this.ownOf(operation.key).push(operation.value);
      else if (operation.kind === 'read') this.read(operation.key, operation.list);
      else {
        for (const key of operation.keys) this.scanned(key, operation.atLeast, operation.found[key]);
      }
    }
    return this;
  }

  private ownOf(key: string): number[] {
    let values = this.own.get(key);
    if (!values) this.own.set(key, (values = []));
    return values;
  }

  private read(key: string, list: readonly number[]): void {
    const own = this.ownOf(key);
    const split = list.length - own.length;
    if (split < 0 || own.some((value, i) => list[split + i] !== value)) {
      this.internal.push(
        `transaction ${this.transaction.id} read ${key} = [${list.join()}] after writing [${own.join()}]`,
      );
      return;
    }
    this.seen.push({ transaction: this.transaction, key, base: list.slice(0, split) });
  }

  private scanned(key: string, atLeast: number, found: readonly number[] | undefined): void {
    if (found && found.length < atLeast) {
      this.internal.push(
        `transaction ${this.transaction.id} scanned for ${atLeast} and got ${key} = [${found.join()}]`,
      );
    } else if (found) this.read(key, found);
    else this.missed(key, atLeast);
  }

  private missed(key: string, atLeast: number): void {
    const fewerThan = atLeast - this.ownOf(key).length;
    if (fewerThan > 0) this.absent.push({ transaction: this.transaction, key, fewerThan });
    else this.internal.push(`transaction ${this.transaction.id} scanned for ${atLeast} and missed its own ${key}`);
  }
}

export function observe(history: History): Observations {
  const readers = history.transactions.map((transaction) => new Reader(transaction).walk());
  return {
    seen: readers.flatMap(({ seen }) => seen),
    absent: readers.flatMap(({ absent }) => absent),
    writers: writersOf(history),
    internal: readers.flatMap(({ internal }) => internal),
  };
}
