import fc from 'fast-check';
import type { Doc } from '../database/engine';
import { fieldChanges } from './updatedFields';

test('new values by their path, lists whole, removed paths by name', () => {
  const before = { _id: 'a', n: 1, o: { x: 1, y: { z: 1 }, gone: 1 }, list: [1, 2], at: new Date(1), old: true };
  const after = { _id: 'a', n: 2, o: { x: 1, y: { z: 2 } }, list: [1, 2, 3], at: new Date(1), more: { k: 1 } };
  expect(fieldChanges(before, after)).toEqual({
    updated: { n: 2, 'o.y.z': 2, list: [1, 2, 3], more: { k: 1 } },
    removed: ['old', 'o.gone'],
  });
});

test('a value that becomes an object, or stops being one, is told whole', () => {
  expect(fieldChanges({ a: 1, b: { c: 1 } }, { a: { c: 1 }, b: null })).toEqual({
    updated: { a: { c: 1 }, b: null },
    removed: [],
  });
});

/** What the SDK does with them. */
function applied(before: Doc, { updated, removed }: ReturnType<typeof fieldChanges>): Doc {
  const doc = structuredClone(before);
  const holder = (path: string): [Doc, string] => {
    const parts = path.split('.');
    const last = parts.pop() as string;
    return [parts.reduce((of, part) => of[part] as Doc, doc), last];
  };
  for (const path of removed) {
    const [of, name] = holder(path);
    delete of[name];
  }
  for (const [path, value] of Object.entries(updated)) {
    const [of, name] = holder(path);
    of[name] = value;
  }
  return doc;
}

test('applied to the document before they give the document after', () => {
  const { tree } = fc.letrec<{ tree: Doc; value: unknown }>((tie) => ({
    tree: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    value: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.array(fc.integer(), { maxLength: 2 }), tie('tree')),
  }));
  fc.assert(
    fc.property(tree, tree, (before, after) => {
      expect(applied(before, fieldChanges(before, after))).toEqual(after);
    }),
  );
});
