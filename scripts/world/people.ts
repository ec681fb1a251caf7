/** Invented people: common surnames and given names, ID numbers that pass GB 11643 and belong to nobody we know. */
import type { Chance } from './chance';

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const WOMEN = [
  '秀兰',
  '桂英',
  '玉珍',
  '淑华',
  '丽萍',
  '慧敏',
  '雅琴',
  '晓燕',
  '佳怡',
  '思雨',
  '文静',
  '海霞',
  '春梅',
  '红霞',
  '婷婷',
];
const MEN = [
  '建国',
  '志强',
  '德明',
  '国华',
  '永福',
  '文斌',
  '伟东',
  '浩然',
  '俊杰',
  '明辉',
  '家豪',
  '立群',
  '学军',
  '少华',
  '宝林',
];
const STREETS = [
  '文三路',
  '延安路',
  '庆春路',
  '体育场路',
  '古墩路',
  '莫干山路',
  '江南大道',
  '市心路',
  '金鸡路',
  '香积寺路',
  '天目山路',
  '解放路',
];

export interface InventedPerson {
  readonly name: string;
  readonly sex: 'female' | 'male';
  readonly birthYear: number;
  readonly idNumber: string;
  readonly phone: string;
}

export function inventPerson(
  chance: Chance,
  birthYears: readonly [number, number],
  sex?: 'female' | 'male',
): InventedPerson {
  const chosen = sex ?? (chance.happens(0.5) ? 'female' : 'male');
  const birthYear = chance.between(...birthYears);
  return {
    name: chance.pick(SURNAMES) + chance.pick(chosen === 'female' ? WOMEN : MEN),
    sex: chosen,
    birthYear,
    idNumber: idNumber(chance, birthYear, chosen),
    phone: `13${chance.between(0, 9)}${String(chance.between(0, 99_999_999)).padStart(8, '0')}`,
  };
}

export const inventStreet = (chance: Chance, district: string): string =>
  `杭州市${district}${chance.pick(STREETS)}${chance.between(1, 480)}号${chance.between(1, 12)}幢${chance.between(1, 3)}单元${chance.between(1, 18)}0${chance.between(1, 4)}室`;

/** GB 11643: area, birth day, sequence (odd = male), check digit by ISO 7064 MOD 11-2. Worked out here anew, apart from the rules' own check. */
function idNumber(chance: Chance, birthYear: number, sex: 'female' | 'male'): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const birth = `${birthYear}${two(chance.between(1, 12))}${two(chance.between(1, 28))}`;
  const sequence = chance.between(0, 498) * 2 + (sex === 'male' ? 1 : 0);
  const body = `33010${chance.between(2, 6)}${birth}${String(sequence).padStart(3, '0')}`;
  let remainder = 0;
  for (const digit of body) remainder = ((remainder + Number(digit)) * 2) % 11;
  const check = (12 - remainder) % 11;
  return body + (check === 10 ? 'X' : String(check));
}
