import type { History, Transaction } from './history';
import type { Observations } from './observations';

/**
 * ww: wrote the version before; wr: wrote what the other read; rw: read what the other wrote over;
 * rt: was over before the other began.
 */
export type EdgeKind = 'ww' | 'wr' | 'rw' | 'rt';

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly kind: EdgeKind;
}

/** Who depends on whom. Aborted transactions take part by what they read. */
export class Graph {
  private readonly edges = new Map<number, Edge[]>();

  constructor(
    private readonly history: History,
    private readonly observations: Observations,
  ) {
    this.addVersions();
    this.addReads();
    this.addRealTime();
  }

  nodes(): Iterable<number> {
    return this.edges.keys();
  }

  from(node: number): readonly Edge[] {
    return this.edges.get(node) ?? [];
  }

  all(): Edge[] {
    return [...this.edges.values()].flat();
  }

  private add(from: Transaction | undefined, to: Transaction | undefined, kind: EdgeKind): void {
    if (!from || !to || from.id === to.id) return;
    const edges = this.edges.get(from.id) ?? [];
    if (edges.length === 0) this.edges.set(from.id, edges);
    if (edges.some((edge) => edge.to === to.id && edge.kind === kind)) return;
    edges.push({ from: from.id, to: to.id, kind });
  }

  private writer(value: number | undefined): Transaction | undefined {
    return value === undefined ? undefined : this.observations.writers.get(value)?.transaction;
  }

  private addVersions(): void {
    for (const list of Object.values(this.history.final)) {
      for (let i = 1; i < list.length; i += 1) this.add(this.writer(list[i - 1]), this.writer(list[i]), 'ww');
    }
  }

  private addReads(): void {
    for (const { transaction, key, base } of this.observations.seen) {
      this.add(this.writer(base.at(-1)), transaction, 'wr');
      this.add(transaction, this.writer(this.history.final[key]?.[base.length]), 'rw');
    }
    for (const { transaction, key, fewerThan } of this.observations.absent) {
      this.add(transaction, this.writer(this.history.final[key]?.[Math.max(0, fewerThan - 1)]), 'rw');
    }
  }

  private addRealTime(): void {
    for (const earlier of this.history.transactions) {
      if (earlier.outcome !== 'committed') continue;
      for (const later of this.history.transactions) if (earlier.ended < later.began) this.add(earlier, later, 'rt');
    }
  }
}
