import type { ValueTest } from '../predicate';
import { hasRepeats } from './anyOrder';
import { countOf, type Keyword, objectOf, refused } from './keyword';

/** Keywords about arrays. */

const onArrays =
  (test: (elements: readonly unknown[]) => boolean): ValueTest =>
  (value) =>
    !Array.isArray(value) || test(value);

export const maxItems: Keyword = (operand) => {
  const most = countOf(operand, 'maxItems');
  return onArrays((elements) => elements.length <= most);
};

export const minItems: Keyword = (operand) => {
  const least = countOf(operand, 'minItems');
  return onArrays((elements) => elements.length >= least);
};

export const uniqueItems: Keyword = (operand) => {
  if (typeof operand !== 'boolean') throw refused('uniqueItems', 'must be a boolean');
  return operand ? onArrays((elements) => !hasRepeats(elements)) : () => true;
};

/** One schema for all elements, or one for each of the first. */
export const items: Keyword = (operand, _schema, compile) => {
  if (!Array.isArray(operand)) {
    const test = compile(objectOf(operand, 'items'));
    return onArrays((elements) => elements.every((element) => test(element)));
  }
  const tests = operand.map((schema: unknown) => compile(objectOf(schema, 'items')));
  return onArrays((elements) => tests.every((test, i) => i >= elements.length || test(elements[i])));
};

/** For the elements behind those that `items` names one by one. */
export const additionalItems: Keyword = (operand, { items: named }, compile) => {
  const test = typeof operand === 'boolean' ? () => operand : compile(objectOf(operand, 'additionalItems'));
  if (!Array.isArray(named)) return () => true;
  return onArrays((elements) => elements.slice(named.length).every((element) => test(element)));
};
