import type { PriceLine, PriceList, Tariff } from '../payment/priceList';

/** S 168.00, C 24.00, a filed medical item, except … */
export const aPriceLine = (except: Partial<PriceLine> = {}): PriceLine => ({
  serviceCode: 'MED-05',
  serviceFen: 16_800,
  consumablesFen: 2400,
  itemKind: 'medical',
  ...except,
});

/** The platform's first list, holding since the beginning of the year, except … */
export const aPriceList = (except: Partial<PriceList> = {}): PriceList => ({
  _id: '杭州市:platform:v1',
  city: '杭州市',
  institutionId: null,
  filingNumber: '备案0001',
  version: 1,
  validFrom: Date.parse('2026-01-01T00:00:00+08:00'),
  validUntil: null,
  lines: [aPriceLine(), aPriceLine({ serviceCode: 'LIF-01', serviceFen: 12_000, itemKind: 'lifeCare' })],
  publishedAt: Date.parse('2025-12-20T00:00:00+08:00'),
  publishedBy: 'operator-1',
  reason: '首版',
  ...except,
});

export const aTariff = (except: Partial<PriceLine> = {}): Tariff => ({ list: aPriceList(), line: aPriceLine(except) });
