/** The rules of an environment: read from `rules.json`, changed by the control plane. */
import { parseRule } from './parse';
import type { Rule } from './syntax';
import { RuleSyntaxError } from './tokens';

export type Access = 'read' | 'create' | 'update' | 'delete';
export type RuleText = string | boolean;
export type RuleTexts = Readonly<Record<string, RuleText>>;

/** The shape of `rules.json`. */
export interface RulesFile {
  readonly collections?: Readonly<Record<string, RuleTexts>>;
  readonly functions?: Readonly<Record<string, RuleTexts>>;
  readonly storage?: RuleTexts;
}

const COLLECTION_KEYS = ['read', 'write', 'create', 'update', 'delete'];
const DENY: Rule = { kind: 'literal', value: false };
/** What the platform does while no function rule is set. */
const SIGNED_IN = "auth != null && auth.loginType != 'ANONYMOUS'";

type Rules = ReadonlyMap<string, Rule>;

function parseAll(where: string, texts: RuleTexts, keys: readonly string[]): Rules {
  const rules = Object.entries(texts).map(([key, text]): [string, Rule] => {
    if (!keys.includes(key)) throw new Error(`rules of ${where}: unknown key ${key} (known: ${keys.join(', ')})`);
    if (typeof text !== 'string' && typeof text !== 'boolean') {
      throw new Error(`rules of ${where}: ${key} must be true, false or an expression`);
    }
    try {
      return [key, parseRule(text)];
    } catch (error) {
      if (!(error instanceof RuleSyntaxError)) throw error;
      throw new Error(`rules of ${where}, ${key}: ${error.message} in: ${text}`, { cause: error });
    }
  });
  return new Map(rules);
}

export class Ruleset {
  private readonly collections = new Map<string, Rules>();
  private functions: ReadonlyMap<string, Rule> = new Map();
  private storage: Rules = new Map();

  /** Throws with the rule's place and the position of the mistake. */
  constructor(file: RulesFile = {}) {
    for (const [name, texts] of Object.entries(file.collections ?? {})) this.setCollection(name, texts);
    this.setFunctions(file.functions ?? {});
    this.setStorage(file.storage ?? {});
  }

  setCollection(name: string, texts: RuleTexts): void {
    this.collections.set(name, parseAll(`collection ${name}`, texts, COLLECTION_KEYS));
  }

  setFunctions(texts: Readonly<Record<string, RuleTexts>>): void {
    const parsed = Object.entries(texts).map(([name, rule]): [string, Rule] => {
      return [name, parseAll(`function ${name}`, rule, ['invoke']).get('invoke') ?? DENY];
    });
    this.functions = new Map(parsed);
  }

  setStorage(texts: RuleTexts): void {
    this.storage = parseAll('storage', texts, ['read', 'write']);
  }

  /** A rule that is not written denies. */
  ofCollection(name: string, access: Access): Rule {
    const rules = this.collections.get(name);
    return rules?.get(access) ?? (access === 'read' ? undefined : rules?.get('write')) ?? DENY;
  }

  ofFunction(name: string): Rule {
    return this.functions.get(name) ?? this.functions.get('*') ?? parseRule(SIGNED_IN);
  }

  ofStorage(access: 'read' | 'write'): Rule {
    return this.storage.get(access) ?? DENY;
  }
}
