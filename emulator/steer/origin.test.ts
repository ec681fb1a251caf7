import type { IncomingHttpHeaders } from 'node:http';
import { inspectingRefusal, isForeignPage, steeringRefusal } from './origin';

const from = (headers: IncomingHttpHeaders, remoteAddress = '127.0.0.1') => ({ remoteAddress, headers });
const HOST = { host: '127.0.0.1:7788' };

test.each([
  ['a program', from(HOST)],
  ['a program that sends no host', from({})],
  ['over IPv6', from({ host: '[::1]:7788' }, '::1')],
  ['under localhost', from({ host: 'localhost:7788' })],
  ['the inspector itself', from({ ...HOST, origin: 'http://127.0.0.1:7788', 'sec-fetch-site': 'same-origin' })],
])('%s may steer and inspect', (_who, sender) => {
  expect(steeringRefusal(sender)).toBeUndefined();
  expect(inspectingRefusal(sender)).toBeUndefined();
});

test.each([
  ['another machine', from(HOST, '192.168.1.7'), 'only from this machine'],
  ['another machine over IPv6', from(HOST, '::ffff:192.168.1.7'), 'only from this machine'],
  ['a page of the internet', from({ ...HOST, origin: 'https://evil.example' }), 'not from pages of'],
  ['a sandboxed page or a file', from({ ...HOST, origin: 'null' }), 'not from pages of null'],
  ['a name that looks like ours', from({ ...HOST, origin: 'http://localhost.evil.example' }), 'not from pages of'],
  ['a name that contains our address', from({ ...HOST, origin: 'http://127.0.0.1.evil.example' }), 'not from'],
  ['an extension', from({ ...HOST, origin: 'chrome-extension://abc' }), 'not from pages of'],
  ['a foreign name that points here', from({ host: 'evil.example:7788' }), 'only under a name of this machine'],
  ['the same, as its own origin', from({ host: 'evil.example', origin: 'http://evil.example' }), 'only under a name'],
  ['a picture on a foreign page', from({ ...HOST, 'sec-fetch-site': 'cross-site' }), 'other sites'],
])('%s may do neither', (_who, sender, reason) => {
  expect(steeringRefusal(sender)).toContain(reason);
  expect(inspectingRefusal(sender)).toContain(reason);
});

test.each([
  ['http://127.0.0.1:5173', 'same-site'],
  ['http://localhost:5173', 'cross-site'],
  ['http://desk.localhost:80', undefined],
])('a dev server at %s may steer, for its own tool bar, but not inspect', (origin, site) => {
  const sender = from({ ...HOST, origin, ...(site ? { 'sec-fetch-site': site } : {}) });
  expect(steeringRefusal(sender)).toBeUndefined();
  expect(inspectingRefusal(sender)).toContain(origin);
});

test('a picture on a page of another local port does not inspect', () => {
  expect(inspectingRefusal(from({ ...HOST, 'sec-fetch-site': 'same-site' }))).toContain('other origins');
});

test('programs are no pages', () => {
  expect(isForeignPage({})).toBe(false);
  expect(isForeignPage({ origin: 'http://127.0.0.1:9' })).toBe(false);
  expect(isForeignPage({ origin: 'https://evil.example' })).toBe(true);
});
