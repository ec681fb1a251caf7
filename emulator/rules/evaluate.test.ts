import { documentView, grants, UNKNOWN, type Scope } from './evaluate';
import { parseRule } from './parse';

const DOC = {
  _openid: 'oA',
  status: 'open',
  price: 5,
  at: new Date(1000),
  tags: ['x'],
  deep: { owner: 'u1' },
  none: null,
};
const USER = { uid: 'u1', openid: 'oA', loginType: 'WECHAT' };

function scope(auth: Scope['auth'], more: Partial<Scope> = {}): Scope {
  return { auth, now: 2000, doc: documentView(DOC), get: async () => null, ...more };
}

const allowed = (rule: string, auth: Scope['auth'], more?: Partial<Scope>) =>
  grants(parseRule(rule), scope(auth, more));

describe('on a document', () => {
  test.each([
    ['true', true],
    ['false', false],
    ['doc._openid == auth.openid', true],
    ["doc.status == 'closed'", false],
    ["doc.status != 'closed'", true],
    ['doc.price >= 5 && doc.price < 6', true],
    ['doc.price > 5', false],
    ['doc.at < now', true],
    ["'x' in doc.tags", true],
    ["!('y' in doc.tags)", true],
    ["doc.status in ['open', 'paid']", true],
    ['doc.deep.owner == auth.uid', true],
    ["doc['deep']['owner'] == auth['uid']", true],
    ['doc.none == null', true],
    ['doc.missing == null', true],
    ["auth.loginType == 'WECHAT'", true],
    // Not a comparison of like with like, or a member of nothing: cannot be told, so refused, negated or not.
    ["doc.price < 'a'", false],
    ["!(doc.price < 'a')", false],
    ['doc.missing.field == null', false],
    ['doc.price', false],
    // What cannot be told does not spoil an alternative that is true.
    ["doc.missing.field == 1 || doc.status == 'open'", true],
  ])('%s → %p', async (rule, expected) => expect(await allowed(rule, USER)).toBe(expected));
});

describe('without a user', () => {
  test.each([
    ['auth == null', true],
    ['auth != null', false],
    ['doc.none == auth.openid', false],
    ['doc._openid != auth.openid', false],
    ["doc._openid == auth.openid || doc.status == 'open'", true],
  ])('%s → %p', async (rule, expected) => expect(await allowed(rule, null)).toBe(expected));
});

test('a user without openid owns nothing that lacks an owner', async () => {
  const auth = { uid: 'u1', loginType: 'CUSTOM' };
  expect(await allowed('doc.missing == auth.openid', auth)).toBe(false);
});

test('request.data', async () => {
  const request = { data: { price: 3, other: UNKNOWN } };
  expect(await allowed('request.data.price == 3', USER, { request })).toBe(true);
  expect(await allowed('request.data.absent == null', USER, { request })).toBe(true);
  expect(await allowed('request.data.other == null', USER, { request })).toBe(false);
});

test('get() reads another document by a path made of this one', async () => {
  const paths: string[] = [];
  const get = async (path: string) => {
    paths.push(path);
    return { role: 'admin' };
  };
  expect(await allowed("get(`database.users.${doc.deep.owner}`).role == 'admin'", USER, { get })).toBe(true);
  expect(await allowed("get('database.users.u1').role == 'nurse'", USER, { get })).toBe(false);
  expect(paths).toEqual(['database.users.u1', 'database.users.u1']);
});

test('a name that objects inherit is not a field', async () => {
  expect(await allowed('doc.constructor == null', USER)).toBe(true);
});
