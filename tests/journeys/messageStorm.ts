/**
 * An hour in which everything that carries messages is unwell: calls fail before and after their effect, many refuse WeChat, the
 * process that sends is killed at any moment. What became of each message is read from WeChat's and Tencent Cloud's own records.
 */
import { execFileSync } from 'node:child_process';
import type { MessageRow } from '#cloud/outbox';
import { MESSAGE_KINDS, MESSAGE_TEMPLATES, SMS_KINDS, type MessageTemplate } from '#contract/messageTemplates';
import { build } from '../../scripts/build/products';
import { setStage, type Stage } from '../../scripts/demo/stage';
import { seededChance } from '../../emulator/faults/schedule';

export interface Storm {
  readonly seed: number;
  readonly people: number;
  readonly messages: number;
  readonly kinds?: readonly MessageTemplate[];
  /** Of the people, how many refuse WeChat. */
  readonly refusing: number;
  /** Of the calls to either service, how many fail; a third of them after their effect. */
  readonly failing: number;
  readonly kills: number;
  /** Controls: nobody takes text messages; what is in doubt is forgotten and so sent again. */
  readonly noSms?: boolean;
  readonly forgets?: boolean;
}

/** One message on one channel, as the service that carried it has it. */
interface Carried {
  readonly messageId: string;
  readonly channel: 'weChat' | 'sms';
  readonly at: number;
}

export interface Outcome {
  readonly sent: readonly MessageRow[];
  readonly carried: readonly Carried[];
  /** The desk is to phone. */
  readonly calls: readonly { readonly _id: string; readonly raisedAt: number }[];
  /** When each lay in the inbox for its owner to see. */
  readonly inbox: readonly { readonly _id: string; readonly at: number }[];
  readonly rows: readonly MessageRow[];
  readonly killed: number;
}

const TEN = Date.parse('2026-11-23T10:00:00+08:00');
const MINUTE = 60_000;
const STEP_MS = 30_000;
const ARRIVING_MINUTES = 20;
const LAST_MINUTES = 8;

export async function weather(storm: Storm): Promise<Outcome> {
  await build(['functions'], () => undefined);
  const stage = await setStage();
  try {
    await stage.jumpTo(TEN);
    await settle(stage, storm);
    return await hour(stage, storm);
  } finally {
    await stage.close();
  }
}

const four = (number: number): string => String(number).padStart(4, '0');
const person = (number: number) => ({
  userId: `user-${four(number)}`,
  openid: `o-${four(number)}`,
  phone: `1380000${four(number)}`,
});

async function settle({ cloud }: Stage, { people, refusing, noSms }: Storm): Promise<void> {
  // Only now: they ask for their keys when they are loaded.
  const { db } = await import('#cloud/database');
  const { seal } = await import('#cloud/personalData');
  const { baseData } = await import('../../scripts/world/baseData');
  for (const [collection, documents] of Object.entries(baseData())) await db.collection(collection).add([...documents]);
  const everybody = Array.from({ length: people }, (_, number) => person(number));
  const users = everybody.map(({ userId, openid, phone }) => ({
    ...{ _id: userId, displayName: userId, openid, uid: '', roles: ['patient'], nurseId: null, createdAt: TEN },
    ...{ phoneCipher: seal(phone, `users/${userId}/phone`), maskedPhone: '138****0000', smsOff: noSms ?? false },
  }));
  await db.collection('users').add(users);
  const templates = MESSAGE_TEMPLATES.map((name) => [`local-${name}`, Object.keys(MESSAGE_KINDS[name].fields)]);
  await steer(cloud.emulator.url, 'wechat', {
    templates: Object.fromEntries(templates),
    refusingOpenids: everybody.slice(0, Math.round(people * refusing)).map(({ openid }) => openid),
  });
}

const steer = async (url: string, path: string, body: object): Promise<void> => {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${url}/_emulator/${path}`, post);
  if (!answer.ok) throw new Error(await answer.text());
};

function unwell({ cloud }: Stage, { failing, seed }: Storm): void {
  const onWeChat = { on: 'openApi', name: 'subscribeMessage.send', probability: failing / 3 } as const;
  cloud.emulator.faults.add({ ...onWeChat, seed, effect: 'error', code: '-1', message: 'system error' });
  cloud.emulator.faults.add({ ...onWeChat, seed: seed + 1, effect: 'dropBefore' });
  cloud.emulator.faults.add({ ...onWeChat, seed: seed + 2, effect: 'dropAfter' });
  cloud.standIns.tencentCloud.script({
    flaky: { action: 'SendSms', share: failing, seed, limited: 1 / 3, afterEffect: 1 / 3 },
  });
}

async function hour(stage: Stage, storm: Storm): Promise<Outcome> {
  const { emulator, standIns } = stage.cloud;
  const { engine, timers } = emulator;
  const { db } = await import('#cloud/database');
  const chance = seededChance(storm.seed);
  unwell(stage, storm);
  const carried: Carried[] = [];
  const sent: MessageRow[] = [];
  const inbox: { _id: string; at: number }[] = [];
  engine.onCommit(({ changes }) => {
    const kept = changes.filter(({ collection, before }) => collection === 'inbox' && before === null);
    inbox.push(...kept.map(({ id }) => ({ _id: String(id), at: emulator.clock.now() })));
  });
  const killing = killsAt(storm, chance);
  let killed = 0;
  let seen = 0;
  for (let now = TEN; now < TEN + (ARRIVING_MINUTES + LAST_MINUTES) * MINUTE; now += STEP_MS) {
    await stage.jumpTo(now);
    const due = Math.round((storm.messages * (now + STEP_MS - TEN)) / (ARRIVING_MINUTES * MINUTE));
    const fresh = Array.from({ length: Math.max(0, Math.min(due, storm.messages) - sent.length) }, (_, place) =>
      messageRow(sent.length + place, now, storm, chance),
    );
    sent.push(...fresh);
    if (fresh.length > 0) await db.collection('outbox').add(fresh);
    // Whoever writes a message pokes; the timer comes each minute.
    if (fresh.length > 0 || (now - TEN) % MINUTE === 0) {
      const running = timers.runNow('outboxTimer');
      if (killing.has(now)) killed += await killWorkers(chance() * 120);
      await running;
    }
    const outbox = await messagesOf(emulator.url);
    carried.push(...byWeChat(outbox.slice(seen)));
    seen = outbox.length;
    if (storm.forgets) await forget();
  }
  carried.push(...bySms(standIns.tencentCloud.sms()));
  const all = async <T>(collection: string) =>
    (await engine.find(collection, { query: {}, order: [['_id', 1]], limit: storm.messages + 1 })) as T[];
  return {
    sent,
    carried,
    killed,
    calls: await all('phoneCalls'),
    inbox,
    rows: await all('outbox'),
  };
}

/** At which steps of the first part the process dies. */
function killsAt({ kills }: Storm, chance: () => number): ReadonlySet<number> {
  const steps = (ARRIVING_MINUTES * MINUTE) / STEP_MS;
  const at = new Set<number>();
  while (at.size < Math.min(kills, steps)) at.add(TEN + Math.floor(chance() * steps) * STEP_MS);
  return at;
}

const idOf = (number: number): string => `order${String(number).padStart(6, '0')}:2:0`;

function messageRow(
  number: number,
  now: number,
  { people, kinds = SMS_KINDS }: Storm,
  chance: () => number,
): MessageRow {
  const _id = idOf(number);
  const template = kinds[Math.floor(chance() * kinds.length)] as MessageTemplate;
  const { userId, openid } = person(Math.floor(chance() * people));
  // Each about a visit of its own, so that no two read the same: the network refuses the same words within half a minute.
  const startAt = TEN + 3 * 3_600_000 + number * MINUTE;
  const words = { orderId: _id, service: `上门 ${number}`, time: `11月23日 ${number}`, note: `第 ${number} 条` };
  return {
    ...{ _id, kind: 'message', orderId: _id, state: 'waiting', attempts: 0, nextAttemptAt: now, createdAt: now },
    ...{ payload: { template, to: 'patient', openid, uid: '', personId: userId, startAt, words }, lastError: '' },
  };
}

/** A control: as a program would that notes nothing before it sends. */
async function forget(): Promise<void> {
  const { db, _ } = await import('#cloud/database');
  for (const channel of ['weChat', 'sms']) {
    await db
      .collection('outbox')
      .where({ [`tried.${channel}.state`]: _.in(['unknown', 'sending']) })
      .update({ tried: _.set({}), state: 'waiting', nextAttemptAt: 0 });
  }
}

/** The processes in which functions run are children of this one. Answers how many died. */
async function killWorkers(afterMs: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const children = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((found) =>
      found && Number(found[2]) === process.pid && /worker\.cjs/.test(found[3] ?? '') ? [Number(found[1])] : [],
    );
  for (const pid of children) process.kill(pid, 'SIGKILL');
  return children.length;
}

interface WeChatEntry {
  readonly at: number;
  readonly errcode: number;
  readonly values: { readonly data: { readonly thing1: { readonly value: string } } };
}

async function messagesOf(url: string): Promise<readonly WeChatEntry[]> {
  const { messages } = (await (await fetch(`${url}/_emulator/messages`)).json()) as { messages: WeChatEntry[] };
  if (messages.length >= 1000) throw new Error('WeChat’s record is full: storms of at most 900 messages');
  return messages;
}

const byWeChat = (entries: readonly WeChatEntry[]): Carried[] =>
  entries
    .filter(({ errcode }) => errcode === 0)
    .map(({ at, values }) => ({
      messageId: idOf(Number(values.data.thing1.value.split(' ')[1])),
      channel: 'weChat',
      at,
    }));

const bySms = (
  messages: readonly { code: string; sessionContext: string; atMs: number; receipt?: string }[],
): Carried[] =>
  messages
    .filter(({ code, receipt }) => code === 'Ok' && receipt === undefined)
    .map(({ sessionContext, atMs }) => ({ messageId: sessionContext, channel: 'sms', at: atMs }));

/** More than once on one channel. */
export function duplicates({ carried }: Outcome): readonly string[] {
  const names = carried.map(({ messageId, channel }) => `${messageId} ${channel}`);
  return names.filter((name, place) => names.indexOf(name) !== place);
}

/** Of 1: how many were carried by one of the services in time; `somewhere`: or given to the desk to phone, or laid into the inbox. */
export function inTime({ sent, carried, calls, inbox }: Outcome, withinMs: number, somewhere = false): number {
  const ours = [...calls.map(({ _id, raisedAt }) => ({ _id, at: raisedAt })), ...inbox];
  const heard = [...carried.map(({ messageId, at }) => ({ _id: messageId, at })), ...(somewhere ? ours : [])];
  const first = new Map<string, number>();
  for (const { _id, at } of heard) first.set(_id, Math.min(at, first.get(_id) ?? Infinity));
  return sent.filter(({ _id, createdAt }) => (first.get(_id) ?? Infinity) <= createdAt + withinMs).length / sent.length;
}
