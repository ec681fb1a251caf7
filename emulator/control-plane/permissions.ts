/** Security rules: read and set for collections, storage and functions, by the newer actions and the older ones. */
import { isReadyTag, type AclTag } from '../rules/aclTags';
import type { KeptRules } from '../rules/ruleOverrides';
import { RuleMistake, Ruleset, type FunctionRuleTexts, type Permission, type RuleTexts } from '../rules/ruleset';
import { parseJson } from '../rules/textPlace';
import { ApiError, required, type Parameters } from './apiError';

const RESOURCES_MAX = 100;

/** The JSON of a custom rule. A mistake in it, of JSON or of the rule language, is told by line and column. */
function withRule<T>(text: unknown, use: (rule: T) => void): void {
  if (typeof text !== 'string' || text === '') throw new ApiError('MissingParameter', 'CUSTOM needs a rule');
  try {
    use(parseJson(text) as T);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    const told = error instanceof RuleMistake ? error.placedIn(text) : (error as Error).message;
    throw new ApiError('InvalidParameter', `the rule: ${told}`);
  }
}

function checkTag(tag: unknown): asserts tag is AclTag {
  if (tag !== 'CUSTOM' && !isReadyTag(tag)) throw new ApiError('InvalidParameter', `unknown permission ${String(tag)}`);
}

/** A tag, or the rule that came with CUSTOM: checked, not yet set. */
export function permissionIn(collection: string, tag: unknown, text: unknown): RuleTexts | AclTag {
  checkTag(tag);
  if (tag !== 'CUSTOM') return tag;
  let rule: RuleTexts = {};
  withRule<RuleTexts>(text, (parsed) => {
    new Ruleset().setCollection(collection, parsed);
    rule = parsed;
  });
  return rule;
}

const shown = ({ aclTag, rule }: Permission): { AclTag: AclTag; Rule: string } => ({
  AclTag: aclTag,
  Rule: rule === undefined ? '' : JSON.stringify(rule),
});

const NOT_SET: Permission = { aclTag: 'ADMINONLY' };

export class Permissions {
  constructor(
    private readonly rules: KeptRules,
    private readonly bucket: string,
    private readonly hasCollection: (name: string) => boolean,
  ) {}

  setCollection = (given: Parameters): object =>
    this.collection(required(given, 'CollectionName'), required(given, 'AclTag'), given.Rule);

  setStorage = (given: Parameters): object => this.storage(required(given, 'AclTag'), given.Rule);

  /** `ModifySecurityRule`: functions only; collections and storage have actions of their own. */
  setFunctions = (given: Parameters): object => {
    checkFunctionType(given.ResourceType);
    return this.functions(required(given, 'AclTag'), given.Rule);
  };

  setResource = (given: Parameters): object => {
    const type = required(given, 'ResourceType');
    const tag = required(given, 'Permission');
    if (type === 'collection' || type === 'table') {
      return this.collection(required(given, 'Resource'), tag, given.SecurityRule);
    }
    if (type === 'storage') return this.storage(tag, given.SecurityRule);
    if (type === 'function') return this.functions(tag, given.SecurityRule);
    throw new ApiError('InvalidParameter', `unknown resource type ${type}`);
  };

  ofCollection = (given: Parameters): object => shown(this.collectionPermission(required(given, 'CollectionName')));

  ofStorage = (): object => shown(this.rules.rules.storagePermission() ?? NOT_SET);

  ofFunctions = (given: Parameters): object => {
    checkFunctionType(given.ResourceType);
    return shown(this.rules.rules.functionPermission());
  };

  ofResources = (given: Parameters): object => {
    const type = required(given, 'ResourceType');
    const names = (given.Resources ?? []) as string[];
    if (!Array.isArray(names) || names.length > RESOURCES_MAX) {
      throw new ApiError('InvalidParameter', `Resources must be a list of at most ${RESOURCES_MAX}`);
    }
    const rows = this.permissionsOf(type, names).map(([resource, permission]) => {
      const { AclTag, Rule } = shown(permission);
      const custom = AclTag === 'CUSTOM' ? { SecurityRule: Rule } : {};
      return { ResourceType: type, Resource: resource, Permission: AclTag, ...custom };
    });
    return { Data: { TotalCount: rows.length, PermissionList: rows } };
  };

  private permissionsOf(type: string, names: readonly string[]): [string, Permission][] {
    if (type === 'collection' || type === 'table') return names.map((name) => [name, this.collectionPermission(name)]);
    if (type === 'storage') return [[this.bucket, this.rules.rules.storagePermission() ?? NOT_SET]];
    if (type === 'function') return [['*', this.rules.rules.functionPermission()]];
    throw new ApiError('InvalidParameter', `unknown resource type ${type}`);
  }

  private collectionPermission(name: string): Permission {
    this.assertCollection(name);
    return this.rules.rules.collectionPermission(name) ?? NOT_SET;
  }

  private collection(name: string, tag: string, text: unknown): object {
    this.assertCollection(name);
    checkTag(tag);
    if (tag !== 'CUSTOM') this.rules.setCollection(name, tag);
    else withRule<RuleTexts>(text, (rule) => this.rules.setCollection(name, rule));
    return {};
  }

  private storage(tag: string, text: unknown): object {
    checkTag(tag);
    if (tag !== 'CUSTOM') this.rules.setStorage(tag);
    else withRule<RuleTexts>(text, (rule) => this.rules.setStorage(rule));
    return {};
  }

  private functions(tag: string, text: unknown): object {
    if (tag !== 'CUSTOM') throw new ApiError('InvalidParameter', `functions know CUSTOM only, not ${tag}`);
    withRule<FunctionRuleTexts>(text, (rule) => this.rules.setFunctions(rule));
    return {};
  }

  private assertCollection(name: string): void {
    if (!this.hasCollection(name)) throw new ApiError('ResourceNotFound', `Db or Table not exist: ${name}`);
  }
}

function checkFunctionType(type: unknown): void {
  if (typeof type === 'string' && type.toUpperCase() === 'FUNCTION') return;
  throw new ApiError('InvalidParameter', `ResourceType must be FUNCTION, not ${String(type)}`);
}
