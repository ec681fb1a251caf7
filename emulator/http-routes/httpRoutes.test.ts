import { type FunctionFolder, functionFolder } from '../testing/functionFolder';
import { httpRoutes } from './httpRoutes';
import type { GatewayReply, GatewayRequest, HttpRoutes } from './route';

let folder: FunctionFolder;
let routes: HttpRoutes;
beforeEach(() => {
  folder = functionFolder();
  routes = httpRoutes({ host: folder.host, envId: 'local-env', appid: 'wx0local' });
});
afterEach(() => folder.close());

const ask = (httpPath: string, more: Partial<GatewayRequest> = {}): Promise<GatewayReply> => {
  const route = routes.findRoute(httpPath);
  if (!route) throw new Error(`no route ${httpPath}`);
  const request = { method: 'post', path: httpPath, query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) };
  return routes.answer(route, { ...request, clientIp: '9.9.9.9', ...more });
};

test('the longest route that covers the path wins, by whole segments', () => {
  const code = 'exports.main = async () => 1';
  folder.write('pay', code, { httpPath: '/pay' });
  folder.write('notify', code, { httpPath: '/pay/notify' });
  folder.write('inside', code);
  const found = (path: string) => routes.findRoute(path)?.functionName;
  expect(found('/pay/notify')).toBe('notify');
  expect(found('/pay/notify/refund')).toBe('notify');
  expect(found('/pay/other')).toBe('pay');
  expect(found('/pay/')).toBe('pay');
  expect(found('/payment')).toBeUndefined();
  expect(found('/inside')).toBeUndefined();
});

describe('the event', () => {
  beforeEach(() =>
    folder.write(
      'echo',
      `exports.main = async (event) => {
        const { TCB_SOURCE, WX_OPENID, TCB_SOURCE_IP } = process.env;
        return { event, TCB_SOURCE, WX_OPENID, TCB_SOURCE_IP };
      }`,
      { httpPath: '/echo' },
    ),
  );
  const seen = async (more: Partial<GatewayRequest>) => JSON.parse(String((await ask('/echo', more)).body));

  test('text', async () => {
    const { event, TCB_SOURCE, WX_OPENID, TCB_SOURCE_IP } = await seen({
      query: new URLSearchParams('a=1&b=2&a=3'),
      headers: { 'Content-Type': 'application/json', 'X-Many': ['one', 'two'], 'x-none': undefined },
      body: Buffer.from('{"名":"梅"}'),
    });
    expect(event).toEqual({
      path: '/echo',
      httpMethod: 'POST',
      headers: { 'content-type': 'application/json', 'x-many': 'one,two' },
      queryStringParameters: { a: '1,3', b: '2' },
      requestContext: { requestId: expect.any(String), envId: 'local-env', appId: 'wx0local', uin: expect.any(String) },
      body: '{"名":"梅"}',
      isBase64Encoded: false,
    });
    expect([TCB_SOURCE, WX_OPENID, TCB_SOURCE_IP]).toEqual(['wx_http', undefined, '9.9.9.9']);
  });

  test('bytes come as base64', async () => {
    const { event } = await seen({ headers: { 'content-type': 'image/png' }, body: Buffer.from([0xff, 0x00, 0x80]) });
    expect(event).toMatchObject({ body: '/wCA', isBase64Encoded: true });
  });
});

test.each([
  ['"yes"', 200, 'text/plain; charset=utf-8', 'yes'],
  ['7', 200, 'text/plain; charset=utf-8', '7'],
  ['null', 200, 'text/plain; charset=utf-8', ''],
  ['{ ok: true }', 200, 'application/json; charset=utf-8', '{"ok":true}'],
  ['[1]', 200, 'application/json; charset=utf-8', '[1]'],
  ['{ statusCode: 204 }', 204, 'text/plain; charset=utf-8', ''],
  ['{ statusCode: 401, headers: { "Content-Type": "text/html" }, body: "<b>" }', 401, 'text/html', '<b>'],
  ['{ statusCode: 200, body: { a: 1 } }', 200, 'application/json; charset=utf-8', '{"a":1}'],
  ['{ statusCode: 200, body: "5qKF", isBase64Encoded: true }', 200, 'text/plain; charset=utf-8', '梅'],
])('returning %s', async (returned, status, contentType, body) => {
  folder.write('give', `exports.main = async () => (${returned})`, { httpPath: '/give' });
  const reply = await ask('/give');
  expect([reply.status, reply.headers['content-type'], String(reply.body)]).toEqual([status, contentType, body]);
});

test('headers of the function reach the caller', async () => {
  folder.write('give', 'exports.main = async () => ({ statusCode: 302, headers: { Location: "/there", "X-N": 1 } })', {
    httpPath: '/give',
  });
  expect((await ask('/give')).headers).toMatchObject({ location: '/there', 'x-n': '1' });
});

test.each([
  ['throw new Error("secret stack")', 'FUNCTIONS_EXECUTE_FAIL'],
  ['return { statusCode: 9000 }', 'FUNCTION_INVOCATION_FAILED'],
])('%s answers 500 without the stack', async (code, expected) => {
  folder.write('fail', `exports.main = async () => { ${code} }`, { httpPath: '/fail' });
  const reply = await ask('/fail');
  expect(reply.status).toBe(500);
  expect(JSON.parse(String(reply.body))).toMatchObject({ code: expected });
  expect(String(reply.body)).not.toContain('secret');
});
