/** Where random lives of orders are lived: as many families as nurses, all in one house, so that anybody can go to anybody. */
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Nurse } from '#domain/nurse/nurse';
import { build, root } from '../build/products';
import type { As } from '../demo/players';
import { setStage, type Stage } from '../demo/stage';

/** A family and the nurse who comes to it. */
export interface Pair {
  readonly family: { readonly as: As; readonly recipientId: string; readonly addressId: string };
  readonly nurse: { readonly as: As; readonly nurseId: string };
}

export interface Town {
  readonly stage: Stage;
  readonly pairs: readonly Pair[];
  rows<T>(collection: string, where?: object): Promise<readonly T[]>;
}

/** Calls off orders and settles refunds. */
export const OPERATOR = 'operator-lives';

/** A wave may take longer than processes rest elsewhere; to start them all again for each costs a quarter of a life. */
const IDLE_MS = 30 * 60_000;

const four = (number: number) => String(number).padStart(4, '0');
/** What makes one nurse able to go where another one can. */
const LIKE_THE_FIRST: readonly (keyof Nurse)[] = [
  ...([
    'role',
    'title',
    'years',
    'certificates',
    'status',
    'competencies',
    'serviceCodes',
    'location',
    'serviceRadiusMeters',
    'areaDistricts',
  ] as const),
  ...(['areaPolygon', 'shifts', 'exceptions', 'institutionId', 'practicePlaceIds', 'licenceValidUntil'] as const),
  ...(['insuredUntil', 'trainedUntil', 'reviewedUntil', 'healthCertificateUntil'] as const),
];

export async function openTown(pairs: number, now: number): Promise<Town> {
  await build(['functions'], () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'lives-'));
  // A copy: whoever builds meanwhile must not change the code under a town that lives for an hour.
  const functions = join(folder, 'functions');
  cpSync(join(root, 'dist/cloudfunctions'), functions, { recursive: true });
  const stage = await setStage(folder, true, { functions, idleMs: IDLE_MS });
  try {
    await stage.jumpTo(now);
    const { fillWorld } = await import('../world/world');
    await fillWorld(now, () => undefined, { nurses: pairs, applicants: 0, families: pairs, pastVisits: 0 });
    await liveTogether(stage);
    const { db } = await import('#cloud/database');
    await db.collection('operators').add({ _id: OPERATOR, name: '值班', role: '运营', roles: ['运营', '财务'] });
  } catch (error) {
    await stage.close();
    throw error;
  }
  return { stage, pairs: Array.from({ length: pairs }, (_, index) => pair(index + 1)), rows: rowsOf(stage) };
}

const pair = (number: number): Pair => ({
  family: {
    as: { openid: `o-family${four(number)}` },
    recipientId: `recipient-family${four(number)}-1`,
    addressId: `address-family${four(number)}`,
  },
  nurse: { as: { openid: `o-nurse${four(number)}` }, nurseId: `nurse${four(number)}` },
});

const PAGE = 1000;

/** All of them, page by page: what is asked for beyond a page the database cuts off in silence. */
const rowsOf =
  ({ cloud }: Stage): Town['rows'] =>
  async <T>(collection: string, where: object = {}) => {
    const found: T[] = [];
    for (;;) {
      const order = [['_id', 1]] as const;
      const asked = { query: { ...where }, order, skip: found.length, limit: PAGE };
      const page = (await cloud.emulator.engine.find(collection, asked)) as T[];
      found.push(...page);
      if (page.length < PAGE) return found;
    }
  };

async function liveTogether(stage: Stage): Promise<void> {
  const { engine } = stage.cloud.emulator;
  const rows = rowsOf(stage);
  const [home] = await rows<Record<string, unknown>>('addresses', { _id: pair(1).family.addressId });
  const { location, district, stationId, routeMeters } = home ?? {};
  await engine.update('addresses', {
    query: {},
    update: { $set: { location, district, stationId, routeMeters } },
    multi: true,
  });
  const [first] = await rows<Nurse>('nurses', { _id: pair(1).nurse.nurseId });
  if (!first) throw new Error('no first nurse');
  const same = Object.fromEntries(LIKE_THE_FIRST.map((field) => [field, first[field]]));
  const at = { location: { type: 'Point', coordinates: (location as Nurse['location']).coordinates } };
  await engine.update('nurses', { query: {}, update: { $set: { ...same, ...at } }, multi: true });
}
