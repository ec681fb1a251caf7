/**
 * Evaluates a rule in three values. UNKNOWN is what cannot be told: a field the query does not fix, a member of
 * nothing, an absent part of `auth`. Access is granted only by `true`, so whatever is not known is refused.
 */
import type { Comparison, Rule } from './syntax';

export const UNKNOWN = Symbol('unknown');
type Maybe<T> = T | typeof UNKNOWN;

/** Where values come from. */
export interface Scope {
  readonly auth: Readonly<Record<string, unknown>> | null;
  readonly now: number;
  /** `doc`: a document, or what a query says about all documents it can return. */
  readonly doc: DocView;
  readonly request?: { readonly data: unknown };
  readonly resource?: unknown;
  /** Reads `database.<collection>.<id>` for `get()`. */
  readonly get: (path: string) => Promise<unknown>;
}

export interface DocView {
  value(path: readonly string[]): Maybe<unknown>;
  /** Comparisons that hold or fail for every possible document although the value itself is not fixed. */
  compare?(path: readonly string[], operator: Comparison, value: unknown): Maybe<boolean>;
  /** Whether the list at `path` surely holds `value`. */
  contains?(path: readonly string[], value: unknown): Maybe<boolean>;
}

export function documentView(doc: unknown): DocView {
  return { value: (path) => path.reduce<unknown>(memberOf, doc) };
}

function memberOf(of: unknown, field: unknown): unknown {
  if (of === UNKNOWN || field === UNKNOWN || of === null || of === undefined) return UNKNOWN;
  if (typeof of !== 'object') return UNKNOWN;
  if (Array.isArray(of)) return of[Number(field)] ?? null;
  const name = String(field);
  return Object.hasOwn(of, name) ? ((of as Record<string, unknown>)[name] ?? null) : null;
}

/** `doc.a.b` as a path; undefined when the expression is not such a chain with literal fields. */
function docPath(rule: Rule): string[] | undefined {
  if (rule.kind === 'variable') return rule.name === 'doc' ? [] : undefined;
  if (rule.kind !== 'member' || rule.field.kind !== 'literal') return undefined;
  const parent = docPath(rule.of);
  return parent && [...parent, String(rule.field.value)];
}

function comparable(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : (value ?? null);
}

function equals(a: unknown, b: unknown): boolean {
  const [left, right] = [comparable(a), comparable(b)];
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return left === right;
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Ordering exists between two numbers (dates count as numbers) or two strings. */
export function compareValues(operator: Comparison, a: unknown, b: unknown): Maybe<boolean> {
  if (operator === '==') return equals(a, b);
  if (operator === '!=') return !equals(a, b);
  if (operator === 'in') return Array.isArray(b) ? b.some((item) => equals(a, item)) : UNKNOWN;
  const [left, right] = [comparable(a), comparable(b)];
  const bothNumbers = typeof left === 'number' && typeof right === 'number';
  if (!bothNumbers && !(typeof left === 'string' && typeof right === 'string')) return UNKNOWN;
  if (operator === '>') return left > right;
  if (operator === '>=') return left >= right;
  return operator === '<' ? left < right : left <= right;
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  in: 'in',
};

class Evaluation {
  constructor(private readonly scope: Scope) {}

  async value(rule: Rule): Promise<Maybe<unknown>> {
    switch (rule.kind) {
      case 'literal':
        return rule.value;
      case 'list':
        return this.list(rule.items);
      case 'variable':
        return this.variable(rule.name);
      case 'member': {
        const path = docPath(rule);
        if (path) return this.scope.doc.value(path);
        return this.member(rule);
      }
      case 'join': {
        const parts = await this.list(rule.parts);
        return parts === UNKNOWN || parts.includes(null) ? UNKNOWN : parts.join('');
      }
      case 'get': {
        const path = await this.value(rule.path);
        return typeof path === 'string' ? this.scope.get(path) : UNKNOWN;
      }
      default:
        return this.truth(rule);
    }
  }

  async truth(rule: Rule): Promise<Maybe<boolean>> {
    switch (rule.kind) {
      case 'not': {
        const operand = await this.truth(rule.operand);
        return operand === UNKNOWN ? UNKNOWN : !operand;
      }
      case 'and':
      case 'or':
        return this.both(rule.kind, rule.left, rule.right);
      case 'compare':
        return this.compare(rule.operator, rule.left, rule.right);
      default: {
        const value = await this.value(rule);
        return typeof value === 'boolean' ? value : UNKNOWN;
      }
    }
  }

  /** Kleene: `false` decides an `and`, `true` decides an `or`, whatever the other side is. */
  private async both(kind: 'and' | 'or', left: Rule, right: Rule): Promise<Maybe<boolean>> {
    const deciding = kind === 'or';
    const first = await this.truth(left);
    if (first === deciding) return deciding;
    const second = await this.truth(right);
    if (second === deciding) return deciding;
    return first === UNKNOWN || second === UNKNOWN ? UNKNOWN : !deciding;
  }

  private async compare(operator: Comparison, left: Rule, right: Rule): Promise<Maybe<boolean>> {
    const [a, b] = [await this.value(left), await this.value(right)];
    const known = a !== UNKNOWN && b !== UNKNOWN ? compareValues(operator, a, b) : UNKNOWN;
    if (known !== UNKNOWN) return known;
    const { doc } = this.scope;
    const leftPath = docPath(left);
    if (leftPath && b !== UNKNOWN) return doc.compare?.(leftPath, operator, b) ?? UNKNOWN;
    const rightPath = docPath(right);
    if (!rightPath || a === UNKNOWN) return UNKNOWN;
    if (operator === 'in') return doc.contains?.(rightPath, a) ?? UNKNOWN;
    return doc.compare?.(rightPath, MIRRORED[operator], a) ?? UNKNOWN;
  }

  private async list(rules: readonly Rule[]): Promise<Maybe<unknown[]>> {
    const values: unknown[] = [];
    for (const rule of rules) {
      const value = await this.value(rule);
      if (value === UNKNOWN) return UNKNOWN;
      values.push(value);
    }
    return values;
  }

  private variable(name: string): Maybe<unknown> {
    if (name === 'auth') return this.scope.auth;
    if (name === 'now') return this.scope.now;
    if (name === 'doc') return this.scope.doc.value([]);
    return (name === 'request' ? this.scope.request : this.scope.resource) ?? UNKNOWN;
  }

  private async member(rule: Extract<Rule, { kind: 'member' }>): Promise<Maybe<unknown>> {
    const of = await this.value(rule.of);
    const value = memberOf(of, await this.value(rule.field));
    // An identity lacks `openid` rather than having an empty one: nothing may equal it.
    return value === null && rule.of.kind === 'variable' && rule.of.name === 'auth' ? UNKNOWN : value;
  }
}

/** True only when the rule surely grants. */
export async function grants(rule: Rule, scope: Scope): Promise<boolean> {
  return (await new Evaluation(scope).truth(rule)) === true;
}
