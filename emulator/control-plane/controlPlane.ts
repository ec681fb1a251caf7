/** `POST /` with `X-TC-Action`: the calls a deployment script makes to create collections, indexes and rules. */
import { randomUUID } from 'node:crypto';
import { EngineError, type Engine, type IndexSpec } from '../database/engine';
import type { Ruleset, RuleTexts } from '../rules/ruleset';
import { bucketOf } from '../storage/fileId';
import { headerOf, jsonReply, type Reply, type Request } from '../wire/message';
import { COLLECTION_TAGS, STORAGE_TAGS } from './aclTags';

type Parameters = Readonly<Record<string, unknown>>;

/** A refusal in the words of Tencent Cloud's API. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface WireIndex {
  readonly IndexName: string;
  readonly MgoKeySchema: {
    readonly MgoIndexKeys: readonly { readonly Name: string; readonly Direction: string }[];
    readonly MgoIsUnique?: boolean;
  };
}

function direction(text: string): 1 | -1 | '2dsphere' {
  if (text === '1' || text === '-1') return text === '1' ? 1 : -1;
  if (text === '2dsphere') return text;
  throw new ApiError('InvalidParameter', `index direction ${text} is not emulated`);
}

function indexOf({ IndexName, MgoKeySchema }: WireIndex): IndexSpec {
  const keys = MgoKeySchema.MgoIndexKeys.map(({ Name, Direction }) => [Name, direction(Direction)] as const);
  return { name: IndexName, keys: Object.fromEntries(keys), unique: MgoKeySchema.MgoIsUnique === true };
}

function required(parameters: Parameters, field: string): string {
  const value = parameters[field];
  if (typeof value !== 'string' || value === '') throw new ApiError('MissingParameter', `${field} is required`);
  return value;
}

/** A tag's own rules, or with CUSTOM the JSON text that came along. */
function rulesOf(tags: Readonly<Record<string, RuleTexts>>, tag: string, text: unknown): RuleTexts {
  if (tag !== 'CUSTOM') {
    const known = tags[tag];
    if (!known) throw new ApiError('InvalidParameter', `unknown permission ${tag}`);
    return known;
  }
  try {
    return JSON.parse(String(text)) as RuleTexts;
  } catch {
    throw new ApiError('InvalidParameter', 'the rule is not JSON');
  }
}

export class ControlPlane {
  private readonly actions: Readonly<Record<string, (parameters: Parameters) => Promise<object> | object>> = {
    DescribeEnvInfo: () => this.describe(),
    CreateTable: (given) => this.createTable(given),
    UpdateTable: (given) => this.updateTable(given),
    ModifySafeRule: (given) => {
      return this.setCollection(required(given, 'CollectionName'), required(given, 'AclTag'), given.Rule);
    },
    ModifyStorageSafeRule: (given) => this.setStorage(required(given, 'AclTag'), given.Rule),
    ModifyResourcePermission: (given) => this.setResource(given),
  };

  constructor(
    private readonly envId: string,
    private readonly engine: Engine,
    private readonly rules: Ruleset,
  ) {}

  async answer(request: Request): Promise<Reply> {
    const requestId = randomUUID();
    try {
      const run = this.actions[headerOf(request, 'x-tc-action') ?? ''];
      if (!run) throw new ApiError('InvalidAction', `the emulator does not know ${headerOf(request, 'x-tc-action')}`);
      const given = JSON.parse(request.body.toString('utf8') || '{}') as Parameters;
      return jsonReply(200, { Response: { ...(await run(given)), RequestId: requestId } });
    } catch (error) {
      const code = error instanceof ApiError || error instanceof EngineError ? error.code : 'InvalidParameter';
      const refusal = { Code: code, Message: (error as Error).message };
      return jsonReply(200, { Response: { Error: refusal, RequestId: requestId } });
    }
  }

  private describe(): object {
    const region = 'ap-shanghai';
    return {
      EnvInfo: {
        EnvBaseInfo: {
          EnvId: this.envId,
          Status: 'NORMAL',
          Databases: [{ InstanceId: `tnt-${this.envId}`, Region: region, Status: 'RUNNING' }],
          Storages: [{ Bucket: bucketOf(this.envId), Region: region, CdnDomain: '127.0.0.1', AppId: '1250000000' }],
          Functions: [{ Namespace: this.envId, Region: region }],
          LogServices: [],
          StaticStorages: [],
        },
      },
    };
  }

  private async createTable(given: Parameters): Promise<object> {
    await this.engine.createCollection(required(given, 'TableName'));
    return {};
  }

  private async updateTable(given: Parameters): Promise<object> {
    const table = required(given, 'TableName');
    for (const { IndexName } of (given.DropIndexes ?? []) as { IndexName: string }[]) {
      await this.engine.dropIndex(table, IndexName);
    }
    for (const index of (given.CreateIndexes ?? []) as WireIndex[])
      await this.engine.createIndex(table, indexOf(index));
    return {};
  }

  private setCollection(name: string, tag: string, text: unknown): object {
    this.rules.setCollection(name, rulesOf(COLLECTION_TAGS, tag, text));
    return {};
  }

  private setStorage(tag: string, text: unknown): object {
    this.rules.setStorage(rulesOf(STORAGE_TAGS, tag, text));
    return {};
  }

  private setResource(given: Parameters): object {
    const type = required(given, 'ResourceType');
    const tag = required(given, 'Permission');
    if (type === 'table' || type === 'collection') {
      return this.setCollection(required(given, 'Resource'), tag, given.SecurityRule);
    }
    if (type === 'storage') return this.setStorage(tag, given.SecurityRule);
    if (type !== 'function') throw new ApiError('InvalidParameter', `unknown resource type ${type}`);
    this.rules.setFunctions(rulesOf({}, tag, given.SecurityRule) as unknown as Record<string, RuleTexts>);
    return {};
  }
}
