import type { Doc, DocId, IndexSpec } from '../engine';
import { encodeKey, invertKey } from '../values/orderKey';
import { indexedValuesAt, splitPath } from '../values/path';
import { isSingleValue, keyRows, singleValueAt } from './documentKeys';
import { BackwardCursor } from './backwardCursor';
import { RangeCursor } from './rangeCursor';
import type { DocRecord, Records } from './record';
import { type Place, SortedKeys } from './sortedKeys';

/** The top-level fields of an index's paths. */
export const rootsOf = ({ keys }: IndexSpec) => [
  ...new Set(Object.keys(keys).map((path) => splitPath(path)[0] as string)),
];

/** A run of entries. */
export interface Span {
  readonly from: Place;
  readonly to: Place;
}

export interface IndexField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly descending: boolean;
}

/**
 * Values in order: encoded fields, equal values in order of insertion. Its entries are sorted when they are first
 * needed, so that opening a database does not wait for indexes nobody may ask for.
 */
export class OrderedIndex {
  readonly fields: readonly IndexField[];
  /** Top-level fields it depends on. */
  readonly roots: readonly string[];
  /** For each field how many documents have several values there. */
  private readonly several: number[];
  private multikeyDocs = 0;
  private built: SortedKeys | undefined;

  constructor(
    readonly spec: IndexSpec,
    private readonly records: Records,
  ) {
    this.roots = rootsOf(spec);
    this.fields = Object.entries(spec.keys).map(([path, direction]) => ({
      path,
      parts: splitPath(path),
      descending: direction === -1,
    }));
    this.several = this.fields.map(() => 0);
  }

  /** The entries, sorted by now. */
  get entries(): SortedKeys {
    return this.built ?? this.build();
  }

  /** Has any document several entries? */
  get isMultikey(): boolean {
    return this.entries.size > 0 && this.multikeyDocs > 0;
  }

  /** Has any document several values in this field? Then conditions on it may be met by different ones. */
  isMultikeyAt(position: number): boolean {
    return this.isMultikey && (this.several[position] as number) > 0;
  }

  /** Has any document several values in more than one field? */
  get isMultikeyTwice(): boolean {
    return this.isMultikey && this.several.filter((count) => count > 0).length > 1;
  }

  encodeField(position: number, value: unknown): string {
    const key = encodeKey(value);
    return this.fields[position]?.descending ? invertKey(key) : key;
  }

  /** The document's keys, each once; none when a sparse index leaves it out. */
  keysOf(doc: Doc): string[] {
    let key = '';
    let isMissing = true;
    for (let i = 0; i < this.fields.length; i += 1) {
      const value = singleValueAt(doc, (this.fields[i] as IndexField).parts);
      if (!isSingleValue(value)) return [...new Set(this.encodedRows(doc).map((row) => row.join('')))];
      if (value !== undefined) isMissing = false;
      key += this.encodeField(i, value);
    }
    return isMissing && this.spec.sparse ? [] : [key];
  }

  add(record: DocRecord, doc: Doc): void {
    if (!this.built) return;
    const keys = this.keysOf(doc);
    if (keys.length > 1) this.countSeveral(doc, 1);
    for (const key of keys) this.built.insert(key, record);
  }

  remove(record: DocRecord, doc: Doc): void {
    if (!this.built) return;
    const keys = this.keysOf(doc);
    if (keys.length > 1) this.countSeveral(doc, -1);
    for (const key of keys) this.built.delete(key, record);
  }

  /** The first document that has exactly this key. */
  ownerOf(key: string): DocId | undefined {
    const { block, offset } = this.entries.placeOf(key);
    return this.entries.keyAt(block, offset) === key ? this.entries.recordAt(block, offset)?.id : undefined;
  }

  /** A document that shares a key with another one, which a unique index does not allow. */
  repeated(): Doc | undefined {
    return this.entries.firstRepeated()?.doc;
  }

  /** Where the entries between two encoded bounds stand, `to` excluded. */
  span(from: string, to: string | undefined): Span {
    const { entries } = this;
    return { from: entries.placeOf(from), to: to === undefined ? entries.end() : entries.placeOf(to) };
  }

  /** The records between two encoded bounds in order, for readers of a few entries. */
  eachBetween(from: string, to: string | undefined, take: (record: DocRecord) => void): void {
    this.entries.eachBetween(from, to, take);
  }

  count({ from, to }: Span): number {
    return this.entries.countBetween(from, to);
  }

  read({ from, to }: Span, backwards: boolean): RangeCursor | BackwardCursor {
    const { entries } = this;
    return backwards ? new BackwardCursor(entries, from, to) : new RangeCursor(entries, from, to);
  }

  private encodedRows(doc: Doc): string[][] {
    const only = this.fields[0];
    const rows =
      this.fields.length === 1 && only
        ? indexedValuesAt(doc, only.parts).map((value) => [value])
        : keyRows(
            doc,
            this.fields.map(({ parts }) => parts),
          );
    if (this.spec.sparse && rows.every((row) => row.every((value) => value === undefined))) return [];
    return rows.map((row) => this.fields.map((_, i) => this.encodeField(i, row[i])));
  }

  private countSeveral(doc: Doc, by: 1 | -1): void {
    const rows = this.encodedRows(doc);
    this.multikeyDocs += by;
    for (let i = 0; i < this.fields.length; i += 1) {
      const first = rows[0]?.[i];
      if (rows.some((row) => row[i] !== first)) this.several[i] = (this.several[i] as number) + by;
    }
  }

  /** Throws when a document cannot be indexed. */
  ensureBuilt(): void {
    this.built ??= this.build();
  }

  private build(): SortedKeys {
    const keys: string[] = [];
    const records: DocRecord[] = [];
    this.multikeyDocs = 0;
    this.several.fill(0);
    for (const record of this.records.all()) {
      const own = this.keysOf(record.doc);
      if (own.length > 1) this.countSeveral(record.doc, 1);
      for (const key of own) {
        keys.push(key);
        records.push(record);
      }
    }
    this.built = SortedKeys.load(keys, records);
    return this.built;
  }
}
