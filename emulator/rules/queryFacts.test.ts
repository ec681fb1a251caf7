import fc from 'fast-check';
import { grants, documentView } from './evaluate';
import { parseRule } from './parse';
import { branchesOf, fixedIds, TooManyBranches, viewOf } from './queryFacts';
import type { Doc } from '../database/engine';

const AUTH = { uid: 'u1', openid: 'oA', loginType: 'WECHAT' };

async function proved(rule: string, query: Doc, get: (path: string) => Promise<unknown> = async () => null) {
  const parsed = parseRule(rule);
  const scopes = branchesOf(query).map((branch) => ({ auth: AUTH, now: 0, doc: viewOf(branch), get }));
  return (await Promise.all(scopes.map((scope) => grants(parsed, scope)))).every(Boolean);
}

describe('a rule is proved by the query or refused', () => {
  test.each<[string, Doc, boolean]>([
    ['doc._openid == auth.openid', { _openid: 'oA' }, true],
    ['doc._openid == auth.openid', { _openid: { $eq: 'oA' } }, true],
    ['doc._openid == auth.openid', { _openid: 'oB' }, false],
    ['doc._openid == auth.openid', {}, false],
    ['doc._openid == auth.openid', { _openid: { $ne: 'oB' } }, false],
    ['doc._openid == auth.openid', { $and: [{ n: 1 }, { _openid: 'oA' }] }, true],
    ['doc._openid == auth.openid', { $or: [{ _openid: 'oA' }, { n: 1 }] }, false],
    ['doc._openid == auth.openid', { $or: [{ _openid: 'oA', n: 2 }, { _openid: 'oA' }] }, true],
    ["doc.status == 'a' || doc.status == 'b'", { status: { $in: ['a', 'b'] } }, true],
    ["doc.status == 'a' || doc.status == 'b'", { status: { $in: ['a', 'c'] } }, false],
    ["doc.status in ['a', 'b']", { status: 'b' }, true],
    ["doc.status != 'x'", { status: { $ne: 'x' } }, true],
    ["doc.status != 'x'", { status: { $nin: ['y', 'x'] } }, true],
    ["doc.status != 'x'", { status: 'y' }, true],
    ["doc.status != 'x'", {}, false],
    ['doc.n > 3', { n: { $gt: 3 } }, true],
    ['doc.n > 3', { n: { $gte: 3 } }, false],
    ['doc.n > 3', { n: { $gte: 4 } }, true],
    ['doc.n >= 3', { n: { $gt: 3 } }, true],
    ['doc.n >= 3', { n: { $gte: 3, $lt: 9 } }, true],
    ['doc.n < 9', { n: { $lt: 10 } }, false],
    ['3 < doc.n', { n: { $gt: 3 } }, true],
    ['doc.n != 5', { n: { $gt: 5 } }, true],
    ['doc.n != null', { n: { $lt: 5 } }, true],
    ['doc.n > 3', { n: { $gt: 'z' } }, false],
    ['auth.uid in doc.members', { members: 'u1' }, true],
    ['auth.uid in doc.members', { members: { $all: ['u2', 'u1'] } }, true],
    ['auth.uid in doc.members', { members: 'u2' }, false],
    ['doc.o.k == 1', { 'o.k': 1 }, true],
    ['doc.o.k == 1', { o: { k: 1 } }, true],
    ['auth != null', {}, true],
    ["auth.loginType == 'ANONYMOUS' || doc.open == true", { open: true }, true],
    ['!(doc.n == 1)', {}, false],
    // The query also finds documents whose field is a list that holds the value: the proof is as generous.
    ["doc.tag == 'a'", { tag: 'a' }, true],
    // A pattern, an expression or a negation fixes nothing.
    ["doc.s == 'a'", { s: /a/ }, false],
    ["doc.s == 'a'", { s: { $in: [/a/] } }, false],
    ["doc.s == 'a'", { $expr: { $eq: ['$s', 'a'] } }, false],
    ["doc.s == 'a'", { s: { $not: { $eq: 'b' } } }, false],
    ["doc.s == 'a'", { $nor: [{ s: 'b' }] }, false],
    // Nothing can be returned, so nothing can be wrong with it.
    ['false', { s: { $in: [] } }, true],
  ])('%s, query %j → %p', async (rule, query, expected) => expect(await proved(rule, query)).toBe(expected));
});

test('get() needs the field in its path to be fixed', async () => {
  const get = async (path: string) => ({ member: path === 'database.teams.t1' });
  const rule = 'get(`database.teams.${doc.team}`).member == true';
  expect(await proved(rule, { team: 't1' }, get)).toBe(true);
  expect(await proved(rule, { team: 't2' }, get)).toBe(false);
  expect(await proved(rule, {}, get)).toBe(false);
});

test('too many alternatives are given up', () => {
  const nine = { $in: [1, 2, 3, 4, 5, 6, 7, 8, 9] };
  expect(() => branchesOf({ a: nine, b: nine })).toThrow(TooManyBranches);
});

test('fixed ids', () => {
  expect(fixedIds(branchesOf({ _id: 'a', n: 1 }))).toEqual(['a']);
  expect(fixedIds(branchesOf({ _id: { $in: ['a', 'b'] } }))).toEqual(['a', 'b']);
  expect(fixedIds(branchesOf({ n: 1 }))).toBeUndefined();
});

test('soundness: whatever is proved holds on every document the query returns', async () => {
  const value = fc.constantFrom(1, 2, 3);
  const condition = fc.oneof(
    value,
    fc.record({ $gt: value }),
    fc.record({ $gte: value }),
    fc.record({ $lt: value }),
    fc.record({ $lte: value }),
    fc.record({ $ne: value }),
    fc.record({ $in: fc.array(value, { maxLength: 2 }) }),
  );
  const query = fc.dictionary(fc.constantFrom('a', 'b'), condition, { maxKeys: 2 });
  const clause = fc
    .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('==', '!=', '>', '>=', '<', '<='), value)
    .map(([field, operator, operand]) => `doc.${field} ${operator} ${operand}`);
  const rule = fc.tuple(clause, fc.constantFrom('&&', '||'), clause).map((parts) => parts.join(' '));
  const holds = (field: number, given: unknown): boolean => {
    if (typeof given === 'number') return field === given;
    const [[operator, operand]] = Object.entries(given as Doc) as [[string, never]];
    if (operator === '$in') return (operand as number[]).includes(field);
    const outcome = { $gt: field > operand, $gte: field >= operand, $lt: field < operand, $lte: field <= operand };
    return operator === '$ne' ? field !== operand : outcome[operator as keyof typeof outcome];
  };
  await fc.assert(
    fc.asyncProperty(query, rule, async (asked, text) => {
      if (!(await proved(text, asked as Doc))) return;
      for (const a of [0, 1, 2, 3, 4]) {
        for (const b of [0, 1, 2, 3, 4]) {
          const doc: Record<string, number> = { a, b };
          if (!Object.entries(asked).every(([field, given]) => holds(doc[field] as number, given))) continue;
          const scope = { auth: null, now: 0, doc: documentView(doc), get: async () => null };
          expect([text, asked, doc, await grants(parseRule(text), scope)]).toEqual([text, asked, doc, true]);
        }
      }
    }),
    { numRuns: 500 },
  );
});
