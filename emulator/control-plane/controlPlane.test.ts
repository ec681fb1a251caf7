/** The control plane on the wire, and that rules set there are asked at once. */
import { start, type Emulator } from '../index';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await start({});
});

afterAll(() => emulator.stop());

// The shape of the answer differs by action.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- its shape depends on the action
async function act(action: string, parameters: object): Promise<any> {
  const headers = { 'x-tc-action': action, 'x-tc-version': '2018-06-08', authorization: 'TC3-HMAC-SHA256 …' };
  const reply = await fetch(emulator.url, {
    method: 'POST',
    headers: { ...headers, authorization: 'TC3' },
    body: JSON.stringify(parameters),
  });
  expect(reply.status).toBe(200);
  return ((await reply.json()) as { Response: unknown }).Response;
}

async function anonymousToken(): Promise<string> {
  const reply = await fetch(`${emulator.url}/auth/v1/signin/anonymously`, { method: 'POST', body: '{}' });
  return ((await reply.json()) as { access_token: string }).access_token;
}

async function clientReads(collectionName: string): Promise<string> {
  const body = { action: 'database.queryDocument', collectionName, access_token: await anonymousToken() };
  const reply = await fetch(`${emulator.url}/web`, { method: 'POST', body: JSON.stringify(body) });
  return ((await reply.json()) as { code?: string }).code ?? 'OK';
}

const SHOPS = { EnvId: 'local-env', TableName: 'shops' };

test('the environment describes itself', async () => {
  const { EnvInfo } = await act('DescribeEnvInfo', { EnvId: 'local-env' });
  expect(EnvInfo.EnvBaseInfo).toMatchObject({
    EnvId: 'local-env',
    Databases: [{ InstanceId: 'tnt-local-env' }],
    Storages: [{ Bucket: '6c6f-local-env-1250000000' }],
  });
});

test('collections and indexes', async () => {
  expect(await act('CreateTable', SHOPS)).toEqual({ RequestId: expect.any(String) });
  expect((await act('CreateTable', SHOPS)).Error.Code).toBe('ResourceUnavailable.ResourceExist');
  const near = { IndexName: 'near', MgoKeySchema: { MgoIndexKeys: [{ Name: 'loc', Direction: '2dsphere' }] } };
  const keys = [
    { Name: 'shopId', Direction: '1' },
    { Name: 'no', Direction: '-1' },
  ];
  const unique = { IndexName: 'uniq_no', MgoKeySchema: { MgoIndexKeys: keys, MgoIsUnique: true } };
  expect((await act('UpdateTable', { ...SHOPS, CreateIndexes: [near, unique] })).Error).toBeUndefined();
  const named = () => emulator.engine.indexes('shops').map(({ name }) => name);
  expect(named()).toEqual(expect.arrayContaining(['near', 'uniq_no']));
  expect(emulator.engine.indexes('shops').find(({ name }) => name === 'uniq_no')).toMatchObject({
    keys: { shopId: 1, no: -1 },
    unique: true,
  });
  expect((await act('UpdateTable', { ...SHOPS, DropIndexes: [{ IndexName: 'near' }] })).Error).toBeUndefined();
  expect(named()).not.toContain('near');
  const flat = { IndexName: 'flat', MgoKeySchema: { MgoIndexKeys: [{ Name: 'loc', Direction: '2d' }] } };
  expect((await act('UpdateTable', { ...SHOPS, CreateIndexes: [flat] })).Error.Code).toBe('InvalidParameter');
});

test('rules take effect at once', async () => {
  await act('CreateTable', { ...SHOPS, TableName: 'ruled' });
  expect(await clientReads('ruled')).toBe('DATABASE_PERMISSION_DENIED');
  const rule = { EnvId: 'local-env', CollectionName: 'ruled', AclTag: 'CUSTOM', Rule: '{"read":true}' };
  expect((await act('ModifySafeRule', rule)).Error).toBeUndefined();
  expect(await clientReads('ruled')).toBe('OK');
  expect((await act('ModifySafeRule', { ...rule, AclTag: 'ADMINONLY' })).Error).toBeUndefined();
  expect(await clientReads('ruled')).toBe('DATABASE_PERMISSION_DENIED');
  const table = { ResourceType: 'table', Resource: 'ruled', Permission: 'READONLY' };
  expect((await act('ModifyResourcePermission', table)).Error).toBeUndefined();
  expect(await clientReads('ruled')).toBe('OK');
  expect((await act('ModifyStorageSafeRule', { Bucket: 'b', AclTag: 'PRIVATE' })).Error).toBeUndefined();
  const functions = {
    ResourceType: 'function',
    Resource: '*',
    Permission: 'CUSTOM',
    SecurityRule: '{"*":{"invoke":true}}',
  };
  expect((await act('ModifyResourcePermission', functions)).Error).toBeUndefined();
});

test.each([
  ['ModifySafeRule', { CollectionName: 'ruled', AclTag: 'CUSTOM', Rule: '{"read":"doc. =="}' }, 'at position'],
  ['ModifySafeRule', { CollectionName: 'ruled', AclTag: 'CUSTOM', Rule: 'no json' }, 'not JSON'],
  ['ModifySafeRule', { CollectionName: 'ruled', AclTag: 'EVERYBODY' }, 'unknown permission'],
  ['CreateTable', {}, 'TableName is required'],
  ['DeleteEverything', {}, 'does not know DeleteEverything'],
])('%s %j is refused', async (action, parameters, message) => {
  expect((await act(action, parameters)).Error.Message).toContain(message);
});
