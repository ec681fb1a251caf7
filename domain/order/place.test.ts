import { decideEligibility } from '../eligibility/decide';
import { someFacts } from '../testing/someFacts';
import { aNurse } from '../testing/aNurse';
import { aPrice, VISIT_AT } from '../testing/anOrder';
import { aService } from '../testing/aService';
import { parameters } from '../testing/parameters';
import { place, type Wanted } from './place';

const unregistered = someFacts({
  recipient: {
    recipientId: 'recipient-1',
    registration: { basicDone: true, verified: false, contactCount: 2 },
    isSelf: false,
    isMinor: false,
  },
});
const NOW = VISIT_AT - 24 * 3_600_000;
const wanted = (except: Partial<Wanted> = {}): Wanted => ({
  requestId: '01jd8k3m5n7p9q1r3s5t7v9w1x',
  patient: { userId: 'user-1', openid: 'openid-1', uid: 'uid-1' },
  recipient: { _id: 'recipient-1', maskedName: '王**' },
  service: aService(),
  startAt: VISIT_AT,
  address: { _id: 'address-1', district: '西湖区' },
  price: aPrice(),
  chosenNurse: null,
  eligibility: { allowed: true, reasons: [], rules: [] },
  ...except,
});

test('a new order looks for a nurse from now on and owes nothing yet', () => {
  const { order, fact } = place(wanted(), NOW, parameters);
  expect(fact).toBeNull();
  expect(order).toMatchObject({
    _id: '01jd8k3m5n7p9q1r3s5t7v9w1x',
    status: 'pendingAcceptance',
    statusSince: NOW,
    patientOpenid: 'openid-1',
    patientUid: 'uid-1',
    nurseId: null,
    nurseOpenid: '',
    startAt: VISIT_AT,
    endAt: VISIT_AT + 45 * 60_000,
    dispatch: { stage: 'waves', startedAt: NOW, wave: 0, offeredNurseIds: [], nextStepAt: NOW },
    money: { price: aPrice(), paidFen: 0, refundedFen: 0, refundingFen: 0, cancellationFeeFen: 0 },
    payBy: null,
    version: 1,
  });
});

test('with a chosen nurse the search begins with her alone', () => {
  const { order } = place(wanted({ chosenNurse: aNurse() }), NOW, parameters);
  expect(order).toMatchObject({ chosenNurseId: 'nurse-1', nurseId: null, dispatch: { stage: 'exclusive' } });
});

test.each<[string, Partial<Wanted>, string]>([
  ['a service that is not offered', { service: aService({ offered: false }) }, 'SERVICE_NOT_OFFERED'],
  ['what the rules refuse', { eligibility: decideEligibility(unregistered) }, 'REGISTRATION_INCOMPLETE'],
  ['a visit off the half hour', { startAt: VISIT_AT + 60_000 }, 'SLOT_OFF_GRID'],
  ['a visit in the past', { startAt: NOW - 3_600_000 }, 'SLOT_IN_PAST'],
  ['a visit in six weeks', { startAt: VISIT_AT + 42 * 86_400_000 }, 'SLOT_TOO_FAR'],
])('refuses %s', (_, except, code) => {
  expect(() => place(wanted(except), NOW, parameters)).toThrow(expect.objectContaining({ code }));
});
