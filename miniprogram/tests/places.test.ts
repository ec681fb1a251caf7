import { drawnPlaces } from '@/components/map-view/sketch';
import { stations } from '@/development/walk';
import { toGcj02 } from '@/location/gcj02';

test('Tiananmen: the well-known pair of WGS-84 and GCJ-02', () => {
  const [lng, lat] = toGcj02([116.404, 39.915]);
  expect(lng).toBeCloseTo(116.41024, 4);
  expect(lat).toBeCloseTo(39.9164, 4);
});

test('outside China nothing is bent', () => expect(toGcj02([2.3522, 48.8566])).toEqual([2.3522, 48.8566]));

test('a sketch keeps north up and everything inside', () => {
  const home = { position: [120.15, 30.3], label: '家', kind: 'home' } as const;
  const nurse = { position: [120.1, 30.2], label: '护士', kind: 'nurse' } as const;
  const [drawnHome, drawnNurse] = drawnPlaces([home, nurse], 350, 240);
  expect(drawnHome!.y).toBeLessThan(drawnNurse!.y);
  expect(drawnHome!.x).toBeGreaterThan(drawnNurse!.x);
  for (const { x, y } of [drawnHome!, drawnNurse!]) {
    expect(x > 0 && x < 350 && y > 0 && y < 240).toBe(true);
  }
});

test('one place stands in the middle', () => {
  const [only] = drawnPlaces([{ position: [120, 30], label: '家', kind: 'home' }], 350, 240);
  expect([only!.x, only!.y]).toEqual([175, 120]);
});

test('a walk ends at the door', () => {
  expect(stations([0, 0], [4, 8], 4)).toEqual([
    [1, 2],
    [2, 4],
    [3, 6],
    [4, 8],
  ]);
});
