/** Checks the parameters of an action: types, required ones, none unknown. */
import { CloudError } from './cloudError';

export type Kind = 'string' | 'string[]' | 'boolean' | 'number' | 'object';

export type Shape = Record<string, Kind | `${Kind}!`>;

/** The body of a request as the object `shape` promises; a `!` marks a required parameter. */
export function parameters<Checked>(body: Buffer, shape: Shape): Checked {
  const given = parsed(body);
  for (const name of Object.keys(given)) {
    if (shape[name] === undefined)
      throw new CloudError('UnknownParameter', `The parameter \`${name}\` is not recognized.`);
  }
  for (const [name, wanted] of Object.entries(shape)) {
    const value = given[name];
    if (value === undefined) {
      if (wanted.endsWith('!'))
        throw new CloudError('MissingParameter', `The request is missing a required parameter \`${name}\`.`);
    } else if (!isKind(value, wanted.replace('!', '') as Kind)) {
      throw new CloudError('InvalidParameter', `The type of value of parameter \`${name}\` is not valid.`);
    }
  }
  return given as Checked;
}

function parsed(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new CloudError('InvalidParameter', 'The request body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CloudError('InvalidParameter', 'The request body is not an object.');
  }
  return value as Record<string, unknown>;
}

function isKind(value: unknown, kind: Kind): boolean {
  if (kind === 'string[]') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === kind;
}
