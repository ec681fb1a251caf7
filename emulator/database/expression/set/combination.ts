import { isNullish } from '../language/nullish';
import { binary, operandsOf, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';
import { elementSet, ordered, setArray } from './elementSet';

type Arrays = readonly (readonly unknown[])[];

/** Any number of arrays; null as soon as one is null or missing. */
const combining =
  (combine: (arrays: Arrays) => unknown): Operator =>
  (name, argument, compiler) => {
    const operands = operandsOf(argument).map((operand) => compiler.compile(operand));
    return (scope) => {
      const arrays: (readonly unknown[])[] = [];
      for (const operand of operands) {
        const value = operand(scope);
        if (isNullish(value)) return null;
        arrays.push(
          setArray(value, () => `All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`),
        );
      }
      return combine(arrays);
    };
  };

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/setUnion/ */
export const setUnion: Operator = combining((arrays) => ordered(elementSet(...arrays).values()));

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/setIntersection/ */
export const setIntersection: Operator = combining(([head = [], ...rest]) => {
  const others = rest.map((array) => elementSet(array));
  const kept = [...elementSet(head)].filter(([key]) => others.every((other) => other.has(key)));
  return ordered(kept.map(([, element]) => element));
});

const bothArrays = (name: string, which: string, value: unknown) =>
  setArray(value, () => `both operands of ${name} must be arrays. ${which} argument is of type: ${typeName(value)}`);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/setDifference/ In the order of the first array. */
export const setDifference: Operator = binary((left, right, name) => {
  if (isNullish(left) || isNullish(right)) return null;
  const first = elementSet(bothArrays(name, 'First', left));
  const second = elementSet(bothArrays(name, 'Second', right));
  return [...first].filter(([key]) => !second.has(key)).map(([, element]) => element);
});

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/setIsSubset/ */
export const setIsSubset: Operator = binary((left, right, name) => {
  const first = elementSet(bothArrays(name, 'First', left));
  const second = elementSet(bothArrays(name, 'Second', right));
  return [...first.keys()].every((key) => second.has(key));
});
