import { distanceMeters } from '#domain/geo/distance';
import { whyNoRing } from '#domain/nurse/serviceAreaRing';
import { frameOf } from '@/components/area-map/sketch-frame';
import { namesIn } from '@/components/area-map/sketch-names';
import { cornersByWays, cornersOf, ringOf } from '@/packages/plan/area/ring';

const HOME = [120.15, 30.28] as const;

test('kilometres each way become four corners that far away, and a ring the rules take', () => {
  const corners = cornersByWays(HOME, { north: 2000, east: 1000, south: 500, west: 3000 });
  const [lng, lat] = HOME;
  const far = (to: readonly [number, number]) => Math.round(distanceMeters(HOME, to) / 10) * 10;
  expect(far([lng, corners[0]?.[1] ?? 0])).toBe(2000);
  expect(far([corners[1]?.[0] ?? 0, lat])).toBe(1000);
  expect(far([lng, corners[2]?.[1] ?? 0])).toBe(500);
  expect(far([corners[3]?.[0] ?? 0, lat])).toBe(3000);
  expect(whyNoRing(ringOf(corners))).toBeNull();
  expect(cornersOf(ringOf(corners))).toEqual(corners);
});

test('without corners there is no ring', () => expect([ringOf([]), cornersOf(null)]).toEqual([[], []]));

test('a tap on the sketch is the place that stands there, north up', () => {
  const frame = frameOf(HOME, 5000, 300, 300);
  expect(frame.toPixel(HOME)).toEqual({ x: 150, y: 150 });
  expect(frame.pixels(5000)).toBe(150);
  for (const [x, y] of [
    [0, 0],
    [10, 290],
    [222, 31],
  ] as const) {
    const pixel = frame.toPixel(frame.toPosition(x, y));
    expect(Math.hypot(pixel.x - x, pixel.y - y)).toBeLessThan(0.1);
  }
  expect(frame.toPosition(150, 0)[1]).toBeGreaterThan(HOME[1]);
  expect(Math.round(distanceMeters(HOME, frame.toPosition(150, 0)) / 100)).toBe(50);
});

test('names stand in what is seen of a district, none over another; a district that is not seen has none', () => {
  const frame = frameOf(HOME, 5000, 360, 360);
  const at = (x: number, y: number) => frame.toPosition(x, y);
  const borders = [
    { name: '西湖区', rings: [[at(1, 100), at(2, 110), at(3, 120)]] },
    { name: '拱墅区', rings: [[at(20, 101), at(22, 111), at(23, 121)]] },
    { name: '余杭区', rings: [[at(300, 300), at(310, 310), at(320, 320)]] },
    { name: '建德市', rings: [[at(900, 900), at(910, 910), at(920, 920)]] },
  ];
  const names = namesIn(borders, frame, 360);
  expect(names.map(({ name }) => name)).toEqual(['西湖区', '余杭区']);
  expect(names[0]?.x).toBeCloseTo(2, 0);
});
