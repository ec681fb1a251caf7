import type { Doc, IndexSpec } from '../engine';

/** What the parent tells the victim to do. Each order is one commit: it must be there whole or not at all. */
export type Step =
  | { readonly do: 'insert'; readonly in: string; readonly docs: readonly Doc[] }
  | { readonly do: 'update'; readonly in: string; readonly query: Doc; readonly update: Doc; readonly multi?: boolean }
  | { readonly do: 'replace'; readonly in: string; readonly query: Doc; readonly doc: Doc }
  | { readonly do: 'remove'; readonly in: string; readonly query: Doc };

export type Order =
  | Step
  | { readonly do: 'transaction'; readonly steps: readonly Step[] }
  /** Reads two accounts, writes both and a journal entry, in a transaction that is tried until it goes through. */
  | {
      readonly do: 'transfer';
      readonly from: string;
      readonly to: string;
      readonly amount: number;
      readonly id: string;
    }
  | { readonly do: 'createCollection' | 'dropCollection'; readonly name: string }
  | { readonly do: 'createIndex'; readonly in: string; readonly index: IndexSpec }
  | { readonly do: 'dropIndex'; readonly in: string; readonly name: string }
  | { readonly do: 'close' };

export interface Numbered {
  readonly number: number;
  readonly order: Order;
}

/** Printed only once the engine has acknowledged; the parent writes it into the oracle's log. */
export interface Answer {
  readonly number: number;
  readonly error?: string;
}

/** How the victim's disk ends it, if its parent does not: in the middle of the n-th call, with half a write done. */
export interface Death {
  readonly atCall: number;
  readonly when: 'before' | 'midway' | 'after';
}

export interface Life {
  readonly dir: string;
  readonly maxLogBytes: number;
  readonly death?: Death;
  /** For the negative control: this disk says 'written' before it is. */
  readonly isLying?: boolean;
}
