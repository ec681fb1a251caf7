/**
 * Rules that the control plane set, kept in the data directory. Of a declared rule and one set by hand the later wins:
 * each entry remembers what was declared when it was made, and is dropped when the declaration has changed since.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { AclTag } from './aclTags';
import { Ruleset, type FunctionRuleTexts, type RulesFile, type RuleTexts } from './ruleset';

interface Override<T> {
  readonly set: T;
  /** JSON of the declaration it stands above; null when nothing was declared. */
  readonly above: string | null;
}

interface OverridesFile {
  readonly collections: Record<string, Override<RuleTexts | AclTag>>;
  functions?: Override<FunctionRuleTexts>;
  storage?: Override<RuleTexts | AclTag>;
}

const textOf = (declared: unknown): string | null => (declared === undefined ? null : JSON.stringify(declared));

function readOverrides(file: string | undefined): OverridesFile {
  if (file === undefined) return { collections: {} };
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as OverridesFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { collections: {} };
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** A ruleset that remembers: declared rules below, what the control plane set above them. */
export class KeptRules {
  readonly rules: Ruleset;
  private readonly overrides: OverridesFile;

  /** Without a file everything set is forgotten at the end. */
  constructor(
    private readonly declared: RulesFile,
    private readonly file: string | undefined,
    log: (line: string) => void,
  ) {
    this.rules = new Ruleset(declared);
    this.overrides = readOverrides(file);
    const stands = (what: string, { above }: Override<unknown>, now: unknown): boolean => {
      if (above === textOf(now)) return true;
      log(`rules of ${what}: the declaration has changed, what was set by hand is dropped`);
      return false;
    };
    const { collections, functions, storage } = this.overrides;
    for (const [name, override] of Object.entries(collections)) {
      if (stands(name, override, declared.collections?.[name])) this.rules.setCollection(name, override.set);
      else delete collections[name];
    }
    if (functions && stands('functions', functions, declared.functions)) this.rules.setFunctions(functions.set);
    else delete this.overrides.functions;
    if (storage && stands('storage', storage, declared.storage)) this.rules.setStorage(storage.set);
    else delete this.overrides.storage;
  }

  setCollection(name: string, given: RuleTexts | AclTag): void {
    this.rules.setCollection(name, given);
    this.overrides.collections[name] = { set: given, above: textOf(this.declared.collections?.[name]) };
    this.keep();
  }

  setFunctions(given: FunctionRuleTexts): void {
    this.rules.setFunctions(given);
    this.overrides.functions = { set: given, above: textOf(this.declared.functions) };
    this.keep();
  }

  setStorage(given: RuleTexts | AclTag): void {
    this.rules.setStorage(given);
    this.overrides.storage = { set: given, above: textOf(this.declared.storage) };
    this.keep();
  }

  /** A collection made again under the same name must not inherit rules set for the old one. */
  forgetCollection(name: string): void {
    this.rules.forgetCollection(name);
    const declared = this.declared.collections?.[name];
    if (declared !== undefined) this.rules.setCollection(name, declared);
    delete this.overrides.collections[name];
    this.keep();
  }

  /** On disk before the caller is told that it is done; whole or not at all. */
  private keep(): void {
    if (this.file === undefined) return;
    writeFileSync(`${this.file}.new`, JSON.stringify(this.overrides, null, 2));
    renameSync(`${this.file}.new`, this.file);
  }
}
