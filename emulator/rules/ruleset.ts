/** The rules of an environment: declared in `rules.json`, changed by the control plane. */
import { COLLECTION_TAGS, isReadyTag, STORAGE_TAGS, type AclTag } from './aclTags';
import { parseRule } from './parse';
import type { Rule } from './syntax';
import { placeIn } from './textPlace';
import { RuleSyntaxError } from './tokens';

export type Access = 'read' | 'create' | 'update' | 'delete';
export type RuleText = string | boolean;
export type RuleTexts = Readonly<Record<string, RuleText>>;
export type FunctionRuleTexts = Readonly<Record<string, RuleTexts>>;

/** The shape of `rules.json`; instead of rules a collection or storage may name a ready-made permission. */
export interface RulesFile {
  readonly collections?: Readonly<Record<string, RuleTexts | AclTag>>;
  readonly functions?: FunctionRuleTexts;
  readonly storage?: RuleTexts | AclTag;
}

/** What somebody set, to be shown again as it was set. */
export interface Permission {
  readonly aclTag: AclTag;
  readonly rule?: RuleTexts | FunctionRuleTexts;
}

/** A rule that cannot be used; `path` leads to it inside the JSON value it came in. */
export class RuleMistake extends Error {
  constructor(
    message: string,
    readonly path: readonly string[],
    readonly position = 0,
    cause?: Error,
  ) {
    super(message, { cause });
  }

  /** The mistake with its line and column in the text it was written in. */
  placedIn(text: string): string {
    const { line, column } = placeIn(text, this.path, this.position);
    return `line ${line}, column ${column}: ${this.message}`;
  }
}

const COLLECTION_KEYS = ['read', 'write', 'create', 'update', 'delete'];
const DENY: Rule = { kind: 'literal', value: false };
/** What the platform does while no function rule is set. */
const SIGNED_IN = "auth != null && auth.loginType != 'ANONYMOUS'";

type Rules = ReadonlyMap<string, Rule>;

interface Ruled {
  readonly permission: Permission;
  readonly rules: Rules;
}

function parseOne(where: string, path: readonly string[], text: unknown): Rule {
  const key = path.at(-1) ?? '';
  if (typeof text !== 'string' && typeof text !== 'boolean') {
    throw new RuleMistake(`rules of ${where}: ${key} must be true, false or an expression`, path);
  }
  try {
    return parseRule(text);
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    throw new RuleMistake(`rules of ${where}, ${key}: ${error.message} in: ${text}`, path, error.at, error);
  }
}

function parseAll(where: string, given: unknown, keys: readonly string[], path: readonly string[]): Rules {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) {
    throw new RuleMistake(`rules of ${where} must be an object of ${keys.join(', ')}`, path);
  }
  const rules = Object.entries(given).map(([key, text]): [string, Rule] => {
    const here = [...path, key];
    if (!keys.includes(key))
      throw new RuleMistake(`rules of ${where}: unknown key ${key} (known: ${keys.join(', ')})`, here);
    return [key, parseOne(where, here, text)];
  });
  return new Map(rules);
}

const FILE_KEYS = ['collections', 'functions', 'storage'];

function checkShape(file: unknown): void {
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(file)) throw new RuleMistake(`the rules must be an object of ${FILE_KEYS.join(', ')}`, []);
  const unknown = Object.keys(file as object).find((key) => !FILE_KEYS.includes(key));
  if (unknown !== undefined)
    throw new RuleMistake(`unknown key ${unknown} (known: ${FILE_KEYS.join(', ')})`, [unknown]);
  const { collections = {} } = file as RulesFile;
  if (!isObject(collections)) throw new RuleMistake('collections must be an object of rules by name', ['collections']);
}

export class Ruleset {
  private readonly collections = new Map<string, Ruled>();
  private functions: Ruled | undefined;
  private storage: Ruled | undefined;

  /** Throws RuleMistake. */
  constructor(file: RulesFile = {}) {
    checkShape(file);
    const { collections = {}, functions, storage } = file;
    for (const [name, given] of Object.entries(collections)) this.setCollection(name, given, ['collections', name]);
    if (functions !== undefined) this.setFunctions(functions, ['functions']);
    if (storage !== undefined) this.setStorage(storage, ['storage']);
  }

  setCollection(name: string, given: RuleTexts | AclTag, path: readonly string[] = []): void {
    const texts = isReadyTag(given) ? COLLECTION_TAGS[given] : given;
    const rules = parseAll(`collection ${name}`, texts, COLLECTION_KEYS, path);
    this.collections.set(name, { permission: permissionOf(given), rules });
  }

  setFunctions(given: FunctionRuleTexts, path: readonly string[] = []): void {
    if (given === null || typeof given !== 'object' || Array.isArray(given))
      throw new RuleMistake('the function rules must be an object', path);
    const parsed = Object.entries(given).map(([name, rule]): [string, Rule] => {
      return [name, parseAll(`function ${name}`, rule, ['invoke'], [...path, name]).get('invoke') ?? DENY];
    });
    this.functions = { permission: { aclTag: 'CUSTOM', rule: given }, rules: new Map(parsed) };
  }

  setStorage(given: RuleTexts | AclTag, path: readonly string[] = []): void {
    const texts = isReadyTag(given) ? STORAGE_TAGS[given] : given;
    this.storage = { permission: permissionOf(given), rules: parseAll('storage', texts, ['read', 'write'], path) };
  }

  /** With a ready-made permission the platform itself adds the condition that documents are the caller's own. */
  limitsToOwn(name: string, access: Access): boolean {
    const tag = this.collections.get(name)?.permission.aclTag;
    return tag === 'PRIVATE' || (tag === 'READONLY' && access !== 'read');
  }

  forgetCollection(name: string): void {
    this.collections.delete(name);
  }

  collectionPermission(name: string): Permission | undefined {
    return this.collections.get(name)?.permission;
  }

  storagePermission(): Permission | undefined {
    return this.storage?.permission;
  }

  functionPermission(): Permission {
    return this.functions?.permission ?? { aclTag: 'CUSTOM', rule: { '*': { invoke: SIGNED_IN } } };
  }

  /** A rule that is not written denies. */
  ofCollection(name: string, access: Access): Rule {
    const rules = this.collections.get(name)?.rules;
    return rules?.get(access) ?? (access === 'read' ? undefined : rules?.get('write')) ?? DENY;
  }

  ofFunction(name: string): Rule {
    const rules = this.functions?.rules;
    return rules?.get(name) ?? rules?.get('*') ?? parseRule(SIGNED_IN);
  }

  ofStorage(access: 'read' | 'write'): Rule {
    return this.storage?.rules.get(access) ?? DENY;
  }
}

function permissionOf(given: RuleTexts | AclTag): Permission {
  return isReadyTag(given) ? { aclTag: given } : { aclTag: 'CUSTOM', rule: given as RuleTexts };
}
