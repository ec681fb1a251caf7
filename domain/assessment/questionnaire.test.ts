import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { REASONS } from './reasons';
import {
  emergencySoFar,
  isUrgent,
  questionsFor,
  scoreAnswers,
  type Answers,
  type Questionnaire,
} from './questionnaire';

const questionnaire = JSON.parse(readFileSync('database/data/riskQuestionnaire.json', 'utf8')) as Questionnaire;
const BLOOD = { code: 'MED-01', category: 'MED' } as const;
const BATH = { code: 'LIF-01', category: 'LIF' } as const;

/** The first option of each question is the harmless one. */
const wellAnd = (service: typeof BLOOD | typeof BATH, except: Answers = {}): Answers => ({
  ...Object.fromEntries(questionsFor(questionnaire, service).map(({ id, options }) => [id, options[0]?.value ?? ''])),
  ...except,
});
const score = (except: Answers, service: typeof BLOOD | typeof BATH = BLOOD) =>
  scoreAnswers(questionnaire, service, wellAnd(service, except));

test('all well: allowed, nothing to mind', () => {
  expect(score({})).toEqual({
    decision: 'allowed',
    isEmergency: false,
    reasonCodes: [],
    advice: [],
    conditions: [],
    limitedMobility: false,
    changed: false,
    points: 0,
  });
});

test.each(['awake', 'breath', 'bleeding'])('%s is an emergency, whatever else is said', (id) => {
  expect(score({ [id]: 'yes', infectious: 'yes' })).toMatchObject({
    decision: 'refused',
    isEmergency: true,
    reasonCodes: ['EMERGENCY', 'INFECTIOUS'],
    advice: ['请立即拨打 120，不要等待上门服务。'],
  });
});

describe('before the other questions are asked', () => {
  const soFar = (answers: Answers) => emergencySoFar(questionnaire, BLOOD, answers);

  test('the three urgent ones are marked, and no other', () => {
    const urgent = questionsFor(questionnaire, BLOOD).filter(isUrgent);
    expect(urgent.map(({ id }) => id)).toEqual(['awake', 'breath', 'bleeding']);
  });

  test('an emergency is one at once; anything else says nothing yet', () => {
    expect(soFar({ awake: 'no', breath: 'yes' })).toMatchObject({
      decision: 'refused',
      isEmergency: true,
      reasonCodes: ['EMERGENCY'],
      advice: ['请立即拨打 120，不要等待上门服务。'],
    });
    expect(soFar({})).toBeNull();
    expect(soFar({ awake: 'no', infectious: 'yes' })).toBeNull();
  });

  test('strange answers are refused as with the whole', () => {
    const bad = expect.objectContaining({ code: 'BAD_INPUT' }) as Error;
    expect(() => soFar({ awake: 'perhaps' })).toThrow(bad);
    expect(() => soFar({ unheard: 'yes' })).toThrow(bad);
  });

  test('whatever part is answered: what it calls an emergency, the whole calls one too', () => {
    const asked = questionsFor(questionnaire, BLOOD);
    const whole = fc.record(
      Object.fromEntries(asked.map(({ id, options }) => [id, fc.constantFrom(...options.map(({ value }) => value))])),
    );
    fc.assert(
      fc.property(whole, fc.subarray(asked.map(({ id }) => id)), (answers, ids) => {
        const part = Object.fromEntries(ids.map((id) => [id, answers[id] as string]));
        const isEmergency = ['awake', 'breath', 'bleeding'].some((id) => part[id] === 'yes');
        expect(soFar(part) !== null).toBe(isEmergency);
        if (isEmergency) expect(scoreAnswers(questionnaire, BLOOD, answers).isEmergency).toBe(true);
      }),
    );
  });
});

test.each<[string, Answers, string]>([
  ['39 degrees', { fever: 'high' }, 'HIGH_FEVER'],
  ['much worse', { stable: 'unstable' }, 'UNSTABLE'],
  ['few platelets', { platelet: 'yes' }, 'BLEEDING_RISK'],
  ['hits others', { aggressive: 'yes' }, 'AGGRESSIVE'],
])('%s refuses, with a reason and an advice', (_, except, code) => {
  const { decision, reasonCodes, advice, conditions } = score(except);
  expect([decision, reasonCodes, advice.length, conditions]).toEqual(['refused', [code], 1, []]);
});

test('alone at home: under a condition; four points: somebody must be there', () => {
  expect(score({ family: 'no' })).toMatchObject({
    decision: 'conditional',
    conditions: ['请安排一位成年家属在服务时能接电话。'],
  });
  // 2 for the fever and 2 for lying in bed are 4.
  expect(score({ fever: 'low', mobility: 'bed' })).toMatchObject({
    points: 4,
    limitedMobility: true,
    conditions: ['服务时须有一位成年家属在场。'],
  });
  expect(score({ mobility: 'bed', discharge: 'well' })).toMatchObject({ points: 3, decision: 'allowed' });
});

test('a new illness ends what was assessed', () => {
  expect(score({ changed: 'yes' }).changed).toBe(true);
});

test('each service has its own questions; strange or missing answers are refused', () => {
  const ids = (service: typeof BLOOD | typeof BATH) => questionsFor(questionnaire, service).map(({ id }) => id);
  expect(ids(BLOOD)).toEqual(expect.arrayContaining(['blood', 'platelet']));
  expect(ids(BATH)).not.toContain('blood');
  const bad = expect.objectContaining({ code: 'BAD_INPUT' }) as Error;
  expect(() => score({ blood: 'yes' }, BATH)).toThrow(bad);
  expect(() => score({ awake: 'perhaps' })).toThrow(bad);
  expect(() => scoreAnswers(questionnaire, BLOOD, { awake: 'no' })).toThrow(bad);
  expect(() => score({ constructor: 'no' })).toThrow(bad);
});

test('whatever is answered: a refusal has a known reason and an advice, a condition is never beside it', () => {
  const answers = fc.record(
    Object.fromEntries(
      questionsFor(questionnaire, BLOOD).map(({ id, options }) => [
        id,
        fc.constantFrom(...options.map(({ value }) => value)),
      ]),
    ),
  );
  fc.assert(
    fc.property(answers, (said) => {
      const { decision, reasonCodes, advice, conditions } = scoreAnswers(questionnaire, BLOOD, said);
      expect(reasonCodes.filter((code) => !REASONS[code])).toEqual([]);
      expect(decision === 'refused').toBe(reasonCodes.length > 0);
      expect(advice.length > 0).toBe(decision === 'refused');
      if (decision === 'refused') expect(conditions).toEqual([]);
    }),
  );
});
