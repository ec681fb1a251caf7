import fc from 'fast-check';
import { nextAct, onBehalfOf, standing, type Asked, type ConsentAct } from './consent';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const give = (version: number): Asked => ({ kind: 'health', version, action: 'given', onBehalf: null });
const withdraw: Asked = { kind: 'health', version: 0, action: 'withdrawn', onBehalf: null };
const after = (...asked: readonly (readonly [Asked, number])[]): ConsentAct[] =>
  asked.reduce<ConsentAct[]>((acts, [one, version]) => {
    const act = nextAct(acts, one, version, NOW);
    return act ? [...acts, act] : acts;
  }, []);

test('never, given, outdated by a new text, given anew, withdrawn', () => {
  expect(standing([], 'health', 1).state).toBe('never');
  const acts = after([give(1), 1]);
  expect(standing(acts, 'health', 1).state).toBe('given');
  expect(standing(acts, 'health', 2).state).toBe('outdated');
  expect(standing(after([give(1), 1], [give(2), 2]), 'health', 2).state).toBe('given');
  expect(standing(after([give(1), 1], [withdraw, 1]), 'health', 1).state).toBe('withdrawn');
  expect(standing(acts, 'recording', 1).state).toBe('never');
});

test('the same again adds nothing; an old text is refused', () => {
  expect(nextAct(after([give(1), 1]), give(1), 1, NOW)).toBeNull();
  expect(nextAct([], withdraw, 1, NOW)).toBeNull();
  expect(() => nextAct([], give(1), 2, NOW)).toThrow(
    expect.objectContaining({ code: 'CONSENT_OUTDATED', details: { kinds: ['health'], version: 2 } }),
  );
});

test('given without saying for whom: said anew it is an act, once; the same again adds nothing', () => {
  const forMother: Asked = { ...give(1), onBehalf: { relation: '母亲', guardian: false } };
  const silent = after([give(1), 1]);
  const mended = nextAct(silent, forMother, 1, NOW) as ConsentAct;
  expect(mended).toMatchObject({ number: 2, action: 'given', onBehalf: { relation: '母亲', guardian: false } });
  expect(nextAct([...silent, mended], forMother, 1, NOW)).toBeNull();
  const asGuardian: Asked = { ...give(1), onBehalf: { relation: '子女', guardian: true } };
  expect(nextAct([...silent, mended], asGuardian, 1, NOW)).toMatchObject({ number: 3 });
  expect(nextAct([...silent, mended], { ...asGuardian, version: 2 }, 2, NOW)).toMatchObject({ version: 2 });
});

test('whatever is given and withdrawn: numbers grow by one, nothing is lost, the last word counts', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (wishes) => {
      const acts = after(...wishes.map((isGiven) => [isGiven ? give(1) : withdraw, 1] as const));
      expect(acts.map(({ number }) => number)).toEqual(acts.map((_, index) => index + 1));
      const firstGiven = wishes.indexOf(true);
      const expected = firstGiven < 0 ? 'never' : wishes.at(-1) ? 'given' : 'withdrawn';
      expect(standing([...acts].reverse(), 'health', 1).state).toBe(expected);
    }),
  );
});

test('for oneself nobody asks; for others one says so; for a child one is the guardian', () => {
  const nothingSaid = { authorised: false, guardian: false };
  expect(onBehalfOf({ relation: '本人', isMinor: false }, nothingSaid)).toBeNull();
  expect(onBehalfOf({ relation: '母亲', isMinor: false }, { authorised: true, guardian: true })).toEqual({
    relation: '母亲',
    guardian: false,
  });
  const missing = expect.objectContaining({ code: 'AUTHORISATION_MISSING' }) as Error;
  expect(() => onBehalfOf({ relation: '母亲', isMinor: false }, nothingSaid)).toThrow(missing);
  const child = { relation: '子女', isMinor: true };
  expect(() => onBehalfOf(child, { authorised: true, guardian: false })).toThrow(missing);
  expect(onBehalfOf(child, { authorised: true, guardian: true })).toEqual({ relation: '子女', guardian: true });
});
