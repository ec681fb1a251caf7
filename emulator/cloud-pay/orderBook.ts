/** All orders, newest version of each. On disk a line per change: a torn last line is a change that never was. */
import { appendFileSync, readFileSync, truncateSync } from 'node:fs';
import type { PayOrder } from './order';

const keyOf = (subMchId: string, outTradeNo: string): string => `${subMchId}/${outTradeNo}`;

/** The whole lines of the file; what follows the last line end is cut off. */
function readLines(file: string): string[] {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const whole = content.lastIndexOf(10) + 1;
  if (whole < content.length) truncateSync(file, whole);
  const text = content.subarray(0, whole).toString('utf8');
  return text === '' ? [] : text.slice(0, -1).split('\n');
}

function parse(line: string, number: number, file: string): PayOrder {
  try {
    return JSON.parse(line) as PayOrder;
  } catch (error) {
    throw new Error(`${file}: line ${number} is damaged`, { cause: error });
  }
}

export class OrderBook {
  private readonly orders = new Map<string, PayOrder>();

  /** Without a file orders are gone at the end. */
  constructor(private readonly file?: string) {
    if (file === undefined) return;
    readLines(file).forEach((line, index) => this.remember(parse(line, index + 1, file)));
  }

  all(): PayOrder[] {
    return [...this.orders.values()];
  }

  find(subMchId: string, outTradeNo: string): PayOrder | undefined {
    return this.orders.get(keyOf(subMchId, outTradeNo));
  }

  put(order: PayOrder): PayOrder {
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(order)}\n`);
    return this.remember(order);
  }

  private remember(order: PayOrder): PayOrder {
    this.orders.set(keyOf(order.subMchId, order.outTradeNo), order);
    return order;
  }
}
