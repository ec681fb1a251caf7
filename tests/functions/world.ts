/** A small world for the tests of functions: the emulator in memory with the built bundles, the stand-ins, a few people. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '#contract/reply';
import type { Order } from '#domain/order/order';
import { freePorts, startLocalCloud, type LocalCloud } from '../../scripts/start/localCloud';
import { useLocalCloud } from '../../scripts/start/scriptEnvironment';
import { FAMILIES, MORNING, NURSES, type Family } from './people';

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
    stop: async () => {
      await cloud.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes the people with the product's own sealing. */
async function settle(now: number): Promise<void> {
  const { baseData } = await import('../../scripts/world/baseData');
  const { addAll } = await import('../../scripts/world/fill');
  const families = await Promise.all(FAMILIES.map((family) => familyDocuments(family, now)));
  const documents: Record<string, readonly object[]> = {
    ...baseData(),
    recipients: families.map(({ recipient }) => recipient),
    addresses: families.map(({ address }) => address),
    nurses: NURSES,
    users: [
      ...FAMILIES.map(({ userId, openid }) => account(userId, openid, null, now)),
      ...NURSES.map(({ userId, openid, _id }) => account(userId, openid, _id, now)),
    ],
    identities: [...FAMILIES, ...NURSES].map(({ openid, userId }) => ({ _id: `openid:${openid}`, userId })),
  };
  for (const [collection, list] of Object.entries(documents)) await addAll(collection, list);
}

const account = (userId: string, openid: string, nurseId: string | null, createdAt: number) => ({
  _id: userId,
  displayName: userId,
  openid,
  uid: '',
  roles: nurseId ? ['patient', 'nurse'] : ['patient'],
  nurseId,
  createdAt,
});

/** Verified, and at home on the corner: 3 160 m by road from the station, so 1 200 fen of transport by day. */
async function familyDocuments({ userId, recipientId, addressId, name, idNumber }: Family, createdAt: number) {
  const { addressDocument } = await import('#cloud/addresses');
  const { recipientDocument, verifiedRecipient } = await import('#cloud/recipients');
  const { checkIdNumber, maskIdNumber } = await import('#domain/person/idNumber');
  const { CORNER } = await import('./people');
  const { number, sex, birthDay } = checkIdNumber(idNumber);
  const contact = (phone: string) => ({ name: '王小明', phone, relation: '子女' });
  const said = { name, relation: '母亲' as const, conditions: ['高血压'], allergies: ['青霉素'] };
  const recipient = recipientDocument(
    { ...said, emergencyContacts: [contact('13800000001'), contact('13800000002')] },
    { _id: recipientId, ownerUserId: userId, createdAt },
  );
  return {
    recipient: verifiedRecipient(recipient, {
      ...{ name, number, sex },
      maskedNumber: maskIdNumber(number),
      birthYear: Number(birthDay.slice(0, 4)),
    }),
    address: addressDocument(
      { label: '家', text: '杭州市西湖区文三路 100 号 2 幢 301', contactPhone: '13900000001' },
      { position: CORNER, district: '西湖区', stationId: 'station-xihu', routeMeters: 3_160 },
      { _id: addressId, ownerUserId: userId, createdAt },
    ),
  };
}
