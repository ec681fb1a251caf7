/** Which leaves of the catalogue a file says. */
import path from 'node:path';
import ts from 'typescript';
import { eachNode, partsOf, type SourceFile } from './source';

export interface Use {
  /** The catalogue's file, without folder and ending. */
  readonly file: string;
  /** Keys that are named; what lies below is used whole. */
  readonly keys: readonly string[];
  /** What lies below is looked up there by a key known at run time, or listed. */
  readonly isTable: boolean;
  readonly where: string;
}

/** Local name → catalogue file. */
function imported(file: SourceFile, code: readonly ts.SourceFile[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const part of code)
    ts.forEachChild(part, (node) => {
      if (!ts.isImportDeclaration(node) || !node.importClause?.namedBindings) return;
      const from = (node.moduleSpecifier as ts.StringLiteral).text;
      const target = from.startsWith('.') ? path.posix.join(path.posix.dirname(file.path), from) : from.slice(2);
      const [, name] = /^strings\/([\w-]+)$/.exec(target) ?? [];
      if (!name || !ts.isNamedImports(node.importClause.namedBindings)) return;
      for (const one of node.importClause.namedBindings.elements) names.set(one.name.text, name);
    });
  return names;
}

const isKey = (node: ts.Identifier) =>
  (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
  ts.isImportSpecifier(node.parent) ||
  ts.isQualifiedName(node.parent) ||
  ts.isTypeQueryNode(node.parent);

const isList = (node: ts.Node) =>
  ts.isCallExpression(node.parent) && /^Object\.(values|entries|keys)$/.test(node.parent.expression.getText());
/** `const TABLE: Record<…> = strings.table` and `strings.table as Record<…>`: for keys that come from outside. */
const isSaidTable = (node: ts.Node) =>
  (ts.isVariableDeclaration(node.parent) || ts.isAsExpression(node.parent)) &&
  /Record</.test(node.parent.type?.getText() ?? '');

function climb(node: ts.Node): Pick<Use, 'keys' | 'isTable'> {
  const keys: string[] = [];
  let at = node;
  for (;;) {
    const up = at.parent;
    if (ts.isPropertyAccessExpression(up) && up.expression === at) keys.push(up.name.text);
    else if (ts.isElementAccessExpression(up) && up.expression === at) {
      if (!ts.isStringLiteralLike(up.argumentExpression)) return { keys, isTable: keys.length > 0 };
      keys.push(up.argumentExpression.text);
    } else return { keys, isTable: keys.length > 0 && (isList(at) || isSaidTable(at)) };
    at = up;
  }
}

export function usesOf(file: SourceFile): readonly Use[] {
  const { code } = partsOf(file);
  const names = imported(file, code);
  const uses: Use[] = [];
  for (const part of code)
    eachNode(part, (node) => {
      const from = ts.isIdentifier(node) && !isKey(node) ? names.get(node.text) : undefined;
      if (from !== undefined) uses.push({ file: from, where: file.path, ...climb(node) });
    });
  return uses;
}
