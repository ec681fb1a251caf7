/** The catalogue's files as lists of leaves: a path of keys and what is said there. */
import ts from 'typescript';
import { eachNode, literalText, partsOf, type SourceFile } from './source';

export interface Leaf {
  /** `confirm.title`; elements of a list by their number. */
  readonly path: string;
  /** All that it may say, with … where something is filled in. */
  readonly text: string;
}

function bare(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
    ? bare(node.expression)
    : node;
}

function textOf(node: ts.Node): string {
  const texts: string[] = [];
  eachNode(node, (part) => {
    const text = literalText(part);
    if (text !== null) texts.push(text);
  });
  return texts.join('…');
}

function below(node: ts.Expression, path: string): readonly Leaf[] {
  const value = bare(node);
  const at = (key: string | number) => (path ? `${path}.${key}` : String(key));
  if (ts.isArrayLiteralExpression(value)) return value.elements.flatMap((one, n) => below(one, at(n)));
  if (!ts.isObjectLiteralExpression(value)) return [{ path, text: textOf(value) }];
  return value.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name))
      throw new Error(`${path}: a catalogue holds only keys with their words, found ${property.getText()}`);
    return below(property.initializer, at((property.name as ts.Identifier | ts.StringLiteral).text));
  });
}

/** The leaves of `export const strings = { … } as const`. */
export function leavesOf(file: SourceFile): readonly Leaf[] {
  const [code] = partsOf(file).code;
  const found: ts.Expression[] = [];
  ts.forEachChild(code as ts.SourceFile, (node) => {
    if (!ts.isVariableStatement(node)) return;
    for (const { name, initializer } of node.declarationList.declarations)
      if (name.getText() === 'strings' && initializer) found.push(initializer);
  });
  if (!found[0]) throw new Error(`${file.path} exports no strings`);
  return below(found[0], '');
}
