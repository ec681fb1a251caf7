/** Numbers and instants as people read them; instants in Beijing time, as timers do. */

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2026-11-22 13:05:00` */
export const beijing = (instant) => (instant === null || instant === undefined ? '—' : clock.format(instant));
export const beijingTime = (instant) => beijing(instant).slice(11);

const DAY_MS = 86_400_000;
const UNITS = [
  [DAY_MS, '天'],
  [3_600_000, '小时'],
  [60_000, '分'],
  [1000, '秒'],
];

/** The two largest units: `2 小时 5 分`. */
export function span(ms) {
  let left = Math.round(Math.abs(ms) / 1000) * 1000;
  const parts = [];
  for (const [unit, name] of UNITS) {
    const count = Math.floor(left / unit);
    if (count > 0) parts.push(`${count} ${name}`);
    left -= count * unit;
  }
  return parts.slice(0, 2).join(' ') || '0 秒';
}

export const fromNow = (at, now) => (at >= now ? `${span(at - now)}后` : `${span(now - at)}前`);

export function bytes(count) {
  if (count < 1024) return `${count} B`;
  if (count < 1024 ** 2) return `${(count / 1024).toFixed(1)} KB`;
  return `${(count / 1024 ** 2).toFixed(1)} MB`;
}

export const duration = (ms) => (ms < 10 ? `${ms.toFixed(1)} ms` : ms < 10_000 ? `${Math.round(ms)} ms` : span(ms));

/** `openid oMEI`, `uid mei1`, or who else called. */
export function caller(of, source) {
  if (of?.openid) return `微信用户 ${of.openid}`;
  if (of?.uid) return `${of.loginType === 'ANONYMOUS' ? '匿名用户' : '用户'} ${of.uid}`;
  const known = { wx_trigger: '定时器', wx_http: 'HTTP 访问', scf: '服务端' };
  return known[source] ?? (source?.endsWith(',scf') ? '另一个函数' : '未登录');
}

export const indexKeys = (keys) =>
  Object.entries(keys)
    .map(([field, direction]) => `${field}: ${direction}`)
    .join(', ');
