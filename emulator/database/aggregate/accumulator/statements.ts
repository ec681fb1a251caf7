import type { Doc } from '../../engine';
import type { Expression, Scope } from '../../expression/expression';
import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import type { Accumulation, Accumulator } from './accumulator';
import { avg } from './avg';
import { addToSet, push } from './collect';
import { max, min } from './extreme';
import { mergeObjects } from './mergeObjects';
import { first, last } from './position';
import { stdDevPop, stdDevSamp } from './stdDev';
import { sum } from './sum';

const accumulators: Readonly<Record<string, Accumulator>> = {
  $addToSet: addToSet,
  $avg: avg,
  $first: first,
  $last: last,
  $max: max,
  $mergeObjects: mergeObjects,
  $min: min,
  $push: push,
  $stdDevPop: stdDevPop,
  $stdDevSamp: stdDevSamp,
  $sum: sum,
};

interface Statement {
  readonly field: string;
  readonly input: Expression;
  readonly start: Accumulator;
}

function accumulatorNamed(name: string): Accumulator {
  if (name === '$accumulator') throw requestFailed('$accumulator is not allowed: no scripts run in the database');
  const accumulator = Object.hasOwn(accumulators, name) ? accumulators[name] : undefined;
  if (!accumulator) throw requestFailed(`unknown group operator '${name}'`);
  return accumulator;
}

function statementOf(field: string, spec: unknown, compile: (source: unknown) => Expression): Statement {
  if (field.startsWith('$')) throw requestFailed(`The field name '${field}' cannot be an operator name`);
  if (field.includes('.')) throw requestFailed(`The field name '${field}' cannot contain '.'`);
  const [name, ...more] = isPlainObject(spec) ? Object.keys(spec) : [];
  if (!isPlainObject(spec) || name === undefined || !name.startsWith('$')) {
    throw requestFailed(`The field '${field}' must be an accumulator object`);
  }
  if (more.length > 0) throw requestFailed(`The field '${field}' must specify one accumulator`);
  const start = accumulatorNamed(name);
  const argument = spec[name];
  if (Array.isArray(argument)) throw requestFailed(`The ${name} accumulator is a unary operator`);
  return { field, input: compile(argument), start };
}

/** The results of one group. */
export class Group {
  private readonly running: readonly Accumulation[];

  constructor(private readonly statements: readonly Statement[]) {
    this.running = statements.map(({ start }) => start());
  }

  add(scope: Scope): void {
    for (let i = 0; i < this.running.length; i += 1) {
      this.running[i]?.add(this.statements[i]?.input(scope));
    }
  }

  /** Writes the results behind the group's `_id`. */
  document(id: unknown): Doc {
    const doc: Doc = { _id: id };
    for (const [i, { field }] of this.statements.entries()) doc[field] = this.running[i]?.result() ?? null;
    return doc;
  }
}

/** The fields of $group, or `output` of the bucket stages, as the way to start a group. */
export function compileGroups(fields: Doc, compile: (source: unknown) => Expression): () => Group {
  const statements = Object.entries(fields).map(([field, spec]) => statementOf(field, spec, compile));
  return () => new Group(statements);
}
