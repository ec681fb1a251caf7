/** Indexes as the control plane writes them, read into the engine's definition and back. */
import type { IndexSpec } from '../database/engine';
import { ApiError } from './apiError';

const NAME_MAX = 128;
const KEYS_MAX = 32;
const KNOWN = ['MgoIndexKeys', 'MgoIsUnique', 'MgoIsSparse', 'PartialFilterExpression'];

function invalid(message: string): ApiError {
  return new ApiError('InvalidParameter', message);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function direction(index: string, text: unknown): 1 | -1 | '2dsphere' {
  if (text === '1' || text === '-1') return text === '1' ? 1 : -1;
  if (text === '2dsphere') return text;
  throw invalid(`index ${index}: direction ${JSON.stringify(text)} is not emulated (1, -1, 2dsphere are)`);
}

function keysOf(index: string, given: unknown): IndexSpec['keys'] {
  if (!Array.isArray(given) || given.length === 0) throw invalid(`index ${index}: MgoIndexKeys must be a list of keys`);
  if (given.length > KEYS_MAX) throw invalid(`index ${index}: more than ${KEYS_MAX} keys`);
  const keys = new Map<string, 1 | -1 | '2dsphere'>();
  for (const key of given as unknown[]) {
    const { Name: name, Direction: way } = isObject(key) ? key : {};
    if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.split('.').includes('')) {
      throw invalid(`index ${index}: ${JSON.stringify(name)} is no field name`);
    }
    if (keys.has(name)) throw invalid(`index ${index}: the field ${name} stands twice`);
    keys.set(name, direction(index, way));
  }
  return Object.fromEntries(keys);
}

function flag(index: string, schema: Record<string, unknown>, field: string): boolean {
  const value = schema[field] ?? false;
  if (typeof value !== 'boolean') throw invalid(`index ${index}: ${field} must be true or false`);
  return value;
}

/** Refuses, by the index's name, what is malformed or not emulated. */
export function indexOf(given: unknown): IndexSpec {
  const { IndexName: name, MgoKeySchema: schema } = isObject(given) ? given : {};
  if (typeof name !== 'string' || name === '' || name.length > NAME_MAX || /[\0$]/.test(name) || name === '_id_') {
    throw invalid(`${JSON.stringify(name)} is no index name`);
  }
  if (!isObject(schema)) throw invalid(`index ${name}: MgoKeySchema is required`);
  const stranger = Object.keys(schema).find((field) => !KNOWN.includes(field));
  if (stranger) throw invalid(`index ${name}: ${stranger} is not known`);
  if (schema.PartialFilterExpression) throw invalid(`index ${name}: PartialFilterExpression is not emulated`);
  const keys = keysOf(name, schema.MgoIndexKeys);
  const unique = flag(name, schema, 'MgoIsUnique');
  const sparse = flag(name, schema, 'MgoIsSparse');
  if (unique && Object.values(keys).includes('2dsphere'))
    throw invalid(`index ${name}: a 2dsphere index is not unique`);
  return { name, keys, ...(unique ? { unique } : {}), ...(sparse ? { sparse } : {}) };
}

/** As `DescribeTable` shows it. Sizes and uses are not counted; the API allows null there. */
export function describedIndex({ name, keys, unique }: IndexSpec): object {
  return {
    Name: name,
    Keys: Object.entries(keys).map(([Name, way]) => ({ Name, Direction: String(way) })),
    Unique: unique === true || name === '_id_',
    Size: null,
    Accesses: null,
  };
}
