import fc from 'fast-check';
import type { Change, Doc } from '../database/engine';
import { Window, type WatchEvent } from './window';

const change = (id: string, before: Doc | null, after: Doc | null): Change => ({ collection: 't', id, before, after });
const doc = (id: string, n: number): Doc => ({ _id: id, n });
const take = (window: Window, step: Change, after: Doc | null) => window.apply([[step, after]]);
const steps = (events: readonly WatchEvent[]) =>
  events.map((event) => `${event.dataType}/${event.queueType} ${event.id}`);

test('without limit: add, update, replace, stop and start matching, remove', () => {
  const window = new Window([doc('a', 1)], [], undefined);
  expect(steps(take(window, change('b', null, doc('b', 2)), doc('b', 2)))).toEqual(['add/enqueue b']);
  expect(steps(take(window, change('b', doc('b', 2), doc('b', 3)), doc('b', 3)))).toEqual(['update/update b']);
  const set: Change = { ...change('b', doc('b', 3), doc('b', 3)), replaced: true };
  expect(steps(take(window, set, doc('b', 3)))).toEqual(['replace/update b']);
  expect(steps(take(window, change('b', doc('b', 3), doc('b', -1)), null))).toEqual(['update/dequeue b']);
  expect(steps(take(window, change('b', doc('b', -1), doc('b', 4)), doc('b', 4)))).toEqual(['update/enqueue b']);
  expect(steps(take(window, change('b', doc('b', 4), null), null))).toEqual(['remove/dequeue b']);
  expect(steps(take(window, change('z', doc('z', 0), null), null))).toEqual([]);
});

test('with a limit what is pushed out leaves and what moves up comes', () => {
  const window = new Window([doc('a', 1), doc('b', 2), doc('c', 3)], [['n', 1]], 2);
  expect(window.docs().map(({ _id }) => _id)).toEqual(['a', 'b']);
  expect(steps(take(window, change('x', null, doc('x', 0)), doc('x', 0)))).toEqual([
    'limit/dequeue b',
    'add/enqueue x',
  ]);
  expect(steps(take(window, change('a', doc('a', 1), null), null))).toEqual(['remove/dequeue a', 'limit/enqueue b']);
  expect(steps(take(window, change('x', doc('x', 0), doc('x', 9)), doc('x', 9)))).toEqual([
    'limit/dequeue x',
    'limit/enqueue c',
  ]);
});

test('one commit with several documents is one step of the window', () => {
  const window = new Window([doc('a', 1), doc('b', 2)], [['n', 1]], 2);
  const events = window.apply([
    [change('a', doc('a', 1), null), null],
    [change('x', null, doc('x', 0)), doc('x', 0)],
    [change('y', null, doc('y', 9)), doc('y', 9)],
  ]);
  expect(steps(events)).toEqual(['remove/dequeue a', 'add/enqueue x']);
});

test('dates and missing fields have their place in the order', () => {
  const docs = [{ _id: 'late', at: new Date(20) }, { _id: 'none' }, { _id: 'early', at: new Date(10) }];
  expect(new Window(docs, [['at', -1]], undefined).docs().map(({ _id }) => _id)).toEqual(['late', 'early', 'none']);
});

test('a client that applies the events always holds exactly the window', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const command = fc.record({ id, n: fc.option(fc.integer({ min: -3, max: 3 })) });
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), fc.option(fc.integer({ min: 1, max: 3 })), (commands, limit) => {
      const window = new Window([], [['n', 1]], limit ?? undefined);
      const store = new Map<string, Doc>();
      const client = new Map<unknown, Doc>();
      for (const { id: key, n } of commands) {
        const before = store.get(key) ?? null;
        const after = n === null ? null : doc(key, n);
        if (after) store.set(key, after);
        else store.delete(key);
        for (const event of take(window, change(key, before, after), after && n !== null && n >= 0 ? after : null)) {
          if (event.queueType === 'dequeue') expect(client.delete(event.id)).toBe(true);
          else if (event.queueType === 'enqueue') expect(client.has(event.id)).toBe(false);
          if (event.queueType !== 'dequeue') client.set(event.id, event.doc as Doc);
        }
        const matching = [...store.values()].filter((item) => (item.n as number) >= 0);
        expect(client.size).toBe(Math.min(matching.length, limit ?? Infinity));
        expect(new Map(window.docs().map((item) => [item._id, item]))).toEqual(client);
      }
    }),
  );
});
