import * as fc from 'fast-check';
import { targetOf } from './server';

const character = fc.constantFrom(...'aZ0_-/.~%2Fg+?#&=一 ;:@\'"\\'.split(''));
const target = fc.string({ unit: character, maxLength: 12 }).map((text) => `/${text}`);
const host = fc.constantFrom('127.0.0.1:7788', 'localhost', 'localhost:65535', '[::1]:80', 'example.test');

/** The long way: the whole as an address. */
function byAddress(under: string, text: string) {
  const { pathname, searchParams } = new URL(`http://${under}${text}`);
  let path = pathname;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    // a stray % is part of the name
  }
  return { path, query: [...searchParams] };
}

test('the short way to read a target gives what an address gives', () => {
  fc.assert(
    fc.property(host, target, (under, text) => {
      const { path, query } = targetOf(under, text);
      expect({ path, query: [...query] }).toEqual(byAddress(under, text));
    }),
    { numRuns: 3000 },
  );
});

test.each(['localhost:65536', 'localhost:99999', 'a b'])('no address can be made of host %j', (under) => {
  expect(() => targetOf(under, '/admin')).toThrow('not an address');
});
