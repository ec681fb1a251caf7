import { districtAt } from './district';

const box = (west: number, east: number) => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, 30],
        [east, 30],
        [east, 31],
        [west, 31],
        [west, 30],
      ],
    ],
  ],
});
const districts = [
  { name: '西湖区', polygon: box(120.0, 120.2) },
  { name: '上城区', polygon: box(120.2, 120.4) },
];

test('the district a position lies in', () => {
  expect(districtAt(districts, [120.1, 30.5])).toBe('西湖区');
  expect(districtAt(districts, [120.3, 30.5])).toBe('上城区');
});

test('outside the city there is none', () => {
  expect(districtAt(districts, [121.5, 31.2])).toBeNull();
});

test('a point on the common border belongs to one district only', () => {
  const holding = districts.filter((district) => districtAt([district], [120.2, 30.5]) !== null);
  expect(holding).toHaveLength(1);
});
