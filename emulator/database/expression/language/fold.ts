import type { Expression, Scope } from '../expression';
import { constant, isConstant } from './constant';
import type { Compiler } from './operator';

const nothing: Scope = { root: {}, now: new Date(0), variables: {} };

/**
 * Compiles an operator and, when everything in it is constant, works it out at once, as MongoDB does before it looks at
 * a document: `{ $divide: [1, 0] }` is refused even over an empty collection. Operators with variables of their own
 * and those that take nothing ($rand) stay as they are.
 */
export function folded(compiler: Compiler, compileWith: (watched: Compiler) => Expression): Expression {
  let constants = 0;
  let others = 0;
  const watched: Compiler = {
    compile: (source) => {
      const part = compiler.compile(source);
      if (isConstant(part)) constants += 1;
      else others += 1;
      return part;
    },
    declaring: (names) => {
      others += 1;
      return compiler.declaring(names);
    },
    declares: (name) => compiler.declares(name),
  };
  const expression = compileWith(watched);
  return constants > 0 && others === 0 ? constant(expression(nothing)) : expression;
}
