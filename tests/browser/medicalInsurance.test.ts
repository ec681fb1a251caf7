/** The medical insurance pays a part: nothing of it stands on the order before the voucher was shown and the office has settled. */
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
let orderId = '';
let mother = { name: '', idNumber: '' };
const step = storyteller(() => ({ patient }));
const order = async () => {
  const [found] = await city.product.cloud.emulator.engine.find('orders', { query: { _id: orderId }, limit: 1 });
  return found as unknown as {
    status: string;
    money: { paidFen: number; insuredFen?: number; price: { totalFen: number } };
  };
};

/** An order of the demo that a nurse has taken and nobody has paid, in a city that is switched on; who pays is registered too. */
beforeAll(async () => {
  city = await openCity('medical-insurance', ['patient']);
  ({ patient } = city);
  const { engine, clock } = city.product.cloud.emulator;
  const newest = await city.newestOrder();
  const query = { patientUserId: newest.patientUserId, serviceCode: { $regex: '^MED' }, status: 'completed' };
  const [past] = await engine.find('orders', { query, limit: 1 });
  orderId = String(past?._id);
  const { db } = await import('#cloud/database');
  const { idNumberOf, nameOf, recipientDocument, verifiedRecipient } = await import('#cloud/recipients');
  const row = past as unknown as {
    recipientId: string;
    serviceCode: string;
    money: { price: { basis: { city: string } } };
  };
  const { data } = await db.collection('recipients').doc(row.recipientId).get();
  const [recipient] = data as [Parameters<typeof nameOf>[0]];
  mother = { name: nameOf(recipient), idNumber: idNumberOf(recipient) ?? '' };
  const known = { _id: 'recipient-self', ownerUserId: newest.patientUserId, createdAt: clock.now() };
  const said = { name: '王小梅', relation: '本人', conditions: [], allergies: [], emergencyContacts: [] };
  const proven = { name: '王小梅', number: '33010619750307002X', maskedNumber: '3301**********002X' };
  await db
    .collection('recipients')
    .add(verifiedRecipient(recipientDocument(said as never, known), { ...proven, sex: 'female', birthYear: 1975 }));
  const names = { cityId: '330100', channelNumber: 'AA1', institutionName: '西湖护理站', orderType: 'DIAG_PAY' };
  const numbers = { institutionNumber: 'H33010600001', institutionAppId: 'APP1', channelCertificate: 'BqK1kMStl' };
  const on = { city: row.money.price.basis.city, ...names, ...numbers, serviceCodes: [row.serviceCode] };
  await db.collection('settings').add({ _id: 'medicalInsurance', cities: [on] });
  const unpaid = { 'money.paidFen': 0, 'money.refundedFen': 0, 'money.refundingFen': 0, 'money.reductions': [] };
  const times = { startAt: clock.now() + 86_400_000, endAt: clock.now() + 89_000_000, payBy: clock.now() + 1_500_000 };
  const open = { status: 'pendingPayment', confirmedAt: null, finishedAt: null, checkedInAt: null, departedAt: null };
  await db
    .collection('orders')
    .doc(orderId)
    .update({ ...unpaid, ...times, ...open });
});
afterAll(() => city?.close());

step('offered without an amount; the office’s split is shown before anything is paid', async () => {
  await patient.page.goto(patient.page.url().replace(/#.*/, `#/packages/order/order/index?orderId=${orderId}`));
  await patient.page.reload();
  await patient.arrive('pay-insured');
  expect(await patient.page.locator('[data-test="insured-split"]').count()).toBe(0);
  await patient.picture('01-offered');
  await patient.tap('pay-insured');
  await patient.page.locator('[data-test="voucher-name"]').fill(mother.name);
  await patient.page.locator('[data-test="voucher-id"]').fill(mother.idNumber);
  await patient.picture('02-voucher');
  await patient.page.locator('[data-test="voucher-agree"]').click();
  await patient.see('insured-split');
  expect(await patient.text('insured-split')).toMatch(
    /医保统筹付\s*¥[\s\S]*医保个人账户付\s*¥20.00[\s\S]*您还要付\s*¥/,
  );
  await patient.picture('03-split');
});

step('large print on a small phone', async () => {
  await patient.page.setViewportSize({ width: 360, height: 640 });
  await patient.tap('dev-care');
  await patient.page.locator('[data-test="insured-confirm"]').scrollIntoViewIfNeeded();
  await patient.picture('04-care');
  const wide = await patient.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  await patient.tap('dev-care');
  await patient.page.setViewportSize({ width: 390, height: 844 });
});

step('one confirmation pays both parts, and the order says who paid what', async () => {
  await patient.tap('insured-confirm');
  await patient.page.locator('[data-test="pay-confirm"]').click();
  await patient.arrive('insured-paid');
  await patient.picture('05-paid');
  const { status, money } = await order();
  expect([status, money.paidFen]).toEqual(['pendingService', money.price.totalFen]);
  expect(await patient.text('insured-paid')).toBe(`其中医保付 ¥${((money.insuredFen ?? 0) / 100).toFixed(2)}`);
  expect(patient.complaints).toEqual([]);
});
