import type { Doc, DocId } from '../engine';

/** One stored document as the indexes of its collection share it. `number` grows with each insertion, as record ids do. */
export interface DocRecord {
  readonly id: DocId;
  readonly number: number;
  /** The newest committed version. */
  doc: Doc;
}

/** The records of a collection, made when the first of its indexes is built: a collection without any needs none. */
export class Records {
  private byId: Map<DocId, DocRecord> | undefined;
  private next = 1;

  constructor(private readonly docs: ReadonlyMap<DocId, Doc>) {}

  /** Every document in the order of insertion. */
  all(): Iterable<DocRecord> {
    return this.known().values();
  }

  get size(): number {
    return this.docs.size;
  }

  get(id: DocId): DocRecord | undefined {
    return this.known().get(id);
  }

  /** Follows one committed change and answers the record concerned, if anybody has asked for records yet. */
  follow(id: DocId, after: Doc | null): DocRecord | undefined {
    if (!this.byId) return undefined;
    const record = this.byId.get(id);
    if (!after) this.byId.delete(id);
    else if (record) record.doc = after;
    else return this.add(this.byId, id, after);
    return record;
  }

  private known(): Map<DocId, DocRecord> {
    if (!this.byId) {
      this.byId = new Map();
      for (const [id, doc] of this.docs) this.add(this.byId, id, doc);
    }
    return this.byId;
  }

  private add(byId: Map<DocId, DocRecord>, id: DocId, doc: Doc): DocRecord {
    const record = { id, number: this.next, doc };
    this.next += 1;
    byId.set(id, record);
    return record;
  }
}
