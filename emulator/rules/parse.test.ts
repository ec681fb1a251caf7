import { parseRule } from './parse';

describe('precedence', () => {
  test.each([
    ['true || false && false', 'true || (false && false)'],
    ['!doc.a == true', '(!doc.a) == true'],
    ['doc.a == 1 && doc.b in [1, 2]', '(doc.a == 1) && (doc.b in [1, 2])'],
    ["doc['a'].b", 'doc.a.b'],
    ['!(auth.uid in doc.members)', '!((auth.uid) in (doc.members))'],
    ['now - 1 == 0', ''],
  ])('%s', (source, same) => {
    if (same === '') expect(() => parseRule(source)).toThrow('unexpected - at position 4');
    else expect(parseRule(source)).toEqual(parseRule(same));
  });
});

describe('mistakes name their position', () => {
  test.each([
    ['auth.uid = doc.owner', 'unexpected character = at position 9'],
    ["doc.name == 'x", 'the text is not closed at position 12'],
    ['user.id == 1', 'unknown name user at position 0'],
    ['doc. == 1', 'expected a field name, found == at position 5'],
    ['(true', 'expected ), found the end at position 5'],
    ['true true', 'unexpected true at position 5'],
    ["get(get(get('database.a.b')))", 'get() deeper than 2 at position 8'],
    ["get(`database.a.${get(`database.b.${get('database.c.d')}`)}`)", 'get() deeper than 2 at position 36'],
    ['get(`database.a.${doc. == 1}`)', 'expected a field name, found == at position 23'],
    ["get(`${get('a')}`) && get(`${get('b')}`)", 'more than 3 get() at position 29'],
    ["get('a') && get('b') && get('c') && get('d')", 'more than 3 get() at position 36'],
    ['get(`database.a.${doc.id`)', 'the text is not closed at position 24'],
    ['get(`database.a.${doc.id)', '${ is not closed at position 16'],
    ['get(`database.a', 'the text is not closed at position 4'],
    ['', 'unexpected the end at position 0'],
  ])('%s', (source, message) => expect(() => parseRule(source)).toThrow(message));

  test('longer than 1024 characters', () => {
    expect(() => parseRule(`true${' || true'.repeat(200)}`)).toThrow('longer than 1024 characters');
  });
});
