import type { Order, OrderMoney } from '../order/order';
import type { Price } from '../payment/price';

/** When the ordinary visit starts: a Monday, ten in the morning. */
export const VISIT_AT = Date.parse('2026-11-23T10:00:00+08:00');

/** S 168.00, T 20.00, C 24.00: the price of the published refund examples. */
export const aPrice = (except: Partial<Price> = {}): Price => ({
  items: [
    { kind: 'service', label: '服务费', amountFen: 16_800 },
    { kind: 'transport', label: '交通费（7.6 公里）', amountFen: 2000 },
    { kind: 'consumables', label: '耗材费', amountFen: 2400 },
  ],
  totalFen: 21_200,
  depositFen: 4240,
  ...except,
});

export const someMoney = (except: Partial<OrderMoney> = {}): OrderMoney => ({
  price: aPrice(),
  paidFen: 0,
  refundedFen: 0,
  refundingFen: 0,
  cancellationFeeFen: 0,
  ...except,
});

/** An ordinary order, two days before its visit and looking for a nurse, except … */
export const anOrder = (except: Partial<Order> = {}): Order => {
  const createdAt = VISIT_AT - 48 * 3_600_000;
  return {
    _id: 'order0000000000000001',
    patientUserId: 'user-1',
    patientOpenid: 'openid-1',
    patientUid: '',
    nurseOpenid: '',
    nurseUid: '',
    recipientId: 'recipient-1',
    addressId: 'address-1',
    recipientMaskedName: '王**',
    serviceCode: 'MED-05',
    serviceName: '伤口换药',
    district: '西湖区',
    startAt: VISIT_AT,
    endAt: VISIT_AT + 45 * 60_000,
    chosenNurseId: null,
    nurseId: null,
    nurseName: null,
    status: 'pendingAcceptance',
    statusSince: createdAt,
    dispatch: { stage: 'waves', startedAt: createdAt, wave: 0, offeredNurseIds: [], nextStepAt: createdAt },
    money: someMoney(),
    payBy: null,
    departedAt: null,
    checkedInAt: null,
    finishedAt: null,
    confirmedAt: null,
    reviewedAt: null,
    cancelReason: null,
    createdAt,
    version: 1,
    ...except,
  };
};

/** The same, with nurse-1. */
export const anAcceptedOrder = (except: Partial<Order> = {}): Order =>
  anOrder({
    status: 'pendingPayment',
    nurseId: 'nurse-1',
    nurseName: '李护士',
    nurseOpenid: 'openid-nurse-1',
    payBy: VISIT_AT - 47 * 3_600_000,
    cover: { number: 'cover-1', insurer: '示例保险', nurseId: 'nurse-1' },
    ...except,
  });
