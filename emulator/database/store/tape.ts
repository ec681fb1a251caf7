import { isBeyondJson, refuseUnknown, toEjson } from './codec';

/**
 * Documents as one flat JSON list, for snapshots. What documents have in common, their field names and which fields are
 * dates, is said once as a shape; the list holds only what differs. That takes half the space of plain JSON and a third
 * of the time to read back.
 *
 * Every value has a kind. A field's kind is part of its shape; a list element's and a document's stand before it.
 */
export const Kind = {
  /** As JSON has it, a list of such values included. */
  json: 0,
  /** Milliseconds. */
  date: 1,
  /** A number that JSON cannot say, as text. */
  number: 2,
  /** How many elements, then each with its kind before it. */
  list: 3,
  /** The whole value as EJSON: an object of too rare a shape. */
  ejson: 4,
  /** This and higher: an object, its fields in the order of shape number `kind - firstShape`. */
  firstShape: 5,
} as const;

/** Names and kinds of an object's fields. */
export type Shape = readonly (readonly [name: string, kind: number])[];

/** Documents used as dictionaries have as many shapes as documents: beyond this many, shapes are not worth it. */
const maxShapes = 1000;

interface Branch {
  /** By field name, then by kind. */
  readonly next: Map<string, Branch[]>;
  shape: number;
}

const branch = (): Branch => ({ next: new Map(), shape: -1 });

const isJson = (value: unknown): boolean =>
  typeof value === 'number' ? !isBeyondJson(value) : typeof value !== 'object' || value === null;

/** Remembers shapes from one part of a snapshot to the next; each part carries those that are new in it. */
export class TapeWriter {
  private readonly root = branch();
  private shapeCount = 0;
  private newShapes: Shape[] = [];
  private tape: unknown[] = [];

  /** Adds a document; answers how long the tape is by now. */
  add(doc: object): number {
    this.putWithKind(doc);
    return this.tape.length;
  }

  /** What was added since the last time. */
  take(): { shapes: Shape[]; tape: unknown[] } {
    const part = { shapes: this.newShapes, tape: this.tape };
    this.newShapes = [];
    this.tape = [];
    return part;
  }

  private putWithKind(value: unknown): void {
    const at = this.tape.length;
    this.tape.push(Kind.json);
    this.tape[at] = this.put(value);
  }

  private put(value: unknown): number {
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      return Array.isArray(value) ? this.putList(value) : this.putObject(value as Record<string, unknown>);
    }
    if (isJson(value)) {
      this.tape.push(value);
      return Kind.json;
    }
    if (value instanceof Date) {
      const isValid = !Number.isNaN(value.getTime());
      this.tape.push(isValid ? value.getTime() : toEjson(value));
      return isValid ? Kind.date : Kind.ejson;
    }
    this.tape.push(Object.is(value, -0) ? '-0' : String(value));
    return Kind.number;
  }

  private putList(list: readonly unknown[]): number {
    if (list.every(isJson)) {
      this.tape.push(list);
      return Kind.json;
    }
    this.tape.push(list.length);
    for (const element of list) this.putWithKind(element);
    return Kind.list;
  }

  private putObject(value: Record<string, unknown>): number {
    refuseUnknown(value);
    const start = this.tape.length;
    const kinds: number[] = [];
    const names = Object.keys(value);
    let at: Branch | undefined = this.root;
    for (const name of names) {
      const kind = this.put(value[name]);
      kinds.push(kind);
      at = this.follow(at, name, kind);
      if (!at) return this.putRare(value, start);
    }
    if (at.shape < 0) {
      if (this.shapeCount === maxShapes) return this.putRare(value, start);
      at.shape = this.shapeCount;
      this.shapeCount += 1;
      this.newShapes.push(names.map((name, i) => [name, kinds[i] as number]));
    }
    return Kind.firstShape + at.shape;
  }

  private follow(from: Branch, name: string, kind: number): Branch | undefined {
    let byKind = from.next.get(name);
    const known = byKind?.[kind];
    if (known || this.shapeCount === maxShapes) return known;
    if (!byKind) from.next.set(name, (byKind = []));
    return (byKind[kind] = branch());
  }

  private putRare(value: Record<string, unknown>, start: number): number {
    this.tape.length = start;
    this.tape.push(toEjson(value));
    return Kind.ejson;
  }
}
