import { aNurse, competency } from '../testing/aNurse';
import { parameters } from '../testing/parameters';
import type { Nurse } from './nurse';
import {
  handedOver,
  inTheWay,
  type Promised,
  withArea,
  withException,
  withHours,
  withoutException,
  withRoster,
  withServices,
} from './planChange';
import { whyNoRing } from './serviceAreaRing';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const NOW = at('2026-11-23T09:00');
/** Tuesday, ten o'clock, round the corner. */
const order = (except: Partial<Promised> = {}): Promised => ({
  _id: 'order-1',
  serviceCode: 'MED-05',
  serviceName: '伤口换药',
  startAt: at('2026-11-25T10:00'),
  endAt: at('2026-11-25T10:45'),
  status: 'pendingService',
  district: '西湖区',
  coordinates: [120.15, 30.26],
  ...except,
});
const blocked = (after: Nurse, before = aNurse()) =>
  inTheWay(before, after, [order()], parameters).map(({ _id }) => _id);
const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

describe('no family is left alone', () => {
  const off = withException(aNurse(), { kind: 'off', day: '2026-11-25', fromMinute: 0, toMinute: 1440 }, NOW);

  test.each<[string, Nurse, boolean]>([
    ['a day off on that day', off, true],
    [
      'a day off on another',
      withException(aNurse(), { kind: 'off', day: '2026-11-26', fromMinute: 0, toMinute: 1440 }, NOW),
      false,
    ],
    [
      'a hospital night before it',
      withRoster(aNurse(), [{ day: '2026-11-24', fromMinute: 1200, toMinute: 1920 }], NOW),
      true,
    ],
    [
      'hours that begin later',
      withHours(aNurse(), [{ weekday: 3, fromMinute: 630, toMinute: 1200 }], parameters.rest),
      true,
    ],
    ['a smaller circle', { ...aNurse(), serviceRadiusMeters: 1000 }, true],
    ['other districts', { ...aNurse(), areaDistricts: ['拱墅区'] }, true],
    ['that service switched off', withServices(aNurse(), [], NOW), true],
  ])('%s: in the way %p', (_, after, expected) => {
    expect(blocked(after)).toEqual(expected ? ['order-1'] : []);
  });

  test('what could not be kept before is no reason', () => {
    expect(blocked(off, aNurse({ shifts: [] }))).toEqual([]);
  });

  test('a day ahead they may be handed over by wish; nearer they are named', () => {
    const early = order();
    const near = order({ _id: 'order-2', startAt: NOW + 24 * 3_600_000 - 1 });
    expect(handedOver([early], true, NOW, parameters)).toEqual(['order-1']);
    expect(handedOver([], false, NOW, parameters)).toEqual([]);
    expect(() => handedOver([early], false, NOW, parameters)).toThrow(refusal('ORDERS_IN_THE_WAY'));
    expect(() => handedOver([early, near], true, NOW, parameters)).toThrow(
      refusal('ORDERS_IN_THE_WAY', {
        orders: [
          expect.objectContaining({ orderId: 'order-1', mayHandOver: true }),
          expect.objectContaining({ orderId: 'order-2', mayHandOver: false }),
        ],
      }),
    );
  });
});

describe('weekly hours', () => {
  const set = (...shifts: Nurse['shifts']) => withHours(aNurse(), shifts, parameters.rest).shifts;
  const shift = (weekday: number, fromMinute: number, toMinute: number) => ({ weekday, fromMinute, toMinute });

  test.each([
    ['two that touch', [shift(1, 480, 720), shift(1, 720, 1080)]],
    ['thirteen hours', [shift(1, 480, 1260)]],
    ['a night over midnight', [shift(1, 1200, 1440), shift(2, 0, 360)]],
    ['none at all', []],
  ])('%s', (_, shifts) => {
    expect(set(...shifts)).toEqual(shifts);
  });

  test.each([
    ['overlapping', [shift(1, 480, 720), shift(1, 719, 1080)], 'overlap'],
    ['the same twice', [shift(1, 480, 720), shift(1, 480, 720)], 'overlap'],
    ['empty', [shift(1, 480, 480)], 'empty'],
    ['more than thirteen hours on end: eleven must follow', [shift(1, 480, 1290)], 'tooLong'],
    ['the same over midnight', [shift(1, 1000, 1440), shift(2, 0, 400)], 'tooLong'],
  ])('%s is refused', (_, shifts, reason) => {
    expect(() => set(...shifts)).toThrow(refusal('HOURS_INVALID', { reason }));
  });
});

describe('days that differ', () => {
  const off = { kind: 'off', day: '2026-11-25', fromMinute: 0, toMinute: 1440 } as const;

  test('past ones go, doubled ones are refused, one is taken away by what it is', () => {
    const nurse = withException(aNurse({ exceptions: [{ ...off, day: '2026-11-20' }] }), off, NOW);
    expect(nurse.exceptions).toEqual([off]);
    expect(() => withException(nurse, { ...off, fromMinute: 600 }, NOW)).toThrow(
      refusal('HOURS_INVALID', { reason: 'overlap' }),
    );
    expect(withoutException(nurse, off).exceptions).toEqual([]);
    expect(() => withoutException(nurse, { ...off, day: '2026-11-26' })).toThrow(refusal('NOT_FOUND'));
    expect(() => withException(nurse, { ...off, day: '2026-11-22' }, NOW)).toThrow(refusal('HOURS_INVALID'));
    expect(() => withException(nurse, { ...off, day: '2026-02-30' }, NOW)).toThrow(refusal('BAD_INPUT'));
  });

  test('a roster replaces the nights of its days and no others', () => {
    const night = (day: string) => ({ day, fromMinute: 1200, toMinute: 1920 });
    const first = withRoster(aNurse({ exceptions: [off] }), [night('2026-11-24'), night('2026-11-28')], NOW);
    const second = withRoster(first, [night('2026-11-23'), night('2026-11-26')], NOW);
    expect(second.exceptions.map(({ kind, day }) => `${kind} ${day}`)).toEqual([
      'off 2026-11-25',
      'hospitalNight 2026-11-28',
      'hospitalNight 2026-11-23',
      'hospitalNight 2026-11-26',
    ]);
  });
});

test('services: any of those she is certified for today, and no others', () => {
  const nurse = aNurse({
    competencies: [competency('MED-05', NOW), competency('MED-01', NOW), competency('MED-12', at('2026-11-22T12:00'))],
  });
  expect(withServices(nurse, ['MED-01'], NOW)).toMatchObject({ serviceCodes: ['MED-01'], servicesOff: ['MED-05'] });
  expect(withServices(withServices(nurse, [], NOW), ['MED-01', 'MED-05'], NOW).serviceCodes).toEqual([
    'MED-05',
    'MED-01',
  ]);
  expect(() => withServices(nurse, ['MED-12'], NOW)).toThrow(
    refusal('SERVICE_NOT_CERTIFIED', { serviceCodes: ['MED-12'] }),
  );
});

describe('the area', () => {
  const square = [
    [120.1, 30.2],
    [120.2, 30.2],
    [120.2, 30.3],
    [120.1, 30.3],
    [120.1, 30.2],
  ] as const;
  const city = [
    {
      name: '西湖区',
      polygon: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [120, 30],
              [121, 30],
              [121, 31],
              [120, 31],
              [120, 30],
            ],
          ],
        ],
      },
    },
  ];
  const save = (polygon: Nurse['areaPolygon'], districts: readonly string[] = []) =>
    withArea(aNurse(), { radiusMeters: 50_000, districts, polygon }, city, parameters.dispatch);

  test('is kept, its circle never wider than the operators’', () => {
    expect(save(square, ['西湖区'])).toMatchObject({
      serviceRadiusMeters: 15_000,
      areaDistricts: ['西湖区'],
      areaPolygon: square,
    });
  });

  test('outside the city, or of a district nobody knows: refused', () => {
    expect(() => save(square.map(([x, y]) => [x + 5, y] as const))).toThrow(
      refusal('AREA_INVALID', { reason: 'outsideCity' }),
    );
    expect(() => save(null, ['浦东新区'])).toThrow(refusal('AREA_INVALID', { reason: 'unknownDistrict' }));
  });

  test.each<[string, readonly (readonly [number, number])[], string | null]>([
    ['a square', square, null],
    [
      'a triangle',
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      null,
    ],
    [
      'a line there and back',
      [
        [0, 0],
        [1, 0],
        [0, 0],
      ],
      'tooFewPoints',
    ],
    ['an open one', square.slice(0, 4), 'notClosed'],
    [
      'a bow tie',
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      'crossesItself',
    ],
    [
      'a spike',
      [
        [0, 0],
        [2, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
      'crossesItself',
    ],
    [
      'a point that touches a side',
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [2, 0],
        [0, 4],
        [0, 0],
      ],
      'crossesItself',
    ],
    [
      'the same point twice',
      [
        [0, 0],
        [1, 0],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      'crossesItself',
    ],
    [
      'a hundred and one points',
      [...Array.from({ length: 100 }, (_, index) => [Math.cos(index / 16), Math.sin(index / 16)] as const), [1, 0]],
      'tooManyPoints',
    ],
  ])('%s', (_, ring, reason) => {
    expect(whyNoRing(ring)).toBe(reason);
  });
});
