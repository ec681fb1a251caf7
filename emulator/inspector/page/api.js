/** Asks the emulator this page came from. A refusal is thrown with the platform's code. */

export class Refusal extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** How long the emulator itself has worked for this page, in all: what a slow browser or machine adds is not its work. */
export const worked = { ms: 0 };

function countWork(answer) {
  const [, ms = '0'] = /dur=([\d.]+)/.exec(answer.headers.get('server-timing') ?? '') ?? [];
  worked.ms += Number(ms);
}

export async function ask(path, body, method = body === undefined ? 'GET' : 'POST') {
  let answer;
  try {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    answer = await fetch(`/_emulator/${path}`, init);
  } catch {
    throw new Refusal('', '连不上模拟器：它停了，或这条连接被故障开关切断了。');
  }
  countWork(answer);
  const value = await answer.json().catch(() => ({ message: `HTTP ${answer.status}` }));
  if (answer.status === 403) {
    throw new Refusal(
      '',
      `只能在运行模拟器的这台机器上、用 127.0.0.1 或 localhost 打开（${value.message ?? value.error}）`,
    );
  }
  if (!answer.ok) throw new Refusal(value.code ?? '', value.message ?? value.error ?? `HTTP ${answer.status}`);
  return value;
}

export const wordsOf = (error) => (error?.code ? `${error.code}：${error.message}` : String(error?.message ?? error));
