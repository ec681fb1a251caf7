import type { Doc } from '../../engine';
import type { Expression } from '../../expression/expression';
import { fieldNames } from '../../expression/language/fieldPath';
import { shown } from '../../expression/language/shown';
import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import { addChild, addComputed, addLeaf, emptyNode, type ProjectionNode } from './node';

type Compile = (source: unknown) => Expression;

/** What the fields seen so far make of the projection; `_id` alone decides nothing until the end. */
interface Parsing {
  readonly compile: Compile;
  kind: 'inclusion' | 'exclusion' | undefined;
  keepsId: boolean | undefined;
  namesId: boolean;
}

export interface Projection {
  readonly including: boolean;
  readonly root: ProjectionNode;
}

const decides = (value: unknown): value is number | boolean => typeof value === 'number' || typeof value === 'boolean';

function parseFlag(name: string, value: number | boolean, node: ProjectionNode, isRoot: boolean, parsing: Parsing) {
  addLeaf(node, name);
  if (isRoot && name === '_id') {
    parsing.keepsId = Boolean(value);
    return;
  }
  const kind = value ? 'inclusion' : 'exclusion';
  if (parsing.kind && parsing.kind !== kind) {
    throw requestFailed(`Cannot do ${kind} on field ${name} in ${parsing.kind} projection`);
  }
  parsing.kind = kind;
}

function parseExpression(name: string, value: unknown, node: ProjectionNode, parsing: Parsing): void {
  if (parsing.kind === 'exclusion') {
    throw requestFailed(
      isPlainObject(value)
        ? 'Cannot use expression other than $meta in exclusion projection'
        : `Cannot use an expression ${name}: ${shown(value)} in an exclusion projection`,
    );
  }
  parsing.kind = 'inclusion';
  addComputed(node, name, parsing.compile(value));
}

function refuseFindOnly(operator: string): void {
  if (operator === '$elemMatch') throw requestFailed('Cannot use $elemMatch in this context');
  if (operator === '$meta') throw requestFailed('$meta is not supported: there is no text search');
}

function parseObject(name: string, value: Doc, node: ProjectionNode, path: string, parsing: Parsing): void {
  const [first] = Object.keys(value);
  if (first === undefined) {
    throw requestFailed(`An empty sub-projection is not a valid value. Found empty object at path ${path}`);
  }
  if (first.startsWith('$')) {
    refuseFindOnly(first);
    return parseExpression(name, value, node, parsing);
  }
  const child = addChild(node, name);
  for (const [inner, part] of Object.entries(value)) parseField(inner, part, child, `${path}.${inner}`, parsing);
}

function parseField(name: string, value: unknown, node: ProjectionNode, path: string, parsing: Parsing): void {
  if (/(^|\.)\$(\.|$)/.test(name)) throw requestFailed('Cannot use positional projection in aggregation projection');
  fieldNames(name);
  if (isPlainObject(value)) parseObject(name, value, node, path, parsing);
  else if (decides(value)) parseFlag(name, value, node, path === name, parsing);
  else parseExpression(name, value, node, parsing);
}

/** `_id` stays in what is kept unless it is dropped by name, and in what is dropped it goes only by name. */
function settleId(root: ProjectionNode, including: boolean, { keepsId, namesId }: Parsing): void {
  if (including === (keepsId ?? including)) {
    if (including && !namesId) root.leaves.add('_id');
  } else root.leaves.delete('_id');
}

/** Reads the argument of $project. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/project/ */
export function parseProjection(spec: Doc, compile: Compile): Projection {
  const root = emptyNode();
  const parsing: Parsing = { compile, kind: undefined, keepsId: undefined, namesId: false };
  for (const [name, value] of Object.entries(spec)) {
    parsing.namesId ||= name === '_id' || name.startsWith('_id.');
    parseField(name, value, root, name, parsing);
  }
  const including = parsing.kind ? parsing.kind === 'inclusion' : parsing.keepsId === true;
  settleId(root, including, parsing);
  return { including, root };
}
