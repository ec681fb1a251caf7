/** Readers of several runs of one index. */
import type { OrderedIndex, Span } from '../index/orderedIndex';
import type { RecordCursor } from '../index/rangeCursor';
import type { DocRecord } from '../index/record';

/** One run after the other. */
export class ChainCursor implements RecordCursor {
  private current: RecordCursor | undefined;
  private upcoming = 0;

  constructor(private readonly opens: readonly (() => RecordCursor)[]) {}

  next(): DocRecord | undefined {
    for (;;) {
      const record = this.current?.next();
      if (record) return record;
      const open = this.opens[this.upcoming];
      if (!open) return undefined;
      this.upcoming += 1;
      this.current = open();
    }
  }
}

/** A run whose entries share the first `prefixLength` characters of their keys. */
export interface PrefixedSpan {
  readonly span: Span;
  readonly prefixLength: number;
}

interface Head {
  readonly cursor: ReturnType<OrderedIndex['read']>;
  readonly prefixLength: number;
  rest: string;
}

/** Several runs at once, ordered by what stands behind their prefixes. */
export class MergeCursor implements RecordCursor {
  private readonly heads: Head[] = [];
  private readonly sign: 1 | -1;

  constructor(index: OrderedIndex, spans: readonly PrefixedSpan[], backwards: boolean) {
    this.sign = backwards ? -1 : 1;
    for (const { span, prefixLength } of spans) {
      this.place({ cursor: index.read(span, backwards), prefixLength, rest: '' });
    }
  }

  next(): DocRecord | undefined {
    const first = this.heads.pop();
    const record = first?.cursor.next();
    if (first) this.place(first);
    return record;
  }

  /** Heads stand in reverse, the one to be read last; there are few, so shifting beats a heap. */
  private place(head: Head): void {
    const key = head.cursor.upcomingKey();
    if (key === undefined) return;
    head.rest = key.slice(head.prefixLength);
    let at = this.heads.length;
    this.heads.push(head);
    while (at > 0 && this.isBefore(this.heads[at - 1] as Head, head)) {
      this.heads[at] = this.heads[at - 1] as Head;
      at -= 1;
    }
    this.heads[at] = head;
  }

  /** Equal ones in order of insertion. */
  private isBefore(a: Head, b: Head): boolean {
    if (a.rest !== b.rest) return a.rest < b.rest === (this.sign === 1);
    return (a.cursor.upcomingNumber() ?? 0) < (b.cursor.upcomingNumber() ?? 0);
  }
}
