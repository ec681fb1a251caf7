/** Sends bent requests and holds the emulator to its promises: it answers, it lives, it keeps its data, it tells no secrets. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { Random } from '../testing/random';
import { CORPUS, TOKEN } from './corpus';
import { bend, type Message } from './mutate';
import { bendSocket } from './realtime';
import { openVictim, type Victim } from './victim';

const PATIENCE_MS = 20_000;
const AT_ONCE = 8;
const CHECK_EVERY = 400;
/** Far above what these requests need; a leak passes it. */
const MEMORY_MAX_MB = 1_500;

interface Reply {
  readonly status: number;
  readonly body: string;
}

function send(url: string, { method, path, headers, body }: Message): Promise<Reply> {
  const { hostname, port } = new URL(url);
  const safePath = encodeURI(path).replace(/%25/g, '%'); // the client of this machine refuses raw spaces and Chinese
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request(
      { hostname, port, method, path: safePath, headers: { ...headers, ...length }, timeout: PATIENCE_MS },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
        incoming.on('error', reject);
      },
    );
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Bytes that are no HTTP at all, or stop in the middle. */
function sendGarbage(url: string, random: Random): Promise<void> {
  const { hostname, port } = new URL(url);
  const texts = [
    'GET / HTTP/9.9\r\n\r\n',
    'POST /admin HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n{',
    'POST /admin HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
    `GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${'x'.repeat(random.below(40))}\r\nSec-WebSocket-Version: 13\r\n\r\n\u0001\u0002`,
    String.fromCharCode(...Array.from({ length: 64 }, () => random.below(256))),
  ];
  const bytes = Buffer.from(random.pick(texts), 'latin1');
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.resume();
  });
}

/** A frame of a stack trace, or a path of the program's own files. */
const STACK = /\n\s+at .{1,200}:\d+:\d+|\b[\w/-]+\.(?:ts|cjs):\d+:\d+/;

/** What is wrong with an answer; functions may tell their own stack, as they do on the platform. */
function indecency({ status, body }: Reply): string | undefined {
  if (STACK.test(body) && !body.includes('FUNCTIONS_EXECUTE_FAIL')) return 'a stack trace';
  return status === 500 || body.includes('[InternalError]') ? 'an internal error' : undefined;
}

function signedIn({ headers, body, ...rest }: Message, token: string): Message {
  const filled = Object.entries(headers).map(([name, value]) => [name, value.replace(TOKEN, token)]);
  return { ...rest, headers: Object.fromEntries(filled) as Record<string, string>, body: body.replace(TOKEN, token) };
}

export interface FuzzOptions {
  readonly seed: number;
  readonly requests: number;
  readonly untilMs?: number;
  readonly say?: (line: string) => void;
}

export interface FuzzReport {
  readonly sent: number;
  readonly byStatus: Readonly<Record<number, number>>;
  readonly memoryMb: number;
  /** Requests that were not answered, or not decently, one of each kind. */
  readonly broken: readonly string[];
}

async function check(victim: Victim): Promise<void> {
  if (!victim.isAlive()) throw new Error(`the emulator died: ${victim.errors().slice(-2_000)}`);
  await victim.assertCanaries();
  if (victim.memoryMb() > MEMORY_MAX_MB) throw new Error(`${victim.memoryMb().toFixed(0)} MB in use`);
}

/** One of each kind of broken promise: the same mistake found a thousand times is one mistake. */
class Findings {
  private readonly byKind = new Map<string, string>();

  constructor(private readonly say: (line: string) => void) {}

  add(problem: string, { method, path, body }: Message, told: string): void {
    const kind = `${problem} ${told.replace(/[0-9a-f-]{8,}|\d+/g, '#').slice(0, 120)}`;
    if (this.byKind.has(kind)) return;
    const finding = `${problem}: ${method} ${path.slice(0, 200)} ${body.slice(0, 600)} => ${told.slice(0, 400)}`;
    this.byKind.set(kind, finding);
    this.say(finding);
  }

  list(): string[] {
    return [...this.byKind.values()];
  }
}

/** Rejects when the emulator dies, grows or loses data; the same seed sends the same requests. */
export async function fuzz({
  seed,
  requests,
  untilMs = Infinity,
  say = () => undefined,
}: FuzzOptions): Promise<FuzzReport> {
  const random = new Random(seed);
  const victim = await openVictim(seed.toString(36));
  const byStatus: Record<number, number> = {};
  const findings = new Findings(say);
  let sent = 0;
  const one = async () => {
    if (random.chance(0.01)) return sendGarbage(victim.url, random);
    if (random.chance(0.02)) return bendSocket(victim.url, random);
    const message = signedIn(bend(random.pick(CORPUS), random), victim.token);
    try {
      const reply = await send(victim.url, message);
      byStatus[reply.status] = (byStatus[reply.status] ?? 0) + 1;
      const problem = indecency(reply);
      if (problem) findings.add(problem, message, reply.body);
    } catch (cause) {
      findings.add('no answer', message, (cause as Error).message);
    }
  };
  try {
    while (sent < requests && Date.now() < untilMs) {
      await Promise.all(Array.from({ length: AT_ONCE }, one));
      sent += AT_ONCE;
      if (sent % CHECK_EVERY === 0) {
        await check(victim);
        say(`${sent} requests, ${victim.memoryMb().toFixed(0)} MB, ${findings.list().length} findings`);
      }
    }
    await check(victim);
    const memoryMb = Math.round(victim.memoryMb());
    await victim.restart();
    await check(victim);
    return { sent, byStatus, memoryMb, broken: findings.list() };
  } finally {
    await victim.close();
  }
}
