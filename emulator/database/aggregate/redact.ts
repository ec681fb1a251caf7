import { compileExpression } from '../expression/compile';
import type { Doc } from '../engine';
import type { Expression } from '../expression/expression';
import { shown } from '../expression/language/shown';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { scopeOf, type Running, type StageCompiler } from './context';

/** What the expression may answer; each is a value that no document can hold. */
const decisions = { KEEP: Symbol('$$KEEP'), DESCEND: Symbol('$$DESCEND'), PRUNE: Symbol('$$PRUNE') };

function descend(value: unknown, redacted: (doc: Doc) => Doc | undefined): unknown {
  if (isPlainObject(value)) return redacted(value);
  if (!Array.isArray(value)) return value;
  return (value as unknown[]).map((element) => descend(element, redacted)).filter((part) => part !== undefined);
}

function descended(doc: Doc, redacted: (doc: Doc) => Doc | undefined): Doc {
  const kept: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const part = descend(value, redacted);
    if (part !== undefined) kept[name] = part;
  }
  return kept;
}

function redactDoc(root: Doc, decide: Expression, running: Running): Doc | undefined {
  const redacted = (doc: Doc): Doc | undefined => {
    const variables = { ...running.variables, ...decisions, CURRENT: doc };
    const decision = decide(scopeOf(root, { ...running, variables }));
    if (decision === decisions.KEEP) return doc;
    if (decision === decisions.PRUNE) return undefined;
    if (decision === decisions.DESCEND) return descended(doc, redacted);
    throw requestFailed(
      "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE, " +
        `but returned ${shown(decision)}`,
    );
  };
  return redacted(root);
}

/**
 * Decides level by level; `$field` paths start at the level that is looked at.
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/redact/
 */
export const redact: StageCompiler = (argument, { declared }) => {
  const decide = compileExpression(argument, [...declared, ...Object.keys(decisions), 'CURRENT']);
  return function* (docs, running) {
    for (const doc of docs) {
      const kept = redactDoc(doc, decide, running);
      if (kept) yield kept;
    }
  };
};
