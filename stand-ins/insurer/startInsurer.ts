/** An insurer that covers single visits, as README.md describes; a local server that checks with its own code. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock';
import { isSignedWith, signedAnswer } from '../hmacSignature';
import { type Answer, type Asked, json, serve } from '../httpServer';
import { scripted } from '../scripted';
import { assertKnown, steered, steeringBody, SteeringError } from '../steering';
import { assertCoverRequest, CoverError, type CoverRequest } from './coverRequest';

export const STAND_IN_INSURER = { clientId: 'home-nursing-local', key: 'standin-insurer-key-0123456789abcdef' };

export interface InsurerScriptChange {
  /** `afterEffect`: the cover is issued, and its answer is lost. */
  fail?: { status: number; code: string; afterEffect?: boolean };
  delayMs?: number;
  answers?: 'signed' | 'forged';
  times?: number;
  reset?: boolean;
}

export interface Cover extends CoverRequest {
  coverNumber: string;
}

export interface Insurer {
  url: string;
  stop(): Promise<void>;
  script(change: InsurerScriptChange): void;
  /** What was issued, oldest first. */
  covers(): Cover[];
}

export async function startInsurer({ port = 0, clock }: { port?: number; clock: Clock }): Promise<Insurer> {
  const covers = new Map<string, Cover>();
  const nonces = new Set<string>();
  const script = openScript();
  const running = await serve(port, async (asked) => {
    if (asked.path.startsWith('/_insurer/')) return steered(() => steer(asked, script.change, [...covers.values()]));
    const delayMs = script.delayMs.take();
    if (delayMs > 0) await sleep(delayMs);
    const nowSeconds = Math.floor((await clock.now()) / 1000);
    const failure = script.fail.take();
    try {
      if (failure && !failure.afterEffect) throw new CoverError(failure.status, failure.code);
      if (asked.method !== 'POST' || asked.target !== '/v1/covers') throw new CoverError(404, 'NO_SUCH_CALL');
      if (!isSignedWith(STAND_IN_INSURER, asked, nonces, nowSeconds)) throw new CoverError(401, 'BAD_SIGNATURE');
      const cover = issued(covers, assertCoverRequest(asked.body));
      if (failure) throw new CoverError(failure.status, failure.code);
      return signed(cover, nowSeconds, script.answers.take());
    } catch (error) {
      if (error instanceof CoverError) return json(error.status, { code: error.code });
      throw error;
    }
  });
  return { url: running.url, stop: running.stop, script: script.change, covers: () => [...covers.values()] };
}

/** The same request gets its cover again. */
function issued(covers: Map<string, Cover>, request: CoverRequest): Cover {
  const before = covers.get(request.requestId);
  if (before) {
    const { coverNumber: _number, ...content } = before;
    if (JSON.stringify(content) !== JSON.stringify(request)) throw new CoverError(409, 'REQUEST_CONFLICT');
    return before;
  }
  const cover = { ...request, coverNumber: `PA${randomBytes(7).toString('hex').toUpperCase()}` };
  covers.set(request.requestId, cover);
  return cover;
}

function signed(
  { requestId, coverNumber, startAt, endAt }: Cover,
  nowSeconds: number,
  how: 'signed' | 'forged',
): Answer {
  const body = { requestId, coverNumber, insurer: '示例财险', validFrom: startAt, validUntil: endAt };
  const sent = how === 'forged' ? { ...body, coverNumber: 'PA-FORGED' } : body;
  return signedAnswer(STAND_IN_INSURER, body, nowSeconds, sent);
}

const KNOWN = ['fail', 'delayMs', 'answers', 'times', 'reset'] as const;

function openScript() {
  const fail = scripted<InsurerScriptChange['fail']>(undefined);
  const delayMs = scripted(0);
  const answers = scripted<'signed' | 'forged'>('signed');
  return {
    fail,
    delayMs,
    answers,
    change: (change: InsurerScriptChange) => {
      assertKnown(change, KNOWN);
      if (change.fail && !(change.fail.status >= 400 && change.fail.code))
        throw new SteeringError('fail: status, code');
      if (change.reset) fail.set(undefined);
      if (change.reset) delayMs.set(0);
      if (change.reset) answers.set('signed');
      if (change.fail) fail.set(change.fail, change.times);
      if (change.delayMs !== undefined) delayMs.set(change.delayMs, change.times);
      if (change.answers) answers.set(change.answers, change.times);
    },
  };
}

function steer(asked: Asked, change: (change: InsurerScriptChange) => void, covers: Cover[]): Answer {
  if (asked.method === 'GET' && asked.path === '/_insurer/covers') return json(200, covers);
  if (asked.method !== 'POST' || asked.path !== '/_insurer/script') return json(404, { message: `no ${asked.path}` });
  change(steeringBody(asked, KNOWN) as InsurerScriptChange);
  return json(200, {});
}
