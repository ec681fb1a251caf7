/** Security-rule expressions: text to tree. `||` binds weakest, then `&&`, comparison, `!`, member access. */
import type { Comparison, Rule } from './syntax';
import { holeEnd, RuleSyntaxError, tokenise, type Token } from './tokens';

const MAX_LENGTH = 1024;
const MAX_GETS = 3;
const MAX_GET_DEPTH = 2;
const VARIABLES = new Set(['auth', 'doc', 'request', 'now', 'resource']);
const CONSTANTS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, undefined: null };
const COMPARISONS = new Set(['==', '!=', '>', '>=', '<', '<=']);

class Parser {
  private position = 0;
  gets = 0;
  private getDepth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Rule {
    const rule = this.or();
    const rest = this.peek();
    if (rest.kind !== 'end') throw new RuleSyntaxError(`unexpected ${describe(rest)}`, rest.at);
    return rule;
  }

  private peek(): Token {
    return this.tokens[this.position] as Token;
  }

  private next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.position += 1;
    return token;
  }

  private takes(operator: string): boolean {
    const token = this.peek();
    if (token.kind !== 'operator' || token.text !== operator) return false;
    this.position += 1;
    return true;
  }

  private expect(operator: string): void {
    const token = this.peek();
    if (!this.takes(operator)) throw new RuleSyntaxError(`expected ${operator}, found ${describe(token)}`, token.at);
  }

  private or(): Rule {
    let left = this.and();
    while (this.takes('||')) left = { kind: 'or', left, right: this.and() };
    return left;
  }

  private and(): Rule {
    let left = this.comparison();
    while (this.takes('&&')) left = { kind: 'and', left, right: this.comparison() };
    return left;
  }

  private comparison(): Rule {
    let left = this.unary();
    for (;;) {
      const token = this.peek();
      const isIn = token.kind === 'name' && token.text === 'in';
      const operator = token.kind === 'operator' && COMPARISONS.has(token.text) ? token.text : isIn ? 'in' : undefined;
      if (!operator) return left;
      this.next();
      left = { kind: 'compare', operator: operator as Comparison, left, right: this.unary() };
    }
  }

  private unary(): Rule {
    if (this.takes('!')) return { kind: 'not', operand: this.unary() };
    return this.member();
  }

  private member(): Rule {
    let value = this.primary();
    for (;;) {
      if (this.takes('.')) {
        const token = this.next();
        if (token.kind !== 'name')
          throw new RuleSyntaxError(`expected a field name, found ${describe(token)}`, token.at);
        value = { kind: 'member', of: value, field: { kind: 'literal', value: token.text } };
      } else if (this.takes('[')) {
        value = { kind: 'member', of: value, field: this.or() };
        this.expect(']');
      } else return value;
    }
  }

  private primary(): Rule {
    const token = this.next();
    if (token.kind === 'number' || token.kind === 'string') return { kind: 'literal', value: token.value };
    if (token.kind === 'template') return this.template(token.value, token.at);
    if (token.kind === 'name') return this.named(token.text, token.at);
    if (token.kind === 'operator') {
      if (token.text === '(') return this.enclosed();
      if (token.text === '[') return this.list();
      if (token.text === '-') return this.negative();
    }
    throw new RuleSyntaxError(`unexpected ${describe(token)}`, token.at);
  }

  private enclosed(): Rule {
    const inner = this.or();
    this.expect(')');
    return inner;
  }

  private negative(): Rule {
    const token = this.next();
    if (token.kind !== 'number') throw new RuleSyntaxError('expected a number after -', token.at);
    return { kind: 'literal', value: -token.value };
  }

  private list(): Rule {
    const items: Rule[] = [];
    if (this.takes(']')) return { kind: 'list', items };
    do items.push(this.or());
    while (this.takes(','));
    this.expect(']');
    return { kind: 'list', items };
  }

  private named(name: string, at: number): Rule {
    if (Object.hasOwn(CONSTANTS, name)) return { kind: 'literal', value: CONSTANTS[name] };
    if (VARIABLES.has(name)) return { kind: 'variable', name };
    if (name === 'get') return this.get(at);
    throw new RuleSyntaxError(`unknown name ${name}`, at);
  }

  private get(at: number): Rule {
    this.gets += 1;
    if (this.getDepth >= MAX_GET_DEPTH) throw new RuleSyntaxError(`get() deeper than ${MAX_GET_DEPTH}`, at);
    if (this.gets > MAX_GETS) throw new RuleSyntaxError(`more than ${MAX_GETS} get()`, at);
    this.expect('(');
    this.getDepth += 1;
    const path = this.or();
    this.getDepth -= 1;
    this.expect(')');
    return { kind: 'get', path };
  }

  /** `a${expression}b`: each hole is an expression of its own. The token begins at `start`, its text one further. */
  private template(source: string, start: number): Rule {
    const parts: Rule[] = [];
    const text = (from: number, to: number) => {
      if (to > from) parts.push({ kind: 'literal', value: source.slice(from, to).replace(/\\(.)/g, '$1') });
    };
    let at = 0;
    for (let open = source.indexOf('${'); open >= 0; open = source.indexOf('${', at)) {
      const close = holeEnd(source, open + 2) as number; // the tokeniser has seen it
      text(at, open);
      parts.push(this.hole(source.slice(open + 2, close), start + 1 + open + 2));
      at = close + 1;
    }
    text(at, source.length);
    return { kind: 'join', parts };
  }

  /** An expression of its own, but of the same rule: what it reads counts, and mistakes stand where it stands. */
  private hole(source: string, at: number): Rule {
    try {
      const parser = new Parser(tokenise(source));
      Object.assign(parser, { gets: this.gets, getDepth: this.getDepth });
      const rule = parser.whole();
      this.gets = parser.gets;
      return rule;
    } catch (error) {
      throw error instanceof RuleSyntaxError ? new RuleSyntaxError(error.problem, at + error.at) : error;
    }
  }
}

function describe(token: Token): string {
  if (token.kind === 'end') return 'the end';
  return 'text' in token ? token.text : JSON.stringify(token.value);
}

/** Throws RuleSyntaxError with the position. */
export function parseRule(source: string | boolean): Rule {
  if (typeof source === 'boolean') return { kind: 'literal', value: source };
  if (source.length > MAX_LENGTH) throw new RuleSyntaxError(`longer than ${MAX_LENGTH} characters`, MAX_LENGTH);
  return new Parser(tokenise(source)).whole();
}
