import { aNurse } from '../testing/aNurse';
import { type Area, inServiceArea, type OperatorArea } from './serviceArea';

/** She lives at [120.15, 30.25]; 0.01° of latitude are 1113 m. */
const near = [120.15, 30.26] as const;
const operators: OperatorArea = { searchRadiusMeters: 15_000, area: null };
/** West of 120.16, between 30.2 and 30.3. */
const west = [
  [120.1, 30.2],
  [120.16, 30.2],
  [120.16, 30.3],
  [120.1, 30.3],
  [120.1, 30.2],
] as const;
const area = (except: Partial<Area>): Area => ({ districts: [], polygon: null, ...except });

test('the circle: her own wish and the operators’ radius, whichever is smaller', () => {
  const goes = (serviceRadiusMeters: number, searchRadiusMeters: number) =>
    inServiceArea(aNurse({ serviceRadiusMeters }), near, '西湖区', null, { ...operators, searchRadiusMeters });
  expect(goes(1200, 15_000)).toBe(true);
  expect(goes(1100, 15_000)).toBe(false);
  expect(goes(50_000, 1100)).toBe(false);
});

test('districts: only the named ones; none named means all of them', () => {
  const nurse = aNurse({ areaDistricts: ['西湖区', '拱墅区'] });
  expect(inServiceArea(nurse, near, '拱墅区', null, operators)).toBe(true);
  expect(inServiceArea(nurse, near, '滨江区', null, operators)).toBe(false);
  expect(inServiceArea(nurse, near, null, null, operators)).toBe(false);
  expect(inServiceArea(aNurse(), near, null, null, operators)).toBe(true);
});

test('the drawn ring', () => {
  const nurse = aNurse({ areaPolygon: west });
  expect(inServiceArea(nurse, near, '西湖区', null, operators)).toBe(true);
  expect(inServiceArea(nurse, [120.17, 30.25], '西湖区', null, operators)).toBe(false);
});

test('what counts is what all of them share', () => {
  const nurse = aNurse({ areaDistricts: ['西湖区'], areaPolygon: west });
  const institution = area({ districts: ['西湖区', '上城区'] });
  expect(inServiceArea(nurse, near, '西湖区', institution, { ...operators, area: area({ polygon: west }) })).toBe(true);
  expect(inServiceArea(nurse, near, '西湖区', area({ districts: ['上城区'] }), operators)).toBe(false);
  const north = west.map(([x, y]) => [x, y + 0.2] as const);
  expect(inServiceArea(nurse, near, '西湖区', institution, { ...operators, area: area({ polygon: north }) })).toBe(
    false,
  );
});

test('a place without coordinates is nowhere', () => {
  expect(inServiceArea(aNurse(), [NaN, NaN], '西湖区', null, operators)).toBe(false);
});
