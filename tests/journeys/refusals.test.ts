/** What is refused is refused clearly: a code, a sentence in Chinese that says what to do, and not one document changed. */
import type { OrderView } from '#contract/orders';
import type { SaveRecipientReply } from '#contract/saveRecipient';
import type { Reply } from '#contract/reply';
import type { OrderStatus } from '#domain/order/status';
import type { RefusalCode } from '#domain/refusal';
import type { As } from '../../scripts/demo/players';
import { type City, family, newRequestId, NO_QUOTE, nurse, nurseOf, openCity, TOMORROW_TEN } from './city';
import { MEASURED, moneyArrives, orderIn, wholeRecord } from './lives';

const MINUTE = 60_000;
const TODAY_TEN = TOMORROW_TEN - 24 * 60 * MINUTE;
let city: City;
beforeAll(async () => (city = await openCity({ nurses: 140, families: 20 })), 60_000);
afterAll(() => city.close());
beforeEach(async () => calm());

/** Nothing runs, and the next full minute, when timers tick, is most of a minute away. */
async function calm(): Promise<void> {
  await city.quiet();
  await city.jumpTo((Math.floor((await city.now()) / MINUTE) + 1) * MINUTE + 500);
  await city.quiet();
  city.changes();
}

/** `changes`: what may change all the same, by collection. */
function expectRefused(reply: Reply<unknown>, code: RefusalCode, changes: readonly string[] = []): void {
  expect(reply).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(/^[一-龥].*[。！]$/) } });
  const touched = city.changes().map((change) => change.slice(2, change.indexOf('/')));
  expect([code, ...touched]).toEqual([code, ...changes]);
}

describe('booking', () => {
  const { recipientId, addressId, as } = family(1);
  const wish = { serviceCode: 'MED-02', recipientId, addressId, startAt: TOMORROW_TEN };
  const order = () => ({ ...wish, requestId: newRequestId(), nurseId: null, expectedTotalFen: 9_999, quote: NO_QUOTE });
  const hours = (count: number) => TOMORROW_TEN + count * 60 * MINUTE;

  test.each<[string, object, RefusalCode]>([
    ['a service nobody knows', { serviceCode: 'MED-99' }, 'UNKNOWN_SERVICE'],
    ['yesterday', { startAt: hours(-48) }, 'SLOT_IN_PAST'],
    ['in half an hour', { startAt: hours(-25.5) }, 'SLOT_IN_PAST'],
    ['ten past ten', { startAt: TOMORROW_TEN + 10 * MINUTE }, 'SLOT_OFF_GRID'],
    ['in five weeks', { startAt: hours(35 * 24) }, 'SLOT_TOO_FAR'],
    ["another family's mother", { recipientId: family(2).recipientId }, 'NOT_FOUND'],
    ["another family's home", { addressId: family(2).addressId }, 'ADDRESS_NOT_FOUND'],
    ['another price than the screen showed', {}, 'QUOTE_CHANGED'],
    ['a request id that is none', { requestId: 'short' }, 'BAD_INPUT'],
    ['a field we never asked for', { totalFen: 1 }, 'BAD_INPUT'],
    ['a time that is a text', { startAt: '2026-11-24T10:00' }, 'BAD_INPUT'],
  ])('%s', async (_what, change, code) => {
    expectRefused(await city.ask('createOrder', { ...order(), ...change }, as), code);
  });

  test.each<[string, object, RefusalCode]>([
    ['a nurse without the certificate', { nurseId: 'nurse0001', serviceCode: 'MED-12' }, 'NURSE_NOT_QUALIFIED'],
    ['a nurse after her shift', { nurseId: 'nurse0001', startAt: hours(11) }, 'NURSE_NOT_ON_SHIFT'],
    ['a nurse who is not admitted yet', { nurseId: 'nurse0141' }, 'NURSE_UNAVAILABLE'],
    ['a nurse who does not exist', { nurseId: 'nurse9999' }, 'NURSE_UNAVAILABLE'],
  ])('%s', async (_what, booking, code) => {
    expectRefused(await city.tryToBook(booking), code);
  });

  test('somebody whose identity nobody checked', async () => {
    const contact = (phone: string) => ({ name: '李小红', phone, relation: '子女' });
    const person = {
      name: '王秀兰',
      relation: '母亲',
      emergencyContacts: [contact('13800000001'), contact('13800000002')],
    };
    const saved = await city.call<SaveRecipientReply>('saveRecipient', person, as);
    city.changes();
    const reply = await city.ask('createOrder', { ...order(), ...saved }, as);
    expectRefused(reply, 'REGISTRATION_INCOMPLETE', ['eligibilityDecisions']);
    expect(reply).toMatchObject({ error: { details: { ...saved, step: 'identity' } } });
  });
});

describe('addresses', () => {
  const { as } = family(1);
  const address = (text: string) => ({ label: '家', text, contactPhone: '13800000001' });

  test('in another city, as far as the map knows it', async () => {
    // The search on the map is paid for, so it counts.
    const reply = await city.ask('saveAddress', address('上海市黄浦区人民大道200号'), as);
    expectRefused(reply, 'ADDRESS_NOT_FOUND', ['dailyCounts']);
  });

  test('on the map, but not where we go', async () => {
    const { engine } = city.cloud.emulator;
    // Operators take a county off the list; no function has looked at the list before.
    await engine.remove('districts', { name: '淳安县' }, false);
    city.changes();
    expectRefused(
      await city.ask('saveAddress', address('杭州市淳安县千岛湖镇环湖北路1号'), as),
      'ADDRESS_OUTSIDE_CITY',
      ['dailyCounts'],
    );
  });
});

describe('at the door and beside the bed', () => {
  let orderId: string;
  let door: { orderId: string; position: [number, number]; visitCode: string };
  let her: As;

  test('setting out a day early', async () => {
    const early = await orderIn(city, 'pendingService', { family: 13, startAt: TOMORROW_TEN });
    const by = nurseOf((await city.order(early)).nurseId ?? '').as;
    await calm();
    expectRefused(await city.ask('setOut', { orderId: early }, by), 'TOO_EARLY');
  });

  test('checking in five hundred metres away', async () => {
    orderId = await orderIn(city, 'travelling', { family: 12, startAt: TODAY_TEN });
    her = nurseOf((await city.order(orderId)).nurseId ?? '').as;
    const { address, visitCode } = await city.call<OrderView>('readOrder', { orderId }, family(12).as);
    const [longitude, latitude] = address?.position ?? [0, 0];
    door = { orderId, position: [longitude, latitude], visitCode: visitCode ?? '' };
    await calm();
    // 0.0045° of latitude are 500 m.
    const away = { ...door, position: [longitude, latitude + 0.0045] };
    const reply = await city.ask('checkIn', away, her);
    expectRefused(reply, 'OUTSIDE_GEOFENCE');
    const meters = !reply.ok && reply.error.details?.meters;
    expect(Math.abs(Number(meters) - 500)).toBeLessThan(3);
  });

  test('a wrong visit code: nothing but the count of wrong codes changes', async () => {
    const wrong = { ...door, visitCode: door.visitCode === '000000' ? '000001' : '000000' };
    expectRefused(await city.ask('checkIn', wrong, her), 'WRONG_VISIT_CODE', ['orderPrivate']);
    expect((await city.order(orderId)).status).toBe('travelling');
  });

  test('a nurse who is not the one', async () => {
    const { nurseId } = await city.order(orderId);
    const other = nurse(nurseId === 'nurse0002' ? 3 : 2).as;
    expectRefused(await city.ask('checkIn', door, other), 'FORBIDDEN');
  });

  test.each<[string, object, RefusalCode]>([
    ['a blood pressure of 900', { vitals: { ...MEASURED, systolicMmHg: 900 } }, 'VITALS_IMPLAUSIBLE'],
    ['upper and lower pressure changed over', { vitals: { ...MEASURED, diastolicMmHg: 140 } }, 'VITALS_IMPLAUSIBLE'],
    ['no temperature', { vitals: { ...MEASURED, temperatureCelsius: undefined } }, 'VITALS_MISSING'],
    ['a step not ticked', { checkedSteps: [0, 1, 2, 4, 5] }, 'CHECKLIST_INCOMPLETE'],
    ['no summary', { summary: '  ' }, 'SUMMARY_MISSING'],
    [
      'a photo that is no file of ours',
      { photos: [{ label: '现场', fileId: 'https://elsewhere/1.png' }] },
      'BAD_INPUT',
    ],
  ])('%s', async (_what, change, code) => {
    if ((await city.order(orderId)).status === 'travelling') {
      await city.call('checkIn', door, her);
      await calm();
    }
    expectRefused(await city.ask('completeVisit', { ...wholeRecord(orderId), ...change }, her), code);
    expect((await city.order(orderId)).status).toBe('inService');
  });
});

describe('in the wrong state', () => {
  const STATES: readonly OrderStatus[] = [
    ...(['pendingAcceptance', 'pendingPayment', 'pendingService', 'travelling', 'inService'] as const),
    ...(['pendingConfirmation', 'pendingBalance', 'completed', 'cancelled', 'refunding', 'refunded'] as const),
  ];
  interface Row {
    readonly name: string;
    /** `another`: a nurse who was asked as well. */
    readonly by: 'patient' | 'nurse' | 'another';
    readonly data?: object;
    readonly allowedIn: readonly OrderStatus[];
    readonly code: RefusalCode;
    readonly but?: Partial<Record<OrderStatus, RefusalCode>>;
  }
  /** Orders nobody has: the caller is a nurse who was asked for it. */
  const nobodys = (code: RefusalCode) => ({ pendingAcceptance: code, cancelled: code });
  const late = (code: RefusalCode) => ({
    ...{ inService: code, pendingConfirmation: code, pendingBalance: code, completed: code },
  });
  const position: [number, number] = [120.1, 30.2];
  const ROWS: readonly Row[] = [
    {
      name: 'acceptOrder',
      by: 'another',
      allowedIn: ['pendingAcceptance'],
      code: 'OFFER_TAKEN',
      but: { cancelled: 'OFFER_CLOSED' },
    },
    {
      name: 'declineOrder',
      by: 'another',
      data: { reason: '其他' },
      allowedIn: ['pendingAcceptance'],
      code: 'OFFER_CLOSED',
    },
    {
      name: 'payOrder',
      by: 'patient',
      data: { part: 'deposit' },
      allowedIn: ['pendingPayment'],
      code: 'NOTHING_TO_PAY',
    },
    {
      name: 'payOrder',
      by: 'patient',
      data: { part: 'balance' },
      allowedIn: ['pendingBalance'],
      code: 'NOTHING_TO_PAY',
    },
    { name: 'setOut', by: 'nurse', allowedIn: ['pendingService'], code: 'ILLEGAL_STEP' },
    {
      name: 'reportLocation',
      by: 'nurse',
      data: { position },
      allowedIn: ['travelling'],
      code: 'ILLEGAL_STEP',
      but: nobodys('FORBIDDEN'),
    },
    {
      name: 'checkIn',
      by: 'nurse',
      data: { position, visitCode: '123456' },
      allowedIn: ['travelling'],
      code: 'ILLEGAL_STEP',
    },
    {
      name: 'saveVisit',
      by: 'nurse',
      data: wholeRecord(''),
      allowedIn: ['inService'],
      code: 'ILLEGAL_STEP',
      but: nobodys('FORBIDDEN'),
    },
    { name: 'completeVisit', by: 'nurse', data: wholeRecord(''), allowedIn: ['inService'], code: 'ILLEGAL_STEP' },
    { name: 'confirmOrder', by: 'patient', allowedIn: ['pendingConfirmation'], code: 'ILLEGAL_STEP' },
    {
      name: 'reviewOrder',
      by: 'patient',
      data: { professional: 5, attitude: 5, environment: 5 },
      allowedIn: ['completed'],
      code: 'ILLEGAL_STEP',
    },
    {
      name: 'changeOrder',
      by: 'patient',
      data: { kind: 'cancel', reason: '临时有事' },
      allowedIn: ['pendingAcceptance', 'pendingPayment', 'pendingService', 'travelling'],
      code: 'ILLEGAL_STEP',
      but: late('CANNOT_CANCEL_NOW'),
    },
  ];
  const orders = new Map<OrderStatus, { orderId: string; family: number; nurse: As; another: As }>();

  beforeAll(async () => {
    // Money stays on its way where the state says so.
    for (const [index, status] of STATES.entries()) {
      city.wechatPay.script(status === 'refunding' ? { refund: 'stuck' } : { reset: true });
      const orderId = await orderIn(city, status, { family: index + 1, startAt: TODAY_TEN });
      if (status === 'refunding') await moneyArrives(city);
      const { nurseId, dispatch } = await city.order(orderId);
      const [first = '', second = ''] = dispatch.offeredNurseIds;
      const own = nurseId ?? first;
      orders.set(status, {
        orderId,
        family: index + 1,
        nurse: nurseOf(own).as,
        another: nurseOf(own === first ? second : first).as,
      });
    }
    await city.runTimer('outboxTimer');
  }, 90_000);

  const cases = STATES.flatMap((status) =>
    ROWS.filter(({ allowedIn }) => !allowedIn.includes(status)).map((row): [OrderStatus, string, Row] => [
      status,
      `${row.name}${row.data && 'part' in row.data ? ` ${String(row.data.part)}` : ''}`,
      row,
    ]),
  );

  test.each(STATES)('an order that is %s', async (status) => {
    const order = orders.get(status);
    if (!order) throw new Error(`no order is ${status}`);
    for (const [, what, row] of cases.filter(([of]) => of === status)) {
      const as = row.by === 'patient' ? family(order.family).as : order[row.by];
      const reply = await city.ask(row.name, { ...row.data, orderId: order.orderId }, as);
      const expected = row.but?.[status] ?? row.code;
      expect([what, reply.ok ? 'ok' : reply.error.code]).toEqual([what, expected]);
      expectRefused(reply, expected);
    }
    expect((await city.order(order.orderId)).status).toBe(status);
  });

  test('the table leaves nothing out: 12 functions in 11 states, 15 of the pairs allowed', () => {
    expect(cases).toHaveLength(12 * 11 - 15);
  });
});
