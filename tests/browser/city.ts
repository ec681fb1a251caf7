/** The product with a small city for one test file, and the windows people look at it through. */
import { mkdtempSync, rmSync } from 'node:fs';
import { globalAgent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order } from '#domain/order/order';
import { build } from '../../scripts/build/products';
import { freeBasePort, portsFrom } from '../../scripts/start/ports';
import { startProduct, type Product } from '../../scripts/start/product';
import { NURSE_UID, PATIENT_UID } from '../../scripts/world/personas';
import { openWindows, type Window } from './windows';

export interface City {
  readonly product: Product;
  readonly patient: Window;
  readonly nurse: Window;
  readonly desk: Window;
  /** Somebody else's window. */
  visit(uid: string): Promise<Window>;
  /** The first family's newest order, as the database has it. */
  newestOrder(): Promise<Order>;
  /** Waits until that order is in this state. */
  statusIs(status: Order['status']): Promise<void>;
  close(): Promise<void>;
}

/** By night the search for a nurse stands still; the walk should not depend on when it is taken. */
const MONDAY_AT_EIGHT = Date.parse('2026-11-23T08:00:00+08:00');
const DESK = { width: 1366, height: 850 };
const SIZE = { nurses: 40, applicants: 3, families: 8, pastVisits: 40 };

type Person = 'patient' | 'nurse' | 'desk';
const EVERYBODY: readonly Person[] = ['patient', 'nurse', 'desk'];

/** `name`: the folder of its pictures below test-results/. `who`: whose windows are opened; each costs a second or two. */
export async function openCity(name: string, who = EVERYBODY): Promise<City> {
  await build(['functions', 'h5', 'desk'], () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'walk-'));
  const ports = portsFrom(await freeBasePort());
  const say = () => undefined;
  const product = await startProduct({
    ports,
    folder,
    memory: true,
    size: SIZE,
    lively: false,
    startsAt: MONDAY_AT_EIGHT,
    say,
  });
  const windows = await openWindows(join(__dirname, '../../test-results', name));
  const visit = (uid: string) => windows.open(`http://127.0.0.1:${ports.miniprogram}/?as=${uid}`);
  const newestOrder = async () => {
    const { engine } = product.cloud.emulator;
    const query = { query: { patientUid: PATIENT_UID }, order: [['createdAt', -1]] as const, limit: 1 };
    return (await engine.find('orders', query))[0] as unknown as Order;
  };
  const open: Record<Person, () => Promise<Window>> = {
    patient: () => visit(PATIENT_UID),
    nurse: () => visit(NURSE_UID),
    desk: () => windows.open(`http://127.0.0.1:${ports.desk}/`, DESK),
  };
  const opened: Partial<Record<Person, Window>> = {};
  for (const person of who) opened[person] = await open[person]();
  const city = {
    product,
    ...opened,
    visit,
    newestOrder,
    async statusIs(status: Order['status']) {
      for (let tries = 0; tries < 100 && (await newestOrder()).status !== status; tries += 1) {
        await new Promise((passed) => setTimeout(passed, 100));
      }
      const found = (await newestOrder()).status;
      if (found !== status) throw new Error(`the newest order is ${found}, not ${status}`);
    },
    async close() {
      await windows.close();
      await product.stop();
      // the next file's city may stand on the same port: no connection kept to this one may be used for it
      globalAgent.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const person of EVERYBODY.filter((one) => !who.includes(one)))
    Object.defineProperty(city, person, notOpened(person));
  return city as City;
}

const notOpened = (person: Person): PropertyDescriptor => ({
  get: () => {
    throw new Error(`the window of the ${person} was not opened: name it in openCity`);
  },
});
