/** Amounts in the figures that cannot be bent, as receipts write them: ¥195.20 is 壹佰玖拾伍元贰角. */
import { wholeFen } from '../payment/fen';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/** 1 to 9999. */
function group(value: number): string {
  const text = String(value)
    .padStart(4, '0')
    .split('')
    .map((digit, index) => (digit === '0' ? '零' : `${DIGITS[Number(digit)]}${PLACES[3 - index]}`))
    .join('');
  return text.replace(/零+/g, '零').replace(/零$/, '');
}

function wholeYuan(yuan: number): string {
  const groups: string[] = [];
  for (let rest = yuan, place = 0; rest > 0; rest = Math.floor(rest / 10_000), place += 1) {
    const value = rest % 10_000;
    groups.unshift(value === 0 ? '零' : `${group(value)}${GROUPS[place]}`);
  }
  return groups
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '');
}

/** Up to 999,999,999,999.99 yuan. */
export function chineseAmount(fen: number): string {
  const yuan = Math.floor(wholeFen(fen) / 100);
  const [jiao, cent] = [Math.floor((fen % 100) / 10), fen % 10];
  if (fen === 0) return '零元整';
  const head = yuan > 0 ? `${wholeYuan(yuan)}元` : '';
  if (jiao === 0 && cent === 0) return `${head}整`;
  const jiaoText = jiao > 0 ? `${DIGITS[jiao]}角` : head ? '零' : '';
  return `${head}${jiaoText}${cent > 0 ? `${DIGITS[cent]}分` : ''}`;
}
