/** Collections and their indexes: the table actions of the control plane. */
import type { Engine, IndexSpec } from '../database/engine';
import type { KeptRules } from '../rules/ruleOverrides';
import { ApiError, required, wholeNumber, type Parameters } from './apiError';
import { permissionIn } from './permissions';
import { describedIndex, indexOf } from './wireIndex';

const PAGE = 100;
const PAGE_MAX = 1000;
const TABLE_NAME = /^[A-Za-z0-9-][A-Za-z0-9_-]{0,95}$/;
const ID_INDEX: IndexSpec = { name: '_id_', keys: { _id: 1 } };

function listOf(given: Parameters, field: string): unknown[] {
  const list = given[field] ?? [];
  if (!Array.isArray(list)) throw new ApiError('InvalidParameter', `${field} must be a list`);
  return list as unknown[];
}

export class Tables {
  constructor(
    private readonly engine: Engine,
    private readonly rules: KeptRules,
  ) {}

  create = async (given: Parameters): Promise<object> => {
    const name = required(given, 'TableName');
    if (!TABLE_NAME.test(name)) {
      const allowed = 'letters, digits, _ and -, at most 96, not beginning with _';
      throw new ApiError('InvalidParameter', `${JSON.stringify(name)} is no table name: ${allowed}`);
    }
    const info = given.PermissionInfo as Parameters | undefined;
    const permission = info && permissionIn(name, info.AclTag, info.Rule);
    await this.engine.createCollection(name);
    if (permission) this.rules.setCollection(name, permission);
    return {};
  };

  /** Everything is read before anything is done: a mistake in the last index must not leave half a change. */
  update = async (given: Parameters): Promise<object> => {
    const table = required(given, 'TableName');
    const existing = this.engine.indexes(table).map(({ name }) => name);
    const dropped = listOf(given, 'DropIndexes').map((index) => required((index ?? {}) as Parameters, 'IndexName'));
    const created = listOf(given, 'CreateIndexes').map(indexOf);
    const missing = dropped.find((name) => !existing.includes(name) || name === '_id_');
    if (missing) throw new ApiError('FailedOperation', `index not found with name [${missing}]`);
    for (const name of dropped) await this.engine.dropIndex(table, name);
    for (const index of created) await this.engine.createIndex(table, index);
    return {};
  };

  /** Its documents go first, one by one: whoever watches them is told. */
  remove = async (given: Parameters): Promise<object> => {
    const name = required(given, 'TableName');
    await this.engine.remove(name, {}, true);
    await this.engine.dropCollection(name);
    this.rules.forgetCollection(name);
    return {};
  };

  describe = (given: Parameters): object => {
    const indexes = this.indexesOf(required(given, 'TableName'));
    return { Indexes: indexes.map(describedIndex), IndexNum: indexes.length };
  };

  list = async (given: Parameters): Promise<object> => {
    const limit = wholeNumber(given, 'MgoLimit', PAGE, PAGE_MAX);
    const offset = wholeNumber(given, 'MgoOffset', 0, Number.MAX_SAFE_INTEGER);
    const wanted = listOf(given, 'TableNames');
    const search = typeof given.SearchValue === 'string' ? given.SearchValue : '';
    const names = this.engine
      .collections()
      .filter((name) => name.includes(search) && (wanted.length === 0 || wanted.includes(name)));
    const page = names.slice(offset, offset + limit).map(async (name) => ({
      TableName: name,
      Count: await this.engine.count(name),
      Size: null,
      IndexCount: this.indexesOf(name).length,
      IndexSize: null,
    }));
    // The API answers null, not an empty list; manager-node counts on it.
    const tables = page.length === 0 ? null : await Promise.all(page);
    return { Tables: tables, Pager: { Offset: offset, Limit: limit, Total: names.length } };
  };

  /** The engine need not list the index that every collection has. */
  private indexesOf(name: string): readonly IndexSpec[] {
    const specs = this.engine.indexes(name);
    return specs.some((spec) => spec.name === ID_INDEX.name) ? specs : [ID_INDEX, ...specs];
  }
}
