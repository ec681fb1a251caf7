/** Over the catalogue as a new environment has it: what families type, and what they should see first. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServices } from './findServices';
import type { Service } from './service';

const services = JSON.parse(readFileSync(join(__dirname, '../../database/data/catalogue.json'), 'utf8')) as Service[];
const codes = (typed: string) => findServices(services, typed).map(({ code }) => code);

test.each([
  // everyday words
  ['换药', 'MED-05'],
  ['打针', 'MED-03'],
  ['洗澡', 'LIF-01'],
  ['喂饭', 'LIF-02'],
  ['抽血', 'MED-01'],
  ['褥疮', 'MED-07'],
  ['量血压', 'MED-02'],
  ['老年痴呆', 'LIF-07'],
  ['剪指甲', 'LIF-08'],
  ['陪看病', 'SPC-07'],
  // the name itself, and its beginning
  ['静脉采血', 'MED-01'],
  ['膀胱', 'MED-13'],
  ['PICC', 'MED-09'],
  ['ｐｉｃｃ', 'MED-09'],
  // pinyin in full, first letters, mixed, with spaces, in capitals
  ['huanyao', 'MED-05'],
  ['huan yao', 'MED-05'],
  ['HUANYAO', 'MED-05'],
  ['dazhen', 'MED-03'],
  ['jmcx', 'MED-01'],
  ['rchuang', 'MED-07'],
  ['xizao', 'LIF-01'],
  ['weifan', 'LIF-02'],
  ['peizhen', 'SPC-07'],
  // a sentence around the word
  ['我妈妈要换药', 'MED-05'],
  ['奶奶三天拉不出', 'MED-21'],
  // two words
  ['伤口 换药', 'MED-05'],
  ['糖尿病 脚', 'MED-23'],
])('%s: %s comes first', (typed, code) => expect(codes(typed)[0]).toBe(code));

test.each([
  ['伤口', ['MED-05', 'MED-06', 'MED-07', 'MED-08', 'MED-23']],
  ['打针', ['MED-03', 'MED-04']],
  ['洗澡', ['LIF-01', 'LIF-05', 'SPC-04']],
  ['喂饭', ['LIF-02', 'MED-14', 'MED-15']],
  ['换药', ['MED-05', 'MED-08', 'MED-17', 'MED-23', 'MED-24']],
])('%s finds all of it', (typed, all) => expect(codes(typed)).toEqual(expect.arrayContaining(all)));

test('the name counts more than what it is also called, and that more than a word of the description', () => {
  const service = (name: string, more: Partial<Service> = {}) => ({
    ...{ name, everydayNames: [], spelled: [], plain: '', applicable: [] },
    ...more,
  });
  const described = service('甲', { plain: '会做换药' });
  const said = service('乙', { everydayNames: ['换药'] });
  const named = service('换药');
  expect(findServices([described, said, named], '换药')).toEqual([named, said, described]);
});

test.each(['', '   ', '，。', 'zzz', 'x', '飞机票'])('"%s" finds nothing', (typed) => expect(codes(typed)).toEqual([]));

test('all words must fit', () => {
  expect(codes('伤口 飞机')).toEqual([]);
});

test('each service is found by each of its names, typed or spelled', () => {
  const missed = services.flatMap((service) => {
    const typed = [service.name, ...service.everydayNames, ...service.spelled];
    return typed.filter((words) => !codes(words).includes(service.code));
  });
  expect(missed).toEqual([]);
});
