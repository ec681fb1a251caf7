/** The page a face session leads to: in place of a camera two buttons, for whoever tries it by hand. */
import { type Answer } from '../httpServer';

/** Escaped for an attribute and for JSON inside a script: a token has none of these, an address may. */
const plain = (text: string) => text.replace(/[^\w-]/g, '');

export function facePage(bizToken: string): Answer {
  const token = plain(bizToken);
  const body = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>人脸核身（本机模拟）</title>
<style>body{font:20px sans-serif;padding:24px;text-align:center}button{display:block;width:100%;min-height:64px;margin:16px 0;font:inherit}</style>
<h1>人脸核身（本机模拟）</h1>
<p id="said">请选择结果</p>
<button id="pass">通过</button>
<button id="fail">不通过</button>
<script>
for (const outcome of ['pass', 'fail']) document.getElementById(outcome).onclick = async () => {
  const answer = await fetch('/_tencent/face', { method: 'POST', body: JSON.stringify({ bizToken: '${token}', outcome }) });
  document.getElementById('said').textContent = answer.ok ? '已完成，请回到原来的页面' : await answer.text();
};
</script>
</html>`;
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}
