/** `POST /` with `X-TC-Action`: what a deployment script makes of collections, indexes and rules. */
import { randomUUID } from 'node:crypto';
import type { Engine } from '../database/engine';
import type { KeptRules } from '../rules/ruleOverrides';
import { bucketOf } from '../storage/fileId';
import { headerOf, jsonReply, type Reply, type Request } from '../wire/message';
import { ApiError, refusalOf, type Parameters } from './apiError';
import { Permissions } from './permissions';
import { Tables } from './tables';

type Action = (parameters: Parameters) => Promise<object> | object;

function parametersOf(request: Request): Parameters {
  try {
    const given: unknown = JSON.parse(request.body.toString('utf8') || '{}');
    if (given !== null && typeof given === 'object' && !Array.isArray(given)) return given as Parameters;
  } catch {
    // told below, in the API's own words
  }
  throw new ApiError('InvalidParameter', 'the body must be a JSON object');
}

/** What manager-node reads before anything else. */
function describeEnvironment(envId: string): object {
  const region = 'ap-shanghai';
  return {
    EnvInfo: {
      EnvBaseInfo: {
        EnvId: envId,
        Status: 'NORMAL',
        Databases: [{ InstanceId: `tnt-${envId}`, Region: region, Status: 'RUNNING' }],
        Storages: [{ Bucket: bucketOf(envId), Region: region, CdnDomain: '127.0.0.1', AppId: '1250000000' }],
        Functions: [{ Namespace: envId, Region: region }],
        LogServices: [],
        StaticStorages: [],
      },
    },
  };
}

export class ControlPlane {
  private readonly actions: ReadonlyMap<string, Action>;

  constructor(envId: string, engine: Engine, rules: KeptRules) {
    const tables = new Tables(engine, rules);
    const permissions = new Permissions(rules, bucketOf(envId), (name) => engine.hasCollection(name));
    this.actions = new Map<string, Action>([
      ['DescribeEnvInfo', () => describeEnvironment(envId)],
      ['CreateTable', tables.create],
      ['UpdateTable', tables.update],
      ['DeleteTable', tables.remove],
      ['DescribeTable', tables.describe],
      ['DescribeTables', tables.list],
      ['ListTables', tables.list],
      ['ModifySafeRule', permissions.setCollection],
      ['DescribeSafeRule', permissions.ofCollection],
      ['ModifyDatabaseACL', permissions.setCollection],
      ['DescribeDatabaseACL', permissions.ofCollection],
      ['ModifyStorageSafeRule', permissions.setStorage],
      ['DescribeStorageSafeRule', permissions.ofStorage],
      ['ModifySecurityRule', permissions.setFunctions],
      ['DescribeSecurityRule', permissions.ofFunctions],
      ['ModifyResourcePermission', permissions.setResource],
      ['DescribeResourcePermission', permissions.ofResources],
    ]);
  }

  async answer(request: Request): Promise<Reply> {
    const requestId = randomUUID();
    const name = headerOf(request, 'x-tc-action') ?? '';
    try {
      const run = this.actions.get(name);
      if (!run) throw new ApiError('InvalidAction', `the emulator does not know ${name}`);
      return jsonReply(200, { Response: { ...(await run(parametersOf(request))), RequestId: requestId } });
    } catch (error) {
      return jsonReply(200, { Response: { Error: refusalOf(error), RequestId: requestId } });
    }
  }
}
