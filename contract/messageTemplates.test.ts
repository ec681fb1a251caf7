import { fitted, takes, typeOfField } from './messageFields';
import { MESSAGE_KINDS, MESSAGE_TEMPLATES, type MessageKind, type Word } from './messageTemplates';

const kinds = MESSAGE_TEMPLATES.map((name) => [name, MESSAGE_KINDS[name] as MessageKind] as const);

describe.each(kinds)('%s', (_, { title, channels, fields, sms, opens }) => {
  test('each field is one WeChat has, once, and moments are in fields for moments', () => {
    const types = Object.entries(fields).map(([field, word]) => [typeOfField(field), word]);
    expect(types.map(([type]) => type)).not.toContain('');
    expect(types.filter(([type, word]) => (type === 'time') !== (word === 'time'))).toEqual([]);
    const numbers = Object.keys(fields).map((field) => field.replace(/\D/g, ''));
    expect(new Set(numbers).size).toBe(numbers.length);
    // WeChat's templates have five at most.
    expect(numbers.length).toBeLessThanOrEqual(5);
  });

  test('the words of a visit fit into them', () => {
    const words: Record<Word, string> = {
      service: '一次很长很长很长很长很长很长很长很长的护理服务',
      time: '2026年11月24日 10:00',
      note: '退款已原路退回，请查收',
    };
    const refused = Object.entries(fields).filter(([field, word]) => !takes(field, fitted(field, words[word])));
    expect(refused).toEqual([]);
  });

  test('it is titled in plain Chinese, and what is sent by text message has words', () => {
    expect(title).toMatch(/^\p{Script=Han}{4,10}$/u);
    expect(channels[0]).toBe('weChat');
    expect(channels.includes('sms')).toBe(sms.length > 0);
    // Somebody phones only after a text message: the desk is the last way, and never for what is not about a visit.
    if (channels.includes('call'))
      expect([channels.at(-1), channels.includes('sms'), opens]).toEqual(['call', true, 'order']);
  });
});

test.each([
  ['thing1', '二'.repeat(20), true],
  ['thing1', '二'.repeat(21), false],
  ['thing1', ' ', false],
  ['phrase2', '已完成', true],
  ['phrase2', '六个汉字不行', false],
  ['phrase2', 'done', false],
  ['time3', '2026年11月24日 10:00', true],
  ['time3', '11月24日 10:00', false],
  ['date3', '2026年11月24日', true],
  ['character_string4', 'HN-2026/11', true],
  ['character_string4', '订单', false],
  ['amount5', '¥195.20', true],
  ['amount5', '195.20元', true],
  ['amount5', '一百元', false],
  ['name6', '欧阳', true],
  ['name6', '一二三四五六七八九十一', false],
  ['emoji1', '好', false],
])('%s takes %j: %s', (field, value, isTaken) => expect(takes(field, value)).toBe(isTaken));
