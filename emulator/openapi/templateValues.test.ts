import { refusedTemplateKey } from './templateValues';

const HAN_20 = '护'.repeat(20);

test.each([
  ['thing1', HAN_20],
  ['thing1', '😀'.repeat(20)],
  ['number2', '37.5'],
  ['letter3', 'ABC'],
  ['symbol4', '!!!!!'],
  ['character_string5', 'HN-20261122-0001'],
  ['time6', '15:01'],
  ['time6', '2026年11月22日 15:01~2026年11月22日 16:30'],
  ['date7', '2026年11月22日'],
  ['date7', '2026年11月22日 15:01'],
  ['amount8', '¥298.00'],
  ['amount8', '298.5元'],
  ['phone_number9', '+86-0766-66888866'],
  ['car_number10', '粤A8Z888挂'],
  ['name11', '欧阳娜娜'],
  ['name11', 'Florence Nightingale'],
  ['phrase12', '已接单'],
  ['enum13', 'ON'],
])('%s may be %s', (key, value) => {
  expect(refusedTemplateKey({ [key]: { value } })).toBeUndefined();
});

test.each([
  ['thing1', `${HAN_20}理`],
  ['thing1', ''],
  ['thing1', '   '],
  ['number2', '三'],
  ['letter3', 'A1'],
  ['symbol4', '!!!!!!'],
  ['character_string5', '订单1'],
  ['character_string5', 'x'.repeat(33)],
  ['time6', '下午三点'],
  ['date7', '2026-11-22'],
  ['amount8', 'CNY 298'],
  ['amount8', '12345678901'],
  ['phone_number9', '1'.repeat(18)],
  ['car_number10', '粤A8Z888挂挂'],
  ['name11', '护'.repeat(11)],
  ['name11', 'x'.repeat(21)],
  ['phrase12', '已接单啦啦啦'],
  ['phrase12', 'done'],
  ['poem1', '床前明月光'],
  ['thing', '没有编号'],
])('%s may not be "%s"', (key, value) => {
  expect(refusedTemplateKey({ thing9: { value: '好' }, [key]: { value } })).toBe(key);
});

test('a value that is no text is refused', () => {
  expect(refusedTemplateKey({ thing1: null })).toBe('thing1');
  expect(refusedTemplateKey({ thing1: { value: { deep: 1 } } })).toBe('thing1');
  expect(refusedTemplateKey({ number1: { value: 37.5 } })).toBeUndefined();
});
