/** `/` and `/_emulator/page/*`: the page; `/_emulator/inspect/*`: what it shows, as JSON. */
import { randomUUID } from 'node:crypto';
import { inspectingRefusal } from '../steer/origin';
import { failure } from '../wire/envelope';
import { jsonReply, type Reply, type Request } from '../wire/message';
import type { Body, Endpoint, InspectorContext } from './context';
import { aggregate, createCollection, find, insert, listCollections, remove, replace } from './documents';
import { PAGE_HEADERS, pageFile } from './pageFiles';
import { calls, connections, files, functions, messages, overview, rules, timerRows } from './surroundings';

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  Object.entries({
    'GET overview': overview,
    'GET collections': listCollections,
    'POST collections': createCollection,
    'POST find': find,
    'POST aggregate': aggregate,
    'POST insert': insert,
    'POST replace': replace,
    'POST remove': remove,
    'GET functions': functions,
    'POST calls': calls,
    'GET timers': timerRows,
    'GET connections': connections,
    'GET messages': messages,
    'GET files': files,
    'GET rules': rules,
  }),
);

const PAGE = '/_emulator/page/';
const INSPECT = '/_emulator/inspect/';

/** Is this path the inspector's? `/` is asked for separately: a function may have claimed it. */
export function isInspectorPath(path: string): boolean {
  return path === '/_emulator/' || path.startsWith(PAGE) || path.startsWith(INSPECT);
}

function bodyOf(request: Request): Body | undefined {
  if (request.body.length === 0) return {};
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8'));
    return body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as Body) : undefined;
  } catch {
    return undefined;
  }
}

/** With the time it took, from which the page tells how often it may ask. */
async function answered(work: () => unknown): Promise<Reply> {
  const from = performance.now();
  const value = await work();
  const tookMs = (performance.now() - from).toFixed(1);
  return jsonReply(200, value, { ...PAGE_HEADERS, 'server-timing': `answer;dur=${tookMs}` });
}

const refused = (status: number, code: string, message: string): Reply =>
  jsonReply(status, { code, message }, { ...PAGE_HEADERS });

async function inspect(context: InspectorContext, request: Request): Promise<Reply> {
  const endpoint = ENDPOINTS.get(`${request.method} ${request.path.slice(INSPECT.length)}`);
  if (!endpoint) return refused(404, 'NOT_FOUND', `the inspector does not know ${request.method} ${request.path}`);
  const body = bodyOf(request);
  if (!body) return refused(400, 'INVALID_PARAM', 'the body must be a JSON object');
  try {
    return await answered(() => endpoint(context, body));
  } catch (error) {
    const { code, message } = failure(error, randomUUID(), context.platform.log);
    return refused(code === 'SYS_ERR' ? 500 : 400, code, message);
  }
}

export async function answerInspector(context: InspectorContext, request: Request): Promise<Reply> {
  if (request.path.startsWith(INSPECT)) {
    const refusal = inspectingRefusal({ remoteAddress: request.clientIp, headers: request.headers });
    return refusal === undefined ? inspect(context, request) : refused(403, 'PERMISSION_DENIED', refusal);
  }
  // The page itself is no secret: whoever may not inspect sees it empty, with the reason.
  const name = request.path.startsWith(PAGE) ? request.path.slice(PAGE.length) : 'index.html';
  return (await pageFile(name)) ?? refused(404, 'NOT_FOUND', `the inspector has no ${name}`);
}
