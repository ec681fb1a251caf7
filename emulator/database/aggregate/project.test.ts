import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const order: Doc = {
  _id: 7,
  state: 'paid',
  fen: 250,
  place: { city: 'Wuhan', lane: { name: 'East', no: 3 } },
  visits: [{ day: 1, nurse: { id: 'n1', name: 'Li' } }, { day: 2 }, 5, [{ day: 3 }]],
  note: null,
};
const run = pipelineOver([order]);
const one = async (spec: Doc) => (await run({ $project: spec }))[0] as Doc;

test('keeping fields keeps _id, the order of the document, and null', async () => {
  expect(await one({ note: 1, state: true })).toEqual({ _id: 7, state: 'paid', note: null });
  expect(Object.keys(await one({ note: 1, state: true }))).toEqual(['_id', 'state', 'note']);
  expect(await one({ state: 1, _id: 0 })).toEqual({ state: 'paid' });
  expect(await one({ _id: 1 })).toEqual({ _id: 7 });
  expect(await one({ absent: 1 })).toEqual({ _id: 7 });
});

test('dropping fields keeps the rest', async () => {
  expect(await one({ place: 0, visits: false, note: 0 })).toEqual({ _id: 7, state: 'paid', fen: 250 });
  expect(Object.keys(await one({ _id: 0 }))).toEqual(['state', 'fen', 'place', 'visits', 'note']);
  expect(await one({ _id: 1, place: 0, visits: 0 })).toEqual({ _id: 7, state: 'paid', fen: 250, note: null });
});

test('dotted and nested forms go into objects and through arrays', async () => {
  expect(await one({ 'place.lane.no': 1 })).toEqual({ _id: 7, place: { lane: { no: 3 } } });
  expect(await one({ place: { lane: { no: 1 } } })).toEqual({ _id: 7, place: { lane: { no: 3 } } });
  expect(await one({ 'state.x': 1 })).toEqual({ _id: 7 });
  expect(await one({ 'visits.nurse.id': 1 })).toEqual({ _id: 7, visits: [{ nurse: { id: 'n1' } }, {}, [{}]] });
  expect((await one({ 'visits.nurse': 0, 'place.lane': 0 })).visits).toEqual([{ day: 1 }, { day: 2 }, 5, [{ day: 3 }]]);
  expect((await one({ place: { lane: 0 } })).place).toEqual({ city: 'Wuhan' });
});

test('computed fields stand behind the kept ones, in the order they are written', async () => {
  const found = await one({ total: { $add: ['$fen', 1] }, state: 1, text: 'plain', list: ['$fen', '$absent'] });
  expect(found).toEqual({ _id: 7, state: 'paid', total: 251, text: 'plain', list: [250, null] });
  expect(Object.keys(found)).toEqual(['_id', 'state', 'total', 'text', 'list']);
  expect(await one({ _id: '$state', fen: 1 })).toEqual({ _id: 'paid', fen: 250 });
  expect(await one({ _id: 0, 'a.b': '$fen', a: { c: '$state' } }).catch((cause: Error) => cause.message)).toContain(
    'Path collision at a',
  );
  expect(await one({ _id: 0, a: { b: '$fen', c: '$state' } })).toEqual({ a: { b: 250, c: 'paid' } });
  expect(await one({ _id: 0, copied: '$place.city', gone: '$absent', removed: '$$REMOVE' })).toEqual({
    copied: 'Wuhan',
  });
});

test('a computed field inside an array is written into each element, over what is no object', async () => {
  expect((await one({ 'visits.paid': '$fen', 'visits.day': 1 })).visits).toEqual([
    { day: 1, paid: 250 },
    { day: 2, paid: 250 },
    [{ day: 3, paid: 250 }],
  ]);
  expect(await one({ 'state.was': '$state' })).toEqual({ _id: 7, state: { was: 'paid' } });
});

test('$literal stands for numbers that would keep or drop', async () => {
  expect(await one({ _id: 0, n: { $literal: 1 } })).toEqual({ n: 1 });
});

const refused = (text: string) => `Invalid $project :: caused by :: ${text}`;
test.each<[unknown, string]>([
  ['a', '$project specification must be an object'],
  [{}, refused('projection specification must have at least one field')],
  [{ a: 1, b: 0 }, refused('Cannot do exclusion on field b in inclusion projection')],
  [{ a: 0, b: 1 }, refused('Cannot do inclusion on field b in exclusion projection')],
  [{ a: 0, b: { $add: [1, 2] } }, refused('Cannot use expression other than $meta in exclusion projection')],
  [{ a: 0, b: '$c' }, refused('Cannot use an expression b: "$c" in an exclusion projection')],
  [{ a: { $add: [1, 2] }, b: 0 }, refused('Cannot do exclusion on field b in inclusion projection')],
  [{ a: { b: 1, c: 0 } }, refused('Cannot do exclusion on field c in inclusion projection')],
  [{ a: {} }, refused('An empty sub-projection is not a valid value. Found empty object at path a')],
  [{ a: 1, 'a.b': 1 }, refused('Path collision at a.b remaining portion b')],
  [{ 'a.b': 1, a: 1 }, refused('Path collision at a')],
  [{ 'a.$': 1 }, refused('Cannot use positional projection in aggregation projection')],
  [{ $a: 1 }, refused("FieldPath field names may not start with '$'.")],
  [{ 'a.': 1 }, refused("FieldPath must not end with a '.'.")],
  [{ 'a..b': 1 }, refused('FieldPath field names may not be empty strings.')],
  [{ a: { $foo: 1 } }, refused("Unrecognized expression '$foo'")],
  [{ a: { $elemMatch: { b: 1 } } }, refused('Cannot use $elemMatch in this context')],
  [{ a: { $meta: 'textScore' } }, refused('$meta is not supported')],
])('refuses %j', (spec, text) => expectRefusal({ $project: spec }, text));

test('stored documents are not changed by what is done to results', async () => {
  const found = await one({ place: 1 });
  (found.place as Doc).city = 'mine';
  expect(((await one({ place: 1 })).place as Doc).city).toBe('Wuhan');
});
