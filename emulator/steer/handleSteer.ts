import type { OpenApiScript } from '../openapi/wechat';
import { BadRequest, type Body, objectBody, onlyKeys, optionalText, requiredText } from './body';
import type { SteerAnswer, SteerContext, SteerRequest } from './steer';
import { steeringRefusal } from './origin';
import { callAnswer, callFunction } from './steerCall';
import { moveClock, readClock } from './steerClock';
import { listPay, payOrder, scriptPay, settleRefund } from './steerPay';
import { clearFaults, listFaults, removeFault, setFault } from './steerFaults';

type Handler = (body: Body, context: SteerContext, names: readonly string[]) => unknown;

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isMapOf = (type: 'string' | 'number' | 'anything') => (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((item) => type === 'anything' || typeof item === type);

const SCRIPT_SHAPES: Readonly<Record<keyof OpenApiScript, (value: unknown) => boolean>> = {
  refusingOpenids: isTexts,
  riskyWords: isTexts,
  riskyMedia: isTexts,
  templates: isMapOf('anything'),
  subscriptions: isMapOf('anything'),
  messagePush: isMapOf('string'),
  phoneCodes: isMapOf('string'),
  openData: isMapOf('anything'),
  failing: isMapOf('number'),
};

const createTicket: Handler = async (body, context) => {
  onlyKeys(body, ['uid', 'openid']);
  const openid = optionalText(body, 'openid');
  return { ticket: await context.createTicket(requiredText(body, 'uid'), openid ? { openid } : {}) };
};

const runTimer: Handler = async (_body, { timers }, [name = '']) => callAnswer(await timers.runNow(name));

const functionLog: Handler = (_body, { host }, [name = '']) => {
  if (!host.has(name)) throw new BadRequest(`no function ${name}`, 404);
  return { name, calls: host.calls(name) };
};

/** What WeChat's servers shall answer. */
const scriptWechat: Handler = (body, { openApi }) => {
  onlyKeys(body, Object.keys(SCRIPT_SHAPES));
  for (const [key, isRight] of Object.entries(SCRIPT_SHAPES)) {
    if (body[key] !== undefined && !isRight(body[key])) throw new BadRequest(`${key} has the wrong shape`);
  }
  openApi.script(body as OpenApiScript);
  return { ok: true };
};

/** `*` stands for a function's name. */
const ENDPOINTS: readonly (readonly [string, string, Handler])[] = [
  ['GET', 'clock', (_body, context) => readClock(context)],
  ['POST', 'clock', moveClock],
  ['POST', 'ticket', createTicket],
  ['POST', 'call', callFunction],
  ['GET', 'timers', (_body, { timers }) => ({ upcoming: timers.upcoming() })],
  ['POST', 'timers/*/run', runTimer],
  ['GET', 'messages', (_body, { openApi }) => ({ messages: openApi.outbox() })],
  ['GET', 'functions', (_body, { host }) => ({ functions: host.report() })],
  ['GET', 'functions/*/log', functionLog],
  ['GET', 'stats', (_body, { stats }) => stats()],
  ['POST', 'wechat', scriptWechat],
  ['GET', 'pay', listPay],
  ['POST', 'pay', payOrder],
  ['POST', 'pay/refunds', settleRefund],
  ['POST', 'pay/script', scriptPay],
  ['GET', 'faults', listFaults],
  ['POST', 'faults', (body, context, names) => ('on' in body ? setFault : scriptWechat)(body, context, names)],
  ['DELETE', 'faults', clearFaults],
  ['DELETE', 'faults/*', removeFault],
];

const PREFIX = '/_emulator/';

/** The names in place of the stars, or undefined when the path is another one. */
function match(pattern: string, path: string): string[] | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  if (!wanted.every((part, index) => part === '*' || part === given[index])) return undefined;
  return given.filter((_, index) => wanted[index] === '*');
}

/** The tester's handle on the emulator, `/_emulator/*`. Only this machine may hold it: it can be anybody. */
export async function handleSteer(request: SteerRequest, context: SteerContext): Promise<SteerAnswer> {
  const refusal = steeringRefusal(request);
  if (refusal !== undefined) return { status: 403, json: { error: refusal } };
  if (!request.path.startsWith(PREFIX)) return { status: 404, json: { error: `not below ${PREFIX}` } };
  const path = request.path.slice(PREFIX.length);
  const here = ENDPOINTS.filter(([, pattern]) => match(pattern, path));
  const endpoint = here.find(([method]) => method === request.method);
  if (!endpoint) {
    const error = here.length > 0 ? `${path} answers ${here.map(([method]) => method).join(', ')}` : `unknown: ${path}`;
    return { status: here.length > 0 ? 405 : 404, json: { error } };
  }
  try {
    const [, pattern, handler] = endpoint;
    return { status: 200, json: await handler(objectBody(request.body), context, match(pattern, path) ?? []) };
  } catch (error) {
    if (error instanceof BadRequest) return { status: error.status, json: { error: error.message } };
    if (error instanceof RangeError) return { status: 400, json: { error: error.message } };
    throw error;
  }
}
