/** A small world for the tests of functions: the emulator in memory with the built bundles, the stand-ins, a few people. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '#contract/reply';
import { DOCUMENT_KINDS } from '#domain/onboarding/application';
import type { Order } from '#domain/order/order';
import { freePorts, startLocalCloud, type LocalCloud } from '../../scripts/start/localCloud';
import { useLocalCloud } from '../../scripts/start/scriptEnvironment';
import { APPLICANT, FAMILIES, MORNING, NURSES } from './people';

/** Whom the platform says is calling; nobody: `{}`. */
export interface As {
  readonly openid?: string;
  readonly uid?: string;
}

export interface World {
  readonly cloud: LocalCloud;
  /** The database through the real SDK, past all rules. */
  readonly db: typeof import('#cloud/database').db;
  /** Calls as the mini-program does, or with another source as the platform's other channels do. */
  call<T = unknown>(name: string, data: object, as: As, source?: string): Promise<Reply<T>>;
  /** The same, where anything but success fails the test. */
  ok<T = unknown>(name: string, data: object, as: As): Promise<T>;
  /** Runs a timer function now. */
  tick<T = unknown>(name: string): Promise<Reply<T>>;
  /** Lets time pass; every timer that comes due on the way runs. */
  advance(minutes: number): Promise<void>;
  /** Moves the clock there and runs nothing. */
  jumpTo(epochMs: number): Promise<void>;
  now(): number;
  find<T = Record<string, unknown>>(collection: string, where?: object): Promise<readonly T[]>;
  order(orderId: string): Promise<Order>;
  stop(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'functions-'));
  const cloud = await startLocalCloud({ ports: await freePorts(), folder, memory: true });
  const stop = async () => {
    await cloud.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return await worldIn(cloud, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function worldIn(cloud: LocalCloud, stop: () => Promise<void>): Promise<World> {
  const { emulator } = cloud;
  await emulator.timers.set(MORNING);
  useLocalCloud(cloud.ports.emulator, cloud.environment);
  // Only now: the SDK reads the environment when it is first loaded.
  const { db } = await import('#cloud/database');
  await settle(MORNING);

  const call: World['call'] = async (name, data, as, source = 'wx_client') => {
    const loginType = as.openid ? 'WECHAT' : as.uid ? 'CUSTOM' : 'NONE';
    const result = await emulator.functions.invoke({
      name,
      event: { ...data },
      caller: { ...as, loginType, clientIp: '127.0.0.1' },
      source,
      addsUserInfo: true,
    });
    if (!result.ok) throw new Error(`${name}: ${result.code} ${result.message}`);
    return JSON.parse(result.resultJson) as never;
  };
  const find: World['find'] = async (collection, where = {}) =>
    (await db.collection(collection).where(where).limit(1000).get()).data;

  return {
    cloud,
    db,
    call,
    find,
    ok: async (name, data, as) => {
      const reply = await call(name, data, as);
      if (!reply.ok) throw new Error(`${name} refused: ${JSON.stringify(reply.error)}`);
      return reply.data as never;
    },
    tick: async (name) => {
      const result = await emulator.timers.runNow(name);
      if (!result.ok) throw new Error(`${name}: ${result.code} ${result.message}`);
      return JSON.parse(result.resultJson) as never;
    },
    advance: async (minutes) => void (await emulator.timers.advance(minutes * 60_000)),
    jumpTo: (epochMs) => emulator.timers.set(epochMs),
    now: () => emulator.clock.now(),
    order: async (orderId) => {
      const [order] = await find<Order>('orders', { _id: orderId });
      if (!order) throw new Error(`no order ${orderId}`);
      return order;
    },
    stop,
  };
}

/** Writes the people with the product's own sealing. */
async function settle(now: number): Promise<void> {
  const { db } = await import('#cloud/database');
  const { baseData } = await import('../../scripts/world/baseData');
  const { addressOf, recipientOf } = await import('./sealed');
  const { accountConsents, readyPerson } = await import('../../scripts/world/ready');
  const ready = FAMILIES.map(({ userId, recipientId }) => readyPerson({ userId, recipientId, relation: '母亲' }, now));
  const { policiesOf } = await import('../../scripts/world/policies');
  const { applicantDocuments, numbersOf } = await import('../../scripts/world/applicants');
  const papers = await uploadedPapers(`applications/${APPLICANT.nurse.userId}/`);
  const fileOf = (kind: string) => papers.get(kind) as string;
  const base = baseData();
  const documents: Record<string, readonly object[]> = {
    ...base,
    settings: (base.settings ?? []).map(manyUnpaid),
    ...applicantDocuments(APPLICANT, 'lookedUp', fileOf, now - 3_600_000),
    ...numbersOf(APPLICANT),
    consents: [...FAMILIES, ...NURSES]
      .flatMap(({ userId }) => accountConsents(userId, now))
      .concat(ready.flatMap(({ consents }) => consents)),
    assessments: ready.flatMap(({ assessments }) => assessments),
    recipients: FAMILIES.map((family) => recipientOf(family, now)),
    addresses: FAMILIES.map((family) => addressOf(family, now)),
    nurses: NURSES,
    nursePolicies: NURSES.flatMap(policiesOf),
    users: [
      ...FAMILIES.map(({ userId, openid }) => account(userId, openid, null, now)),
      ...NURSES.map(({ userId, openid, _id }) => account(userId, openid, _id, now)),
    ],
    identities: [...FAMILIES, ...NURSES].map(({ openid, userId }) => ({ _id: `openid:${openid}`, userId })),
  };
  for (const [collection, list] of Object.entries(documents)) await db.collection(collection).add([...list]);
}

/** A picture of each paper lies in storage: approval looks whether they are still there. */
async function uploadedPapers(folder: string): Promise<ReadonlyMap<string, string>> {
  const { uploaded } = await import('./applicants');
  const kinds = [...DOCUMENT_KINDS, 'registry'];
  return new Map(await Promise.all(kinds.map(async (kind) => [kind, await uploaded(`${folder}${kind}.jpg`)] as const)));
}

/** One family books many visits in a file of tests; how many may be unpaid at once has a test of its own. */
const manyUnpaid = (document: { _id?: string; booking?: object }) =>
  document._id === 'operations' ? { ...document, booking: { ...document.booking, maxUnpaidOrders: 1_000 } } : document;

const account = (userId: string, openid: string, nurseId: string | null, createdAt: number) => ({
  _id: userId,
  displayName: userId,
  openid,
  uid: '',
  roles: nurseId ? ['patient', 'nurse'] : ['patient'],
  nurseId,
  createdAt,
});
