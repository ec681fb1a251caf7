/** faceid `IdCardVerification`: does this name belong to this number, as far as the registry knows? */
import { type Table } from '../journal';
import { parameters } from './parameters';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

export const VERIFICATION_DESCRIPTIONS: Record<string, string> = {
  '0': '姓名和身份证号一致',
  '-1': '姓名和身份证号不一致',
  '-2': '非法身份证号（长度、校验位等不正确）',
  '-3': '非法姓名（长度、格式等不正确）',
  '-4': '证件库服务异常',
  '-5': '证件库中无此身份证记录',
  '-6': '权威比对系统升级中，请稍后再试',
  '-7': '认证次数超过当日限制',
};

export interface Person {
  name: string;
  idCard: string;
}

export type UnknownPeople = 'match' | 'noRecord';

/** The registry's answer; `scripted` is a result tests asked for instead. */
export function idCardVerification(
  body: Buffer,
  people: Table<Person>,
  unknownPeople: UnknownPeople,
  scripted: (idCard: string) => string | undefined,
): { Result: string; Description: string | undefined } {
  const { IdCard, Name } = parameters<{ IdCard: string; Name: string }>(body, { IdCard: 'string!', Name: 'string!' });
  const result = scripted(IdCard) ?? comparison(IdCard.toUpperCase(), Name, people, unknownPeople);
  return { Result: result, Description: VERIFICATION_DESCRIPTIONS[result] };
}

function comparison(idCard: string, name: string, people: Table<Person>, unknownPeople: UnknownPeople): string {
  if (!isIdCard(idCard)) return '-2';
  if (!/^[\p{Script=Han}·]{2,30}$/u.test(name)) return '-3';
  const person = people.get(idCard);
  if (person === undefined) return unknownPeople === 'match' ? '0' : '-5';
  return person.name === name ? '0' : '-1';
}

/** GB 11643-1999: eighteen places, a birth date that exists, the check digit of ISO 7064 MOD 11-2. */
export function isIdCard(idCard: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(idCard)) return false;
  const date = `${idCard.slice(6, 10)}-${idCard.slice(10, 12)}-${idCard.slice(12, 14)}`;
  const born = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(born.getTime()) || born.toISOString().slice(0, 10) !== date) return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(idCard[place]), 0);
  return CHECK_DIGITS[sum % 11] === idCard[17];
}
