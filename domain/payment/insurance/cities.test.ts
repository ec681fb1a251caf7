import { anOrder } from '../../testing/anOrder';
import type { Order } from '../../order/order';
import { insuredCityOf, type InsuredCity } from './cities';

const city: InsuredCity = {
  ...{ city: '杭州市', cityId: '330100', channelNumber: '', institutionName: '西湖护理站', institutionNumber: 'H1' },
  ...{ institutionAppId: 'A1', orderType: 'DIAG_PAY', channelCertificate: 'C1', serviceCodes: ['MED-05'] },
};
const basis: Order['money']['price']['basis'] = {
  ...{ listId: 'l', city: '杭州市', institutionId: null, version: 1, filingNumber: '', starNurseId: null },
  itemKind: 'medical',
};
const plain = anOrder({ status: 'pendingPayment', serviceCode: 'MED-05' });
const money = { ...plain.money, paidFen: 0, price: { ...plain.money.price, basis } };
const order: Order = { ...plain, money };

test('nowhere by default; where its city and its service are switched on', () => {
  expect(insuredCityOf(order, [])).toBeNull();
  expect(insuredCityOf(order, [{ ...city, city: '宁波市' }, city])).toBe(city);
});

test.each<[string, Partial<Order>]>([
  ['not accepted yet', { status: 'pendingAcceptance' }],
  ['only the rest is left to pay', { status: 'pendingBalance' }],
  ['another service', { serviceCode: 'MED-01' }],
  ['something is paid already', { money: { ...money, paidFen: 1 } }],
  [
    'the price was reduced',
    { money: { ...money, reductions: [{ kind: 'late', label: '', amountFen: 1, nurseFen: 0 }] } },
  ],
  ['another city’s prices', { money: { ...money, price: { ...money.price, basis: { ...basis, city: '宁波市' } } } }],
  ['no list of prices', { money: plain.money }],
])('not offered: %s', (_, change) => expect(insuredCityOf({ ...order, ...change }, [city])).toBeNull());
