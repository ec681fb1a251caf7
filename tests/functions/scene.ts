/** A small hospital of one: the local CloudBase with the built functions, one patient, one nurse, and orders in whatever state a test needs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '#contract/reply';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import type { Entry } from '#domain/payment/ledger';
import { balances } from '#domain/payment/ledger';
import { aNurse } from '#domain/testing/aNurse';
import { anAcceptedOrder } from '#domain/testing/anOrder';
import { freePorts, startLocalCloud, type LocalCloud } from '../../scripts/start/localCloud';
import { useLocalCloud } from '../../scripts/start/scriptEnvironment';
import { baseData } from '../../scripts/world/baseData';

export interface Person {
  readonly openid?: string;
  readonly uid?: string;
}

export const PATIENT = { openid: 'openid-1' };
export const NURSE = { openid: 'openid-nurse-1' };
export const STRANGER = { openid: 'openid-stranger' };
export const OPERATOR = { uid: 'operator-1' };
/** Where the patient lives. */
export const HOME: [number, number] = [120.13, 30.26];
export const VISIT_CODE = '482913';

export type Scene = Awaited<ReturnType<typeof openScene>>;

export async function openScene() {
  const folder = mkdtempSync(join(tmpdir(), 'scene-'));
  const log: string[] = [];
  const cloud = await startLocalCloud({ ports: await freePorts(), folder, memory: true, log: (line) => log.push(line) });
  useLocalCloud(cloud.ports.emulator, cloud.environment);
  // Only now: what it imports reads the environment that was just set.
  const { db, everyRow, read } = await import('#cloud/database');
  const steer = steering(cloud);
  const put = async (collection: string, { _id, ...fields }: { readonly _id: string }) =>
    void (await db.collection(collection).doc(_id).set(fields));
  for (const [collection, documents] of Object.entries(baseData())) {
    for (const document of documents) await put(collection, document as { _id: string });
  }
  await putPeople(put);
  return {
    cloud,
    log,
    put,
    get: <T>(collection: string, id: string) => read<T>(collection, id),
    all: <T>(collection: string, where: object = {}) => everyRow<T>(db.collection(collection).where(where).orderBy('_id', 'asc')),
    ...steer,
    order: async (except: Partial<Order> = {}) => putOrder(put, await steer.now(), except),
    standing: async (orderId: string) => balances(await everyRow<Entry>(db.collection('ledgerEntries').where({ orderId }))),
    close: async () => {
      await cloud.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Put = (collection: string, document: { readonly _id: string }) => Promise<void>;

function steering(cloud: LocalCloud) {
  const ask = async (path: string, body?: object) => {
    const init = body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
    const response = await fetch(`${cloud.emulator.url}/_emulator/${path}`, init);
    return (await response.json()) as Record<string, unknown>;
  };
  const result = (answered: Record<string, unknown>) => {
    if (answered.ok !== true) throw new Error(`call failed: ${JSON.stringify(answered)}`);
    return answered.result;
  };
  return {
    ask,
    now: async () => (await ask('clock')).now as number,
    /** Timers on the way run, as they would. */
    advance: (minutes: number) => ask('clock', { advanceMs: minutes * 60_000 }),
    call: async <T = Record<string, unknown>>(name: string, data: object, as: Person, source?: string) =>
      result(await ask('call', { name, data, as, ...(source ? { source } : {}) })) as Reply<T>,
    timer: async (name: string) => result(await ask(`timers/${name}/run`, {})) as Reply<Record<string, number>>,
  };
}

async function putPeople(put: Put): Promise<void> {
  const { seal } = await import('#cloud/personalData');
  const sealed = (field: string, text: string) => seal(text, `recipients/recipient-1/${field}`);
  const user = (openid: string, rest: object) => ({ displayName: '', openid, uid: '', createdAt: 0, ...rest });
  await put('identities', { _id: 'openid:openid-1', userId: 'user-1' } as { _id: string });
  await put('identities', { _id: 'openid:openid-nurse-1', userId: 'user-nurse-1' } as { _id: string });
  await put('users', { _id: 'user-1', ...user('openid-1', { roles: ['patient'], nurseId: null }) });
  await put('users', { _id: 'user-nurse-1', ...user('openid-nurse-1', { roles: ['patient', 'nurse'], nurseId: 'nurse-1' }) });
  await put('nurses', aNurse({ reviewCount: 0 }));
  await put('recipients', {
    _id: 'recipient-1',
    ownerUserId: 'user-1',
    maskedName: '王**',
    relation: '母亲',
    verified: true,
    maskedIdNumber: '3****************8',
    sex: 'female',
    birthYear: 1948,
    nameCipher: sealed('name', '王秀英'),
    contactsCipher: sealed('contacts', '[]'),
    healthCipher: sealed('health', JSON.stringify({ conditions: ['高血压'], allergies: ['青霉素'] })),
    idNumberCipher: null,
    createdAt: 0,
  } as { _id: string });
}

let made = 0;

/** An accepted order of MED-05 tomorrow, except …, with its private part. */
async function putOrder(put: Put, now: number, except: Partial<Order>): Promise<Order> {
  const { orderPrivateDocument } = await import('#cloud/orderPrivate');
  made += 1;
  const startAt = Math.ceil(now / 1_800_000) * 1_800_000 + 24 * 3_600_000;
  const base = { _id: `order${String(made).padStart(16, '0')}`, startAt, endAt: startAt + 45 * 60_000, createdAt: now - 60_000 };
  const order = anAcceptedOrder({ ...base, statusSince: now, payBy: now + 30 * 60_000, ...except });
  await put('orders', order);
  const texts = { recipientName: '王秀英', addressText: '文三路 1 号', phone: '13800000000', note: '', visitCode: VISIT_CODE };
  await put('orderPrivate', orderPrivateDocument(order._id, texts, HOME));
  return order;
}

export const nurseOf = (scene: Scene) => scene.get<Nurse>('nurses', 'nurse-1');
