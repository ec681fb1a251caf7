import { fromEjson } from './codec';
import { Kind, type Shape } from './tape';

/** Builds an object of one shape from where the tape stands. */
type Builder = () => unknown;

interface Tape {
  values: readonly unknown[];
  at: number;
}

/** How the value of a kind is read, as source text. */
function sourceOf(kind: number): string {
  if (kind === Kind.json) return 'tape.values[tape.at++]';
  if (kind === Kind.date) return 'new Date(tape.values[tape.at++])';
  return kind >= Kind.firstShape ? `builders[${kind - Kind.firstShape}]()` : `read(${kind})`;
}

/**
 * Compiles a shape to one object literal: its objects are laid out by the JavaScript engine as if they came from a
 * program, which halves the time to build them and makes them quicker to read ever after. Names become string literals,
 * so they cannot become code; `__proto__` would set the prototype and no document has it.
 */
function compile(shape: Shape, tape: Tape, builders: readonly Builder[], read: (kind: number) => unknown): Builder {
  if (!shape.every(([name, kind]) => typeof name === 'string' && name !== '__proto__' && Number.isInteger(kind))) {
    throw new Error(`impossible shape ${JSON.stringify(shape)}`);
  }
  const fields = shape.map(([name, kind]) => `${JSON.stringify(name)}: ${sourceOf(kind)}`);
  const build = new Function('tape', 'builders', 'read', `return () => ({ ${fields.join(', ')} });`);
  return (build as (...parts: unknown[]) => Builder)(tape, builders, read);
}

/** Reads back what TapeWriter wrote, part by part in the same order. */
export class TapeReader {
  private readonly builders: Builder[] = [];
  private readonly tape: Tape = { values: [], at: 0 };

  /** The documents of one part. */
  *docs(shapes: readonly Shape[], values: readonly unknown[]): Generator<unknown> {
    const { tape } = this;
    for (const shape of shapes) this.builders.push(compile(shape, tape, this.builders, this.read));
    tape.values = values;
    tape.at = 0;
    while (tape.at < values.length) yield this.readWithKind();
    if (tape.at > values.length) throw new Error('a document ends beyond its part');
  }

  private readWithKind(): unknown {
    const kind = this.tape.values[this.tape.at];
    this.tape.at += 1;
    return this.read(kind as number);
  }

  private readonly read = (kind: number): unknown => {
    if (kind >= Kind.firstShape) return (this.builders[kind - Kind.firstShape] as Builder)();
    if (kind === Kind.list) return this.readList();
    const value = this.tape.values[this.tape.at];
    this.tape.at += 1;
    if (kind === Kind.json) return value;
    if (kind === Kind.date) return new Date(value as number);
    if (kind === Kind.number) return Number(value);
    if (kind === Kind.ejson) return fromEjson(value);
    throw new Error(`unknown kind ${String(kind)}`);
  };

  private readList(): unknown[] {
    const length = this.tape.values[this.tape.at] as number;
    this.tape.at += 1;
    const list: unknown[] = [];
    for (let i = 0; i < length; i += 1) list.push(this.readWithKind());
    return list;
  }
}
