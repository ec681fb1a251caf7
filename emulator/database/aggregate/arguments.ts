import { EngineError, type Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';

/** Checks of stage arguments; each stage gives MongoDB's words for its complaint. */

export function asObject(value: unknown, complaint: string): Doc {
  if (!isPlainObject(value)) throw requestFailed(complaint);
  return value;
}

export function asText(value: unknown, complaint: string): string {
  if (typeof value !== 'string') throw requestFailed(complaint);
  return value;
}

export function refuseUnknown(spec: Doc, known: readonly string[], complaint: (name: string) => string): void {
  const unknownName = Object.keys(spec).find((name) => !known.includes(name));
  if (unknownName !== undefined) throw requestFailed(complaint(unknownName));
}

/** A pipeline inside a stage: an array of objects. */
export function asPipeline(value: unknown): readonly Doc[] {
  if (!Array.isArray(value)) throw requestFailed("'pipeline' option must be specified as an array");
  return (value as unknown[]).map((stage) => asObject(stage, "Each element of the 'pipeline' array must be an object"));
}

const label = '[FailedOperation] ';

/** Says which stage a complaint from deeper down belongs to. */
export function causedBy<T>(stage: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof EngineError) || !cause.message.startsWith(label)) throw cause;
    throw requestFailed(`Invalid ${stage} :: caused by :: ${cause.message.slice(label.length)}`);
  }
}
