import { cardFacts, type ReadSide } from './idCard';

const NOW = Date.parse('2026-11-23T08:00:00+08:00');
const front = (more: Partial<ReadSide> = {}): ReadSide => ({
  name: '张三',
  idNumber: '11010519491231002X',
  validDate: '',
  warnings: [],
  ...more,
});
const back = (validDate = '2015.07.21-长期', warnings: number[] = []): ReadSide => ({
  name: '',
  idNumber: '',
  validDate,
  warnings,
});

test('a card for life', () => {
  expect(cardFacts(front(), back(), NOW)).toEqual({
    name: '张三',
    number: '11010519491231002X',
    birthDay: '1949-12-31',
    sex: 'female',
    validUntil: null,
    warnings: [],
  });
});

test.each([
  ['2006.11.23-2026.11.23', '2026-11-23', []],
  ['2006.11.22-2026.11.22', '2026-11-22', ['expired']],
])('valid %s: until %s, warnings %p', (validDate, validUntil, warnings) => {
  expect(cardFacts(front(), back(validDate), NOW)).toMatchObject({ validUntil, warnings });
});

test('what is odd but readable is said once', () => {
  const read = cardFacts(front({ warnings: [-9101, -8001] }), back('2015.07.21-长期', [-9101, -9107]), NOW);
  expect(read.warnings).toEqual(['borderCut', 'blurred', 'reflection']);
});

test.each([
  [-9102, 'copy'],
  [-9103, 'reshoot'],
  [-9104, 'temporary'],
  [-9106, 'altered'],
  [-9108, 'copy'],
])('%i on either side is no card: %s', (code, why) => {
  const refusal = expect.objectContaining({ code: 'CARD_REFUSED', details: { warnings: [why] } });
  expect(() => cardFacts(front({ warnings: [code] }), back(), NOW)).toThrow(refusal);
  expect(() => cardFacts(front(), back('2015.07.21-长期', [code]), NOW)).toThrow(refusal);
});

test.each([
  ['a digit misread', front({ idNumber: '110105194912310020' }), back(), 'FRONT'],
  ['no name', front({ name: '' }), back(), 'FRONT'],
  ['twice the front', front(), front(), 'BACK'],
  ['a day misread', front(), back('2015.07.21-20'), 'BACK'],
])('%s: unreadable, and which side', (_, one, other, side) => {
  expect(() => cardFacts(one, other, NOW)).toThrow(
    expect.objectContaining({ code: 'CARD_UNREADABLE', details: { side } }),
  );
});
