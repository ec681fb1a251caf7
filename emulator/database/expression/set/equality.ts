import { requestFailed } from '../../refusals';
import { operandsOf, unary, type Operator } from '../language/operator';
import { isTrue } from '../language/truth';
import { typeName } from '../../values/typeName';
import { elementSet, setArray, type ElementSet } from './elementSet';

const sameElements = (a: ElementSet, b: ElementSet) => a.size === b.size && [...a.keys()].every((key) => b.has(key));

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/setEquals/ Repetitions and order do not count. */
export const setEquals: Operator = (name, argument, compiler) => {
  const operands = operandsOf(argument).map((operand) => compiler.compile(operand));
  if (operands.length < 2) throw requestFailed(`${name} needs at least two arguments had: ${operands.length}`);
  return (scope) => {
    const [first, ...rest] = operands.map((operand, i) => {
      const value = operand(scope);
      const complaint = () =>
        `All operands of ${name} must be arrays. ${i + 1}-th argument is of type: ${typeName(value)}`;
      return elementSet(setArray(value, complaint));
    }) as [ElementSet, ...ElementSet[]];
    return rest.every((other) => sameElements(first, other));
  };
};

const overElements = (judge: (elements: readonly unknown[]) => boolean): Operator =>
  unary((value, name) =>
    judge(setArray(value, () => `${name}'s argument must be an array, but is ${typeName(value)}`)),
  );

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/allElementsTrue/ */
export const allElementsTrue: Operator = overElements((elements) => elements.every(isTrue));

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/anyElementTrue/ */
export const anyElementTrue: Operator = overElements((elements) => elements.some(isTrue));
