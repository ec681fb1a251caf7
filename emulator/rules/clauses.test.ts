/** The rule language clause by clause: what each allows and denies, asked by js-sdk from real Chromium in both its dialects. */
import type { Page } from 'playwright-core';
import { start, type Emulator } from '../index';
import { openBrowser, runOnPage, signedInPage, type Browser, type Mode } from '../testing/browserPage';

type Who = 'mei' | 'wechat' | 'anonymous';
type Verdict = 'allowed' | 'denied';

const AT = Date.parse('2026-11-22T00:00:00Z');
const DOCUMENTS = [
  {
    _id: 'a',
    _openid: 'meimei',
    status: 'open',
    n: 5,
    tags: ['x', 'y'],
    at: AT,
    deep: { owner: 'meimei' },
    team: 't1',
  },
  { _id: 'b', _openid: 'oMEI', status: 'closed', n: 9, tags: ['z'], at: AT + 9e9, deep: { owner: 'lan' }, team: 't2' },
  { _id: 'c', _openid: 'lanlan', status: 'open', n: 7, tags: [], at: AT, deep: {}, team: 't1' },
];
const TEAMS = [
  { _id: 't1', members: ['meimei'], lead: 'meimei' },
  { _id: 't2', members: ['lanlan'], lead: 'lanlan' },
];
const OTHERS = [
  { _id: 'meimei', role: 'nurse', team: 't1' },
  ...Array.from({ length: 12 }, (_, n) => ({ _id: `u${n}`, role: 'nurse' })),
];

const at = (where: string, what = 'get()') => `return db.collection('t').where(${where}).${what}`;
const one = (id: string, what = 'get()') => `return db.collection('t').doc('${id}').${what}`;
const all = "return db.collection('t').get()";
const add = (doc: string) => `return db.collection('t').add(${doc})`;
/** Answers with the first event, or throws what the watch was refused with. */
const watch = (where: string) => `return new Promise((resolve, reject) => {
  const watcher = db.collection('t').where(${where}).watch({
    onChange: (snapshot) => { watcher.close(); resolve({ ids: snapshot.docs.map(({ _id }) => _id) }); },
    onError: (error) => reject({ code: 'watch', message: error.message + JSON.stringify(error) }),
  });
});`;

/** Clause, rule, who, what they do, verdict. */
const CASES: readonly [string, object, Who, string, Verdict][] = [
  ['nothing is written', {}, 'mei', all, 'denied'],
  ['nothing is written', {}, 'mei', add('{ n: 1 }'), 'denied'],
  ['nothing is written', {}, 'mei', watch('{}'), 'denied'],
  ['true', { read: true }, 'mei', all, 'allowed'],
  ['true', { read: true }, 'mei', watch('{}'), 'allowed'],
  ['true', { read: true }, 'anonymous', all, 'allowed'],
  ['read says nothing of writing', { read: true }, 'mei', one('a', 'update({ n: 1 })'), 'denied'],
  ['read says nothing of writing', { read: true }, 'mei', one('a', 'remove()'), 'denied'],
  ['read says nothing of writing', { read: true }, 'mei', add('{ n: 1 }'), 'denied'],
  ['write is create', { write: true }, 'mei', add('{ n: 1 }'), 'allowed'],
  ['write is update', { write: true }, 'mei', one('a', 'update({ n: 1 })'), 'allowed'],
  ['write is delete', { write: true }, 'mei', one('a', 'remove()'), 'allowed'],
  ['write is not read', { write: true }, 'mei', all, 'denied'],
  ['the particular beats write', { write: true, delete: false }, 'mei', one('a', 'remove()'), 'denied'],
  ['the particular beats write', { write: false, create: true }, 'mei', add('{ n: 1 }'), 'allowed'],

  ['auth.uid', { read: 'auth.uid == doc._openid' }, 'mei', at("{ _openid: 'meimei' }"), 'allowed'],
  ['auth.uid', { read: 'auth.uid == doc._openid' }, 'mei', at("{ _openid: '{uid}' }"), 'allowed'],
  ['auth.uid', { read: 'auth.uid == doc._openid' }, 'mei', at("{ _openid: 'lanlan' }"), 'denied'],
  ['auth.uid', { read: 'auth.uid == doc._openid' }, 'anonymous', at("{ _openid: 'meimei' }"), 'denied'],
  ['auth.openid', { read: 'auth.openid == doc._openid' }, 'wechat', at("{ _openid: '{openid}' }"), 'allowed'],
  ['auth.openid', { read: 'auth.openid == doc._openid' }, 'wechat', watch("{ _openid: '{openid}' }"), 'allowed'],
  ['auth.openid is absent', { read: 'auth.openid == doc._openid' }, 'mei', at("{ _openid: '{openid}' }"), 'denied'],
  ['auth.openid is absent', { read: 'auth.openid == null' }, 'mei', all, 'denied'],
  ['auth.loginType', { read: "auth.loginType == 'WECHAT'" }, 'wechat', all, 'allowed'],
  ['auth.loginType', { read: "auth.loginType == 'CUSTOM'" }, 'mei', all, 'allowed'],
  ['auth.loginType', { read: "auth.loginType != 'ANONYMOUS'" }, 'anonymous', all, 'denied'],
  ['auth != null', { read: 'auth != null' }, 'anonymous', all, 'allowed'],

  ['==', { read: "doc.status == 'open'" }, 'mei', at("{ status: 'open' }"), 'allowed'],
  ['==', { read: "doc.status == 'open'" }, 'mei', at("{ status: 'closed' }"), 'denied'],
  ['a rule does not filter', { read: "doc.status == 'open'" }, 'mei', all, 'denied'],
  ['a rule does not filter', { read: "doc.status == 'open'" }, 'mei', watch('{}'), 'denied'],
  ['a rule does not filter', { read: "doc.status == 'open'" }, 'mei', at('{ n: 5 }'), 'denied'],
  ['!=', { read: "doc.status != 'closed'" }, 'mei', at("{ status: _.neq('closed') }"), 'allowed'],
  ['!=', { read: "doc.status != 'closed'" }, 'mei', at("{ status: _.neq('open') }"), 'denied'],
  ['>', { read: 'doc.n > 6' }, 'mei', at('{ n: _.gt(6) }'), 'allowed'],
  ['>', { read: 'doc.n > 6' }, 'mei', at('{ n: _.gte(6) }'), 'denied'],
  ['>=', { read: 'doc.n >= 6' }, 'mei', at('{ n: _.gte(6) }'), 'allowed'],
  ['<', { read: 'doc.n < 6' }, 'mei', at('{ n: _.lt(6) }'), 'allowed'],
  ['<', { read: 'doc.n < 6' }, 'mei', at('{ n: _.lt(7) }'), 'denied'],
  ['<=', { read: 'doc.n <= 6' }, 'mei', at('{ n: _.lt(6) }'), 'allowed'],
  ['&&', { read: "doc.n > 6 && doc.status == 'open'" }, 'mei', at("{ n: _.gt(8), status: 'open' }"), 'allowed'],
  ['&&', { read: "doc.n > 6 && doc.status == 'open'" }, 'mei', at('{ n: _.gt(8) }'), 'denied'],
  ['||', { read: "doc.n > 6 || doc.status == 'open'" }, 'mei', at("{ status: 'open' }"), 'allowed'],
  ['||', { read: "doc.n > 6 || doc.status == 'open'" }, 'mei', at("_.or([{ n: 9 }, { status: 'open' }])"), 'allowed'],
  ['||', { read: "doc.n > 6 || doc.status == 'open'" }, 'mei', at("_.or([{ n: 9 }, { status: 'closed' }])"), 'denied'],
  ['!', { read: "!(doc.status == 'closed')" }, 'mei', at("{ status: 'open' }"), 'allowed'],
  ['!', { read: "!(doc.status == 'closed')" }, 'mei', all, 'denied'],
  ['in a list', { read: "doc.status in ['open', 'paid']" }, 'mei', at("{ status: _.in(['open', 'paid']) }"), 'allowed'],
  ['in a list', { read: "doc.status in ['open', 'paid']" }, 'mei', at("{ status: _.in(['open', 'new']) }"), 'denied'],
  ['!(a in b)', { read: "!(doc.status in ['closed'])" }, 'mei', at("{ status: 'open' }"), 'allowed'],
  ['!(a in b)', { read: "!(doc.status in ['closed'])" }, 'mei', at("{ status: 'closed' }"), 'denied'],
  ['in a field', { read: "'x' in doc.tags" }, 'mei', at("{ tags: 'x' }"), 'allowed'],
  ['in a field', { read: "'x' in doc.tags" }, 'mei', at("{ tags: 'z' }"), 'denied'],
  ['in a field', { read: "'x' in doc.tags" }, 'mei', one('a'), 'allowed'],
  ['in a field', { read: "'x' in doc.tags" }, 'mei', one('b'), 'denied'],
  ['.', { read: 'doc.deep.owner == auth.uid' }, 'mei', at("{ deep: { owner: 'meimei' } }"), 'allowed'],
  ['[ ]', { read: "doc['deep']['owner'] == auth['uid']" }, 'mei', at("{ 'deep.owner': 'meimei' }"), 'allowed'],
  ['.', { read: 'doc.deep.owner == auth.uid' }, 'mei', at("{ deep: { owner: 'lan' } }"), 'denied'],
  ['now', { read: 'doc.at < now' }, 'mei', one('a'), 'allowed'],
  ['now', { read: 'doc.at < now' }, 'mei', one('b'), 'denied'],
  ['now', { read: `now > ${AT - 1}` }, 'mei', all, 'allowed'],

  ['a document by its id', { read: 'doc._openid == auth.uid' }, 'mei', one('a'), 'allowed'],
  ['a document by its id', { read: 'doc._openid == auth.uid' }, 'mei', one('c'), 'denied'],
  ['a document that is not there', { read: 'doc._openid == auth.uid' }, 'mei', one('none'), 'denied'],
  ['several ids', { read: "doc.status == 'open'" }, 'mei', at("{ _id: _.in(['a', 'c']) }"), 'allowed'],
  ['several ids', { read: "doc.status == 'open'" }, 'mei', at("{ _id: _.in(['a', 'b']) }"), 'denied'],
  ['count', { read: "doc.status == 'open'" }, 'mei', at("{ status: 'open' }", 'count()'), 'allowed'],
  ['count', { read: "doc.status == 'open'" }, 'mei', at('{ n: 1 }', 'count()'), 'denied'],
  [
    'aggregate',
    { read: "doc.status == 'open'" },
    'mei',
    "return db.collection('t').aggregate().match({ status: 'open' }).group({ _id: null }).end()",
    'allowed',
  ],
  [
    'aggregate',
    { read: "doc.status == 'open'" },
    'mei',
    "return db.collection('t').aggregate().group({ _id: null }).match({ status: 'open' }).end()",
    'denied',
  ],
  [
    'aggregate looks up another collection',
    { read: true },
    'mei',
    "return db.collection('t').aggregate().lookup({ from: 'teams', localField: 'team', foreignField: '_id', as: 'x' }).end()",
    'denied',
  ],
  ['a pattern proves nothing', { read: "doc.status == 'open'" }, 'mei', at('{ status: /open/ }'), 'denied'],
  ['an expression proves nothing', { read: "doc.status == 'open'" }, 'mei', at('{ status: _.exists(true) }'), 'denied'],

  ['request.data', { create: 'request.data.n < 10' }, 'mei', add('{ n: 9 }'), 'allowed'],
  ['request.data', { create: 'request.data.n < 10' }, 'mei', add('{ n: 10 }'), 'denied'],
  ['request.data', { create: 'request.data.n < 10' }, 'mei', add('{ m: 1 }'), 'denied'],
  ['request.data', { create: 'request.data.n < 10' }, 'mei', add("{ n: '9' }"), 'denied'],
  ['request.data in an update', { update: 'request.data.n == 1' }, 'mei', one('a', 'update({ n: 1 })'), 'allowed'],
  ['request.data in an update', { update: 'request.data.n == 1' }, 'mei', one('a', 'update({ n: 2 })'), 'denied'],
  [
    'what an operator makes is unknown',
    { update: 'request.data.n == 6' },
    'mei',
    one('a', 'update({ n: _.inc(1) })'),
    'denied',
  ],
  ['a field left alone', { update: 'request.data.n == null' }, 'mei', one('a', "update({ status: 'x' })"), 'allowed'],
  ['the owner on create', { create: 'doc._openid == auth.uid' }, 'mei', add('{ n: 1 }'), 'allowed'],
  ['update by a query', { update: 'doc.n > 6' }, 'mei', at('{ n: _.gt(8) }', 'update({ m: 1 })'), 'allowed'],
  ['update by a query', { update: 'doc.n > 6' }, 'mei', at('{ n: _.gt(5) }', 'update({ m: 1 })'), 'denied'],
  ['remove by a query', { delete: 'doc.n > 6' }, 'mei', at('{ n: 9 }', 'remove()'), 'allowed'],
  ['remove by a query', { delete: 'doc.n > 6' }, 'mei', at('{ n: 5 }', 'remove()'), 'denied'],
  ['set makes a document', { create: true }, 'mei', one('new', 'set({ n: 1 })'), 'allowed'],
  ['set changes one', { create: true }, 'mei', one('a', 'set({ n: 1 })'), 'denied'],

  ['get of a fixed path', { read: "get('database.users.meimei').role == 'nurse'" }, 'mei', all, 'allowed'],
  ['get of a fixed path', { read: "get('database.users.meimei').role == 'boss'" }, 'mei', all, 'denied'],
  ['get of nothing', { read: "get('database.users.none') == null" }, 'mei', all, 'allowed'],
  ['get of nothing', { read: "get('database.users.none').role == null" }, 'mei', all, 'denied'],
  ['get of no collection', { read: "get('database.none.x') == null" }, 'mei', all, 'allowed'],
  ['get made of auth', { read: 'get(`database.users.${auth.uid}`) != null' }, 'mei', all, 'allowed'],
  ['get made of auth', { read: 'get(`database.users.${auth.uid}`) != null' }, 'anonymous', all, 'denied'],
  [
    'get made of doc',
    { read: 'auth.uid in get(`database.teams.${doc.team}`).members' },
    'mei',
    at("{ team: 't1' }"),
    'allowed',
  ],
  [
    'get made of doc',
    { read: 'auth.uid in get(`database.teams.${doc.team}`).members' },
    'mei',
    at("{ team: 't2' }"),
    'denied',
  ],
  ['get made of doc', { read: 'auth.uid in get(`database.teams.${doc.team}`).members' }, 'mei', all, 'denied'],
  [
    'get made of doc',
    { read: 'auth.uid in get(`database.teams.${doc.team}`).members' },
    'mei',
    watch("{ team: 't1' }"),
    'allowed',
  ],
  ['get [ ]', { read: "get('database.teams.t1')['lead'] == auth.uid" }, 'mei', all, 'allowed'],
  [
    'get in get',
    { read: 'get(`database.teams.${get(`database.users.${auth.uid}`).team}`).lead == auth.uid' },
    'mei',
    all,
    'allowed',
  ],
  [
    'ten documents in one evaluation',
    { read: "get(`database.users.${doc.owner}`).role == 'nurse'" },
    'mei',
    at(`{ owner: _.in(${JSON.stringify(OTHERS.slice(1, 11).map(({ _id }) => _id))}) }`),
    'allowed',
  ],
  [
    'eleven documents in one evaluation',
    { read: "get(`database.users.${doc.owner}`).role == 'nurse'" },
    'mei',
    at(`{ owner: _.in(${JSON.stringify(OTHERS.slice(1, 12).map(({ _id }) => _id))}) }`),
    'denied',
  ],
];

let emulator: Emulator;
let browser: Browser;

beforeAll(async () => {
  emulator = await start({});
  for (const name of ['t', 'teams', 'users']) await emulator.engine.createCollection(name);
  await emulator.engine.insert('teams', TEAMS);
  await emulator.engine.insert('users', OTHERS);
  emulator.clock.set(AT + 1000);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await emulator?.stop();
});

async function act(action: string, parameters: object): Promise<void> {
  const request = { method: 'POST', headers: { 'x-tc-action': action }, body: JSON.stringify(parameters) };
  const { Response } = (await (await fetch(emulator.url, request)).json()) as { Response: { Error?: object } };
  expect(Response.Error).toBeUndefined();
}

const allow = (AclTag: string, rule?: object) =>
  act('ModifySafeRule', { CollectionName: 't', AclTag, ...(rule ? { Rule: JSON.stringify(rule) } : {}) });

async function freshDocuments(): Promise<void> {
  await emulator.engine.remove('t', {}, true);
  await emulator.engine.insert('t', DOCUMENTS);
}

async function openPages(mode: Mode): Promise<Record<Who, Page>> {
  const page = (ticket?: string) =>
    signedInPage(browser, { emulatorUrl: emulator.url, mode, ...(ticket ? { ticket } : {}) });
  return {
    mei: await page(emulator.createTicket('meimei')),
    wechat: await page(emulator.createTicket('wechat-mei', { openid: 'oMEI' })),
    anonymous: await page(),
  };
}

function verdictOf(answer: { refused?: string } | null): string {
  if (answer?.refused === undefined) return 'allowed';
  return /PERMISSION_DENIED/.test(answer.refused) ? 'denied' : answer.refused;
}

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('%s', (mode) => {
  let pages: Record<Who, Page>;
  beforeAll(async () => {
    pages = await openPages(mode);
  });

  test.each(CASES)('%s: %j, %s: %s → %s', async (_clause, rule, who, code, verdict) => {
    await freshDocuments();
    await allow('CUSTOM', rule);
    const before = await emulator.engine.find('t', {});
    const answer = await runOnPage(pages[who], code);
    expect(verdictOf(answer)).toBe(verdict);
    if (verdict === 'denied') expect(await emulator.engine.find('t', {})).toEqual(before);
  });

  describe('ready-made permissions add the condition themselves', () => {
    const ids = async (who: Who, code: string) => {
      const answer = (await runOnPage(pages[who], code)) as { data?: { _id: string }[]; refused?: string };
      return answer.data?.map(({ _id }) => _id) ?? verdictOf(answer as { refused: string });
    };
    const changed = async (who: Who, code: string) => {
      const answer = (await runOnPage(pages[who], code)) as Record<string, unknown> & { refused?: string };
      return answer.refused === undefined ? (answer.updated ?? answer.deleted ?? 'made') : verdictOf(answer);
    };

    test.each([
      ['READONLY', ['a', 'b', 'c'], 1, 0, 1, 'made'],
      ['PRIVATE', ['a'], 1, 0, 1, 'made'],
      ['ADMINWRITE', ['a', 'b', 'c'], 'denied', 'denied', 'denied', 'denied'],
      ['ADMINONLY', 'denied', 'denied', 'denied', 'denied', 'denied'],
    ])('%s', async (tag, found, ownUpdates, othersUpdates, removals, made) => {
      await freshDocuments();
      await allow(tag);
      expect(await ids('mei', all)).toEqual(found);
      expect(await changed('mei', one('a', 'update({ n: 1 })'))).toBe(ownUpdates);
      expect(await changed('mei', one('c', 'update({ n: 1 })'))).toBe(othersUpdates);
      expect(await changed('mei', one('a', 'remove()'))).toBe(removals);
      expect(await changed('mei', add("{ _id: 'made' }"))).toBe(made);
      expect((await emulator.engine.find('t', { query: { _id: 'c' } }))[0]).toMatchObject({ n: 7, _openid: 'lanlan' });
    });

    test('PRIVATE for counting, aggregation, watching and a WeChat user', async () => {
      await freshDocuments();
      await allow('PRIVATE');
      expect(await runOnPage(pages.mei, at('{ n: _.gt(0) }', 'count()'))).toMatchObject({ total: 1 });
      const sum = "return db.collection('t').aggregate().group({ _id: null, n: _.aggregate.sum('$n') }).end()";
      expect((await runOnPage(pages.mei, sum)).data).toMatchObject([{ n: 5 }]);
      expect(await ids('wechat', all)).toEqual(['b']);
      expect(await ids('mei', one('c'))).toEqual([]);
      expect(await ids('anonymous', all)).toEqual([]);
      expect(await runOnPage(pages.mei, watch('{ n: _.gt(0) }'))).toEqual({ ids: ['a'] });
    });
  });
});
