/** Collections, indexes and rules by the real @cloudbase/manager-node: what a deployment script does. */
import CloudBase from '@cloudbase/manager-node';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';

let dir: string;
let emulator: Emulator;
let manager: CloudBase;
const logged: string[] = [];

async function open(): Promise<void> {
  const log = (line: string) => logged.push(line);
  emulator = await start({ data: join(dir, 'data'), database: join(dir, 'database'), log });
  process.env.TCB_BASE_URL = emulator.url;
  manager = new CloudBase({ secretId: 'AKIDlocal', secretKey: 'local', envId: 'local-env' });
}

async function reopen(): Promise<void> {
  await emulator.stop();
  await open();
}

function declareRules(rules: object): void {
  writeFileSync(join(dir, 'database', 'rules.json'), JSON.stringify(rules));
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-manager-'));
  mkdirSync(join(dir, 'database'));
  await open();
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** The refusal's code and text as the SDK throws them. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const answer = await work.then(
    (value) => `not refused: ${JSON.stringify(value)}`,
    (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
  );
  return answer;
}

const index = (name: string, keys: [string, string][], more: object = {}) => ({
  IndexName: name,
  MgoKeySchema: { MgoIndexKeys: keys.map(([Name, Direction]) => ({ Name, Direction })), MgoIsUnique: false, ...more },
});

const call = (Action: string, Param: object) => manager.commonService().call({ Action, Param } as never);

describe('collections', () => {
  test('made once, listed, described, deleted', async () => {
    const { database } = manager;
    expect(await database.createCollectionIfNotExists('shops')).toMatchObject({ IsCreated: true });
    expect(await database.createCollectionIfNotExists('shops')).toMatchObject({ IsCreated: false });
    expect(await refusal(database.createCollection('shops'))).toContain(
      'ResourceUnavailable.ResourceExist: [CreateTable] Table exist',
    );
    await emulator.engine.insert('shops', [{ _id: 1 }, { _id: 2 }]);
    const { Collections, Pager } = await database.listCollections({ MgoLimit: 10, MgoOffset: 0 });
    expect(Collections).toEqual([{ CollectionName: 'shops', Count: 2, Size: null, IndexCount: 1, IndexSize: null }]);
    expect(Pager).toEqual({ Offset: 0, Limit: 10, Total: 1 });
    expect(await database.describeCollection('shops')).toMatchObject({
      IndexNum: 1,
      Indexes: [{ Name: '_id_', Unique: true, Keys: [{ Name: '_id', Direction: '1' }] }],
    });
    expect(await database.checkCollectionExists('none')).toMatchObject({ Exists: false });
    await database.deleteCollection('shops');
    expect(emulator.engine.hasCollection('shops')).toBe(false);
    expect(await database.deleteCollection('shops')).toMatchObject({ Exists: false });
    expect((await database.listCollections()).Collections).toEqual([]);
  });

  test('a deleted collection stays deleted; a new one of its name is empty', async () => {
    await manager.database.createCollection('again');
    await emulator.engine.insert('again', [{ _id: 'old' }]);
    await call('ModifySafeRule', { CollectionName: 'again', AclTag: 'READONLY' });
    await manager.database.deleteCollection('again');
    await reopen();
    expect(emulator.engine.hasCollection('again')).toBe(false);
    await manager.database.createCollection('again');
    expect(await emulator.engine.find('again', {})).toEqual([]);
    expect(await call('DescribeSafeRule', { CollectionName: 'again' })).toMatchObject({ AclTag: 'ADMINONLY' });
    await reopen();
    expect(await emulator.engine.find('again', {})).toEqual([]);
  });

  test('a transaction that wrote to a deleted collection cannot commit', async () => {
    await manager.database.createCollection('brief');
    const transaction = emulator.engine.startTransaction();
    await emulator.engine.insert('brief', [{ _id: 1 }], transaction);
    await manager.database.deleteCollection('brief');
    await expect(emulator.engine.commit(transaction)).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
    await reopen();
    expect(emulator.engine.collections()).not.toContain('brief');
  });

  test('with the permission it is made with', async () => {
    const made = { TableName: 'open', PermissionInfo: { AclTag: 'CUSTOM', EnvId: 'local-env', Rule: '{"read":true}' } };
    await call('CreateTable', made);
    expect(await call('DescribeSafeRule', { CollectionName: 'open' })).toMatchObject({
      AclTag: 'CUSTOM',
      Rule: '{"read":true}',
    });
    const wrong = { TableName: 'shut', PermissionInfo: { AclTag: 'CUSTOM', Rule: '{"read":"doc."}' } };
    expect(await refusal(call('CreateTable', wrong))).toContain('line 1, column 14');
    expect(emulator.engine.hasCollection('shut')).toBe(false);
  });

  test.each(['_hidden', 'with space', '表', 'x'.repeat(97), 'system.users'])('no table is called %j', async (name) => {
    expect(await refusal(manager.database.createCollection(name))).toContain('InvalidParameter');
  });
});

describe('indexes', () => {
  beforeAll(() => manager.database.createCollection('visits'));

  test('made, seen, used, dropped', async () => {
    const { database } = manager;
    const made = [
      index('near', [['place', '2dsphere']]),
      index(
        'one_no',
        [
          ['shopId', '1'],
          ['no', '-1'],
        ],
        { MgoIsUnique: true, MgoIsSparse: false },
      ),
    ];
    await database.updateCollection('visits', { CreateIndexes: made });
    expect(await database.checkIndexExists('visits', 'one_no')).toMatchObject({ Exists: true });
    expect(await database.checkIndexExists('visits', 'nothing')).toMatchObject({ Exists: false });
    const { Indexes, IndexNum } = await database.describeCollection('visits');
    expect(IndexNum).toBe(3);
    expect(Indexes).toContainEqual(
      expect.objectContaining({
        Name: 'one_no',
        Unique: true,
        Keys: [
          { Name: 'shopId', Direction: '1' },
          { Name: 'no', Direction: '-1' },
        ],
      }),
    );
    await emulator.engine.insert('visits', [{ shopId: 1, no: 1 }]);
    await expect(emulator.engine.insert('visits', [{ shopId: 1, no: 1 }])).rejects.toThrow('E11000 duplicate key');
    await database.updateCollection('visits', { DropIndexes: [{ IndexName: 'one_no' }] });
    await emulator.engine.insert('visits', [{ shopId: 1, no: 1 }]);
    await reopen();
    expect((await manager.database.describeCollection('visits')).Indexes?.map(({ Name }) => Name).sort()).toEqual([
      '_id_',
      'near',
    ]);
  });

  test('a sparse unique index leaves out documents without the field', async () => {
    await manager.database.createCollection('sparse');
    const sparse = index('mail', [['mail', '1']], { MgoIsUnique: true, MgoIsSparse: true });
    await manager.database.updateCollection('sparse', { CreateIndexes: [sparse] } as never);
    await emulator.engine.insert('sparse', [{ _id: 1 }, { _id: 2 }, { _id: 3, mail: 'a' }]);
    await expect(emulator.engine.insert('sparse', [{ mail: 'a' }])).rejects.toThrow('E11000');
  });

  test('a unique index over duplicates is refused', async () => {
    const unique = index('one_no', [['no', '1']], { MgoIsUnique: true });
    expect(await refusal(manager.database.updateCollection('visits', { CreateIndexes: [unique] }))).toContain('E11000');
  });

  test.each<[string, object, string]>([
    ['no keys', index('a', []), 'MgoIndexKeys must be a list'],
    ['an unknown direction', index('a', [['x', 'up']]), 'direction "up" is not emulated'],
    ['2d', index('a', [['x', '2d']]), 'direction "2d" is not emulated'],
    ['no field name', index('a', [['', '1']]), 'is no field name'],
    ['a hole in a path', index('a', [['x..y', '1']]), 'is no field name'],
    ['an operator', index('a', [['$x', '1']]), 'is no field name'],
    [
      'a field twice',
      index('a', [
        ['x', '1'],
        ['x', '-1'],
      ]),
      'stands twice',
    ],
    ['no name', index('', [['x', '1']]), 'is no index name'],
    ['the name of the primary key', index('_id_', [['x', '1']]), 'is no index name'],
    ['a partial index', index('a', [['x', '1']], { PartialFilterExpression: '{}' }), 'is not emulated'],
    ['an unknown setting', index('a', [['x', '1']], { MgoIsClustered: true }), 'MgoIsClustered is not known'],
    ['a flag that is none', index('a', [['x', '1']], { MgoIsUnique: 'yes' }), 'must be true or false'],
  ])('%s is refused, and nothing of the request is done', async (_what, wrong, message) => {
    const before = emulator.engine.indexes('visits');
    const change = { DropIndexes: [{ IndexName: 'near' }], CreateIndexes: [index('fine', [['y', '1']]), wrong] };
    expect(await refusal(manager.database.updateCollection('visits', change as never))).toContain(message);
    expect(emulator.engine.indexes('visits')).toEqual(before);
  });

  test('dropping what is not there, or of a collection that is not there', async () => {
    const { database } = manager;
    const drop = (name: string) => ({ DropIndexes: [{ IndexName: name }] });
    expect(await refusal(database.updateCollection('visits', drop('nothing')))).toContain('index not found');
    expect(await refusal(database.updateCollection('visits', drop('_id_')))).toContain('index not found');
    expect(await refusal(database.updateCollection('none', drop('x')))).toContain('ResourceNotFound');
  });
});

describe('rules', () => {
  const RULE = '{"read":"doc.public == true","write":false}';
  beforeAll(() => manager.database.createCollection('notes'));

  test('set by one action, shown by the other', async () => {
    await call('ModifySafeRule', { CollectionName: 'notes', AclTag: 'CUSTOM', Rule: RULE });
    expect(await call('DescribeSafeRule', { CollectionName: 'notes' })).toMatchObject({ AclTag: 'CUSTOM', Rule: RULE });
    await manager.permission.modifyResourcePermission({
      resourceType: 'collection',
      resource: 'notes',
      permission: 'ADMINWRITE',
    } as never);
    const { Data } = await manager.permission.describeResourcePermission({
      resourceType: 'collection',
      resources: ['notes'],
    } as never);
    expect(Data).toEqual({
      TotalCount: 1,
      PermissionList: [{ ResourceType: 'collection', Resource: 'notes', Permission: 'ADMINWRITE' }],
    });
  });

  test('storage', async () => {
    expect(await manager.storage.getStorageAcl()).toBe('ADMINONLY');
    await manager.storage.setStorageAcl('CUSTOM' as never, { read: true, write: 'auth != null' } as never);
    expect(await manager.storage.getStorageAcl({ withRule: true } as never)).toEqual({
      acl: 'CUSTOM',
      rule: { read: true, write: 'auth != null' },
    });
    await manager.storage.setStorageAcl('PRIVATE' as never);
    expect(await manager.storage.getStorageAcl()).toBe('PRIVATE');
  });

  test('functions', async () => {
    const rule = '{"*":{"invoke":"auth != null"},"ping":{"invoke":true}}';
    await call('ModifySecurityRule', { ResourceType: 'FUNCTION', AclTag: 'CUSTOM', Rule: rule });
    expect(await call('DescribeSecurityRule', { ResourceType: 'FUNCTION' })).toMatchObject({ Rule: rule });
    const { Data } = await manager.permission.describeResourcePermission({ resourceType: 'function' } as never);
    expect(Data).toMatchObject({ PermissionList: [{ Permission: 'CUSTOM', SecurityRule: rule }] });
  });

  test.each([
    ['{"read":"doc.a = 1"}', 'line 1, column 16: rules of collection notes, read: unexpected character ='],
    ['{\n  "read": true,\n  "create": "auth != null &&"\n}', 'line 3, column 29: '],
    ['{\n  "read": "a\\tb"\n}', 'line 2, column 12: '], // the unknown name stands first, after the quote
    ['{\n  "reed": true\n}', 'line 2, column 11: rules of collection notes: unknown key reed'],
    ['{"read": 3}', 'line 1, column 10: '],
    ['{\n"read" true}', 'line 2, column 8: not JSON'],
    ['[]', 'line 1, column 1: '],
    ['', 'CUSTOM needs a rule'],
  ])('the mistake in %j is told by line and column', async (Rule, message) => {
    const set = call('ModifySafeRule', { CollectionName: 'notes', AclTag: 'CUSTOM', Rule });
    expect(await refusal(set)).toContain(message);
    expect(await call('DescribeSafeRule', { CollectionName: 'notes' })).toMatchObject({ AclTag: 'ADMINWRITE' });
  });

  test('of a collection that is not there', async () => {
    const set = call('ModifySafeRule', { CollectionName: 'none', AclTag: 'READONLY' });
    expect(await refusal(set)).toContain('ResourceNotFound');
  });

  test('survive a restart; a declaration that changes afterwards wins', async () => {
    await reopen();
    expect(await call('DescribeSafeRule', { CollectionName: 'notes' })).toMatchObject({ AclTag: 'ADMINWRITE' });
    expect(await manager.storage.getStorageAcl()).toBe('PRIVATE');
    declareRules({ collections: { notes: { read: true } } });
    await reopen();
    expect(await call('DescribeSafeRule', { CollectionName: 'notes' })).toMatchObject({ Rule: '{"read":true}' });
    expect(logged.join('\n')).toContain('rules of notes: the declaration has changed');
    await call('ModifySafeRule', { CollectionName: 'notes', AclTag: 'READONLY' });
    await reopen();
    expect(await call('DescribeSafeRule', { CollectionName: 'notes' })).toMatchObject({ AclTag: 'READONLY' });
    expect(await manager.storage.getStorageAcl()).toBe('PRIVATE');
  });
});

test('an action that is not emulated is named', async () => {
  expect(await refusal(call('DestroyEnv', {}))).toContain('the emulator does not know DestroyEnv');
});
