import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import { putField } from '../language/literals';
import { isNullish } from '../language/nullish';
import { unary, type Operator } from '../language/operator';
import { shown } from '../language/shown';
import { typeName } from '../../values/typeName';

type Pair = readonly [name: unknown, value: unknown];

const inconsistent = (wanted: string, found: unknown) =>
  requestFailed(
    '$arrayToObject requires a consistent input format. Elements must' +
      `all be arrays or all be objects. ${wanted} was detected, now found: ${typeName(found)}`,
  );

function fromArray(element: unknown): Pair {
  if (!Array.isArray(element)) throw inconsistent('Array', element);
  if (element.length !== 2) {
    throw requestFailed(`$arrayToObject requires an array of size 2 arrays,found array of size: ${element.length}`);
  }
  const [name, value] = element as [unknown, unknown];
  if (typeof name !== 'string') {
    throw requestFailed(
      '$arrayToObject requires an array of key-value pairs, where the key must be of type string. ' +
        `Found key type: ${typeName(name)}`,
    );
  }
  return [name, value];
}

function fromObject(element: unknown): Pair {
  if (!isPlainObject(element)) throw inconsistent('Object', element);
  const size = Object.keys(element).length;
  if (size !== 2) {
    throw requestFailed(
      `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${size}`,
    );
  }
  if (!('k' in element && 'v' in element)) {
    throw requestFailed(
      `$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both keys from: ${shown(element)}`,
    );
  }
  if (typeof element.k !== 'string') {
    throw requestFailed(
      "$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. " +
        `Found type: ${typeName(element.k)}`,
    );
  }
  return [element.k, element.v];
}

/**
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/arrayToObject/
 * Pairs `[name, value]` or `{ k, v }`, not mixed; of a repeated name the last value stands.
 */
export const arrayToObject: Operator = unary((input) => {
  if (isNullish(input)) return null;
  if (!Array.isArray(input)) {
    throw requestFailed(`$arrayToObject requires an array input, found: ${typeName(input)}`);
  }
  const [head] = input as unknown[];
  if (input.length > 0 && !Array.isArray(head) && !isPlainObject(head)) {
    throw requestFailed(`Unrecognised input type format for $arrayToObject: ${typeName(head)}`);
  }
  const object: Record<string, unknown> = {};
  for (const element of input as unknown[]) {
    const [name, value] = Array.isArray(head) ? fromArray(element) : fromObject(element);
    if ((name as string).includes('\0')) throw requestFailed('Key field cannot contain an embedded null byte');
    putField(object, name as string, value);
  }
  return object;
});
