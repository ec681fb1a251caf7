/** A page for whoever tries things by hand: pay what waits to be paid, and make WeChat Pay misbehave. */
import { rfc3339 } from '../beijingTime';
import { type Answer } from '../httpServer';
import { type Ledger, type Order } from './ledger';
import { type Script } from './script';

const MOST_SHOWN = 50;
const STATES = { NOTPAY: '待支付', SUCCESS: '已支付', REFUND: '有退款', CLOSED: '已关闭' };
const REFUND_STATES = { PROCESSING: '处理中', SUCCESS: '已退回', ABNORMAL: '异常', CLOSED: '已关闭' };

/** Each: its words, and the body of `/_pay/script` it sends. */
const MOODS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['一切正常', { reset: true }],
  ['下一条通知丢失', { notify: 'never', times: 1 }],
  ['下一条通知晚一分钟', { notify: 'delay', delayMs: 60_000, times: 1 }],
  ['下一条通知重复', { notify: 'twice', times: 1 }],
  ['下一条通知被伪造', { notify: 'forged', times: 1 }],
  ['下一个应答要等 8 秒', { answerDelayMs: 8_000, times: 1 }],
  ['下一笔退款余额不足', { refund: 'notEnough', times: 1 }],
  ['下一笔退款异常', { refund: 'abnormal', times: 1 }],
  ['下单时系统繁忙', { fail: { operation: 'prepay' }, times: 1 }],
  ['退款已受理但应答丢失', { fail: { operation: 'refund', afterEffect: true }, times: 1 }],
  ['改用平台证书签名', { signsWith: 'certificate' }],
];

export function controlPage(ledger: Ledger, script: Script): Answer {
  const orders = ledger.orders.rows().slice(-MOST_SHOWN).reverse();
  const refunds = ledger.refunds.rows().slice(-MOST_SHOWN).reverse();
  const notices = ledger.notifications.rows().slice(-MOST_SHOWN).reverse();
  const body = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>微信支付（本机模拟）</title>
<style>${STYLE}</style>
<h1>微信支付（本机模拟）</h1>
<p id="said" role="status"></p>
<h2>付款</h2>
${orders.map(orderCard).join('\n') || '<p>还没有人付款</p>'}
<h2>退款</h2>
${refunds.map((one) => `<p>${plain(one.outRefundNo)} · ${yuan(one.request.amount.refund)} · ${REFUND_STATES[one.status]}</p>`).join('\n') || '<p>没有退款</p>'}
<h2>通知</h2>
${
  notices
    .map(
      (
        one,
      ) => `<p>${plain(one.eventType)} · ${plain(one.outTradeNo)} · 送达 ${one.deliveries.length} 次 · ${one.state === 'acknowledged' ? '已收到' : '未收到'}
<button data-resend="${plain(one.outTradeNo)}">再发一次</button></p>`,
    )
    .join('\n') || '<p>没有通知</p>'
}
<h2>让它出错</h2>
<p>现在：通知 ${script.notify.peek()}，退款 ${script.refund.peek()}，应答 ${script.answers.peek()}</p>
${MOODS.map(([words], place) => `<button data-mood="${place}">${words}</button>`).join('\n')}
<button data-certificate>更换平台证书</button>
<script>
const MOODS = ${JSON.stringify(MOODS.map(([, change]) => change))};
const post = async (path, body) => {
  const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  const { message } = await answer.json();
  if (answer.ok) location.reload();
  else document.getElementById('said').textContent = message;
};
document.addEventListener('click', ({ target: { dataset } }) => {
  if (dataset.pay) post('/_pay/pay', { prepayId: dataset.pay });
  if (dataset.resend) post('/_pay/script', { resend: dataset.resend });
  if (dataset.mood) post('/_pay/script', MOODS[dataset.mood]);
  if (dataset.certificate !== undefined) post('/_pay/certificate', {});
});
</script>
</html>`;
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

const STYLE =
  'body{font:18px sans-serif;max-width:720px;margin:0 auto;padding:16px}button{min-height:48px;margin:4px 8px 4px 0;padding:0 16px;font:inherit}' +
  'article{border:1px solid #ccc;border-radius:8px;padding:8px 16px;margin:8px 0}#said{color:#b00020}';

function orderCard({ outTradeNo, prepayId, request, tradeState, createdAtMs }: Order): string {
  const pay = tradeState === 'NOTPAY' ? `<button data-pay="${plain(prepayId)}">替用户支付</button>` : '';
  return `<article><p><b>${yuan(request.amount.total)}</b> ${plain(request.description)} · ${STATES[tradeState]}</p>
<p>${plain(outTradeNo)} · ${rfc3339(createdAtMs)}</p>${pay}</article>`;
}

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** Texts come from merchants. */
const plain = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
