/** Which screens are kept as pictures, in which looks, and how to get there. */
import type { Window } from '../windows';
import type { Camera, Look } from './camera';
import type { Life } from './life';

const BOTH: readonly Look[] = ['phone', 'care'];
const ALL: readonly Look[] = ['phone', 'care', 'dark', 'small', 'tablet'];

/** A page of its own, as after a tap on a message: nothing behind it, nothing left over. */
export async function openPage({ page }: Window, path: string): Promise<void> {
  await page.goto(page.url().replace(/#.*/, `#${path}`));
  await page.reload();
}

/** A browser of the test has no place of its own; the desk's build takes one from the address. */
async function standAt({ page }: Window, [longitude, latitude]: readonly [number, number]): Promise<void> {
  const address = new URL(page.url());
  address.searchParams.set('at', `${longitude},${latitude}`);
  await page.goto(address.href);
}

interface Cast {
  readonly patient: Window;
  readonly nurse: Window;
  readonly life: Life;
}

/** Takes one screen once its mark is there; answers what differs. */
type Shoot = (window: Window, name: string, mark: string, looks?: readonly Look[]) => Promise<void>;

async function shooting(camera: Camera, walk: (shoot: Shoot) => Promise<void>): Promise<string[]> {
  const wrong: string[] = [];
  await walk(async (window, name, mark, looks = BOTH) => {
    await window.arrive(mark);
    wrong.push(...(await camera.photograph(window, name, looks)));
  });
  return wrong;
}

export const familyTabs = (camera: Camera, patient: Window) =>
  shooting(camera, async (shoot) => {
    await shoot(patient, 'home', 'category-MED', ALL);
    await patient.tap('tab-orders');
    await patient.page.locator('.order-card:visible').first().waitFor();
    await shoot(patient, 'orders', 'tab-orders');
    await patient.tap('tab-health');
    await shoot(patient, 'health', 'latest-vitals', ['phone', 'care', 'dark', 'tablet']);
    await patient.tap('tab-mine');
    await shoot(patient, 'mine', 'care-mode');
  });

export const bookingSteps = (camera: Camera, patient: Window) =>
  shooting(camera, async (shoot) => {
    await openPage(patient, '/pages/home/index');
    await patient.arrive('category-MED');
    await patient.tap('category-MED');
    await shoot(patient, 'services', 'service-MED-02');
    await patient.tap('service-MED-02');
    await shoot(patient, 'service', 'book');
    await patient.tap('book');
    await shoot(patient, 'where', 'add-recipient', ['phone', 'care', 'small']);
    await patient.tap('next');
    await patient.arrive('slot');
    await patient.page.locator('[data-test="slot"]:visible').nth(3).click();
    await shoot(patient, 'when', 'slot', ['phone', 'care', 'small', 'tablet']);
    await patient.tap('next');
    await shoot(patient, 'nurse', 'nurse-auto');
    await patient.tap('next');
    await shoot(patient, 'confirm', 'total', ['phone', 'care', 'dark', 'small']);
  });

export const people = (camera: Camera, patient: Window) =>
  shooting(camera, async (shoot) => {
    await openPage(patient, '/packages/people/recipient/index');
    await shoot(patient, 'recipient', 'recipient-name', ['phone', 'care', 'small']);
    await openPage(patient, '/packages/people/address/index');
    await shoot(patient, 'address', 'save-address');
  });

/** From the search for a nurse to the paid order. */
export const orderBefore = (camera: Camera, { patient, nurse, life }: Cast) =>
  shooting(camera, async (shoot) => {
    const order = `/packages/order/order/index?orderId=${life.orderId}`;
    await life.until('She books');
    await openPage(patient, order);
    await shoot(patient, 'order-searching', 'countdown');
    await openPage(nurse, '/pages/offers/index');
    await shoot(nurse, 'offers', `offer-${life.orderId}`, ['phone', 'care', 'small']);
    await life.until('The nurse sees the offer and accepts');
    await openPage(patient, order);
    await shoot(patient, 'order-to-pay', 'pay-deposit');
    await life.until('The daughter pays the deposit');
    await openPage(patient, order);
    await shoot(patient, 'order-paid', 'visit-code');
    await openPage(patient, `/packages/order/cancel/index?orderId=${life.orderId}&as=patient`);
    await shoot(patient, 'cancel', 'cancel-preview');
  });

/** The day of the visit, at both ends. */
export const orderDay = (camera: Camera, { patient, nurse, life }: Cast) =>
  shooting(camera, async (shoot) => {
    const order = `/packages/order/order/index?orderId=${life.orderId}`;
    const visit = `/packages/visit/visit/index?orderId=${life.orderId}`;
    life.before(40);
    await openPage(nurse, '/pages/today/index');
    await shoot(nurse, 'today', `next-${life.orderId}`, ['phone', 'care', 'dark', 'tablet']);
    await openPage(nurse, visit);
    await shoot(nurse, 'visit-set-out', 'set-out');
    life.before(40);
    await life.setOut();
    life.before(30);
    await life.nurseAway(0.6);
    await openPage(patient, order);
    await shoot(patient, 'order-on-the-way', 'on-the-way', ['phone', 'care', 'dark']);
    await standAt(nurse, life.nurseAt(0.6));
    await openPage(nurse, visit);
    await shoot(nurse, 'visit-travelling', 'visit-code-input');
    life.before(2);
    await life.until('At the door');
    await openPage(patient, order);
    await shoot(patient, 'order-in-service', 'hero');
    await openPage(nurse, visit);
    await shoot(nurse, 'visit-record', 'step-0', ['phone', 'care', 'small']);
    await nurse.page.locator('[data-test="complete"]:visible').scrollIntoViewIfNeeded();
    await shoot(nurse, 'visit-record-end', 'complete', ['phone']);
  });

/** After the visit, at both ends. */
export const orderAfter = (camera: Camera, { patient, nurse, life }: Cast) =>
  shooting(camera, async (shoot) => {
    const order = `/packages/order/order/index?orderId=${life.orderId}`;
    life.before(-50);
    await life.until('She works through the checklist');
    await openPage(nurse, `/packages/visit/visit/index?orderId=${life.orderId}`);
    await shoot(nurse, 'visit-done', 'visit-done', ['phone']);
    await openPage(patient, order);
    await shoot(patient, 'order-to-confirm', 'confirm');
    await life.until('The daughter confirms');
    await openPage(patient, `/packages/order/review/index?orderId=${life.orderId}`);
    await patient.tap('professional-5');
    await shoot(patient, 'review', 'submit-review');
    await life.until('She reviews');
    await openPage(patient, order);
    await shoot(patient, 'order-completed', 'visit-result');
    await openPage(nurse, '/pages/income/index');
    await shoot(nurse, 'income', 'income-month');
  });
