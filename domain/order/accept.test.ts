import { aNurse } from '../testing/aNurse';
import { anAcceptedOrder, anOrder, VISIT_AT } from '../testing/anOrder';
import { parameters } from '../testing/parameters';
import { accept, assign, release } from './accept';

const MINUTE = 60_000;
const NOW = VISIT_AT - 48 * 60 * MINUTE;
const open = { status: 'open', expiresAt: NOW + 5 * MINUTE };

test('the nurse who accepts has the order, and the patient half an hour to pay', () => {
  const { order, fact } = accept(anOrder(), aNurse(), open, NOW, parameters);
  expect(order).toMatchObject({
    status: 'pendingPayment',
    nurseId: 'nurse-1',
    nurseName: '李护士',
    nurseOpenid: 'openid-nurse-1',
    payBy: NOW + 30 * MINUTE,
  });
  expect(fact).toMatchObject({ event: 'accept', by: 'nurse', details: { nurseId: 'nurse-1' } });
});

test('hearing her again changes nothing', () => {
  const order = anAcceptedOrder();
  expect(accept(order, aNurse(), { status: 'accepted', expiresAt: NOW }, NOW, parameters)).toEqual({
    order,
    fact: null,
  });
});

test('whoever comes later hears that it is taken', () => {
  expect(() => accept(anAcceptedOrder(), aNurse({ _id: 'nurse-2' }), open, NOW, parameters)).toThrow(
    expect.objectContaining({ code: 'OFFER_TAKEN' }),
  );
});

test.each([
  ['at its very end', { status: 'open', expiresAt: NOW }],
  ['after declining', { status: 'declined', expiresAt: NOW + MINUTE }],
  ['that is lost', { status: 'lost', expiresAt: NOW + MINUTE }],
])('an offer %s is closed', (_, offer) => {
  expect(() => accept(anOrder(), aNurse(), offer, NOW, parameters)).toThrow(
    expect.objectContaining({ code: 'OFFER_CLOSED' }),
  );
});

test('a cancelled order is not accepted, nor does a suspended nurse accept', () => {
  expect(() => accept(anOrder({ status: 'cancelled' }), aNurse(), open, NOW, parameters)).toThrow(
    expect.objectContaining({ code: 'ILLEGAL_STEP' }),
  );
  expect(() => accept(anOrder(), aNurse({ status: 'suspended' }), open, NOW, parameters)).toThrow(
    expect.objectContaining({ code: 'NURSE_UNAVAILABLE' }),
  );
});

test('the time to pay never ends after the visit begins', () => {
  const now = VISIT_AT - 10 * MINUTE;
  expect(accept(anOrder(), aNurse(), { status: 'open', expiresAt: now + 1 }, now, parameters).order.payBy).toBe(
    VISIT_AT,
  );
});

test('nobody is found for a visit that has begun', () => {
  expect(() => assign(anOrder(), aNurse(), VISIT_AT, parameters)).toThrow(
    expect.objectContaining({ code: 'SLOT_IN_PAST' }),
  );
});

test('an operator assigns a nurse by hand', () => {
  const { order, fact } = assign(anOrder(), aNurse({ _id: 'nurse-7' }), NOW, parameters);
  expect(order).toMatchObject({ status: 'pendingPayment', nurseId: 'nurse-7' });
  expect(fact).toMatchObject({ event: 'assign', by: 'operator' });
});

test('nobody is paid for visiting the family of her own account', () => {
  const order = anOrder();
  const herself = aNurse({ userId: order.patientUserId });
  const offer = { status: 'open', expiresAt: NOW + 1 };
  for (const attempt of [
    () => accept(order, herself, offer, NOW, parameters),
    () => assign(order, herself, NOW, parameters),
  ])
    expect(attempt).toThrow(expect.objectContaining({ code: 'NURSE_UNAVAILABLE' }));
});

test('a nurse who backs out leaves no trace but her id; neither she nor who declined is asked again', () => {
  const said = { reason: '身体不适', declinedNurseIds: ['nurse-4', 'nurse-1'] };
  const { order, fact } = release(anAcceptedOrder({ chosenNurseId: 'nurse-1' }), 'nurse', said, NOW);
  expect(order).toMatchObject({
    status: 'pendingAcceptance',
    nurseId: null,
    nurseName: null,
    nurseOpenid: '',
    payBy: null,
    dispatch: { stage: 'waves', startedAt: NOW, wave: 0, offeredNurseIds: ['nurse-4', 'nurse-1'], nextStepAt: NOW },
  });
  expect(fact?.details).toEqual({ nurseId: 'nurse-1', reason: '身体不适' });
});

test('after payment she cannot back out quietly', () => {
  expect(() =>
    release(anAcceptedOrder({ status: 'pendingService' }), 'nurse', { reason: '', declinedNurseIds: [] }, NOW),
  ).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
});
