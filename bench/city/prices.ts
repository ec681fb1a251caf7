/**
 * What an order costs to run, by part, in yuan. CloudBase's prices beyond the plan (2026): a call is a function call, a database
 * request or a storage request. Compute is billed by memory and time; how long a call takes in the cloud is a model: a fixed part
 * and so much for each database request, which it waits for.
 */
const YUAN_PER_CALL = 0.5 / 10_000;
const YUAN_PER_GB_SECOND = 0.00011108;
const YUAN_PER_SMS = 0.05;
/** 100 GB cost 69 yuan a month; pictures stay for a year. */
const YUAN_PER_GB_YEAR = (69 / 100) * 12;
const WECHAT_PAY_SHARE = 0.006;
const FUNCTION_GB = 0.25;
const FIXED_SECONDS = 0.02;
const SECONDS_PER_REQUEST = 0.006;
/** Two photographs of a visit, made smaller on the phone. */
const PICTURES_GB = 0.001;

export interface Used {
  readonly orders: number;
  readonly functionCalls: number;
  readonly databaseRequests: number;
  readonly storageRequests: number;
  readonly textMessages: number;
  readonly paidFen: number;
}

/** Yuan for a thousand completed orders. */
export function costsOf(used: Used) {
  const perThousand = (yuan: number) => (yuan / used.orders) * 1000;
  const seconds = used.functionCalls * FIXED_SECONDS + used.databaseRequests * SECONDS_PER_REQUEST;
  return {
    functionCalls: perThousand(used.functionCalls * YUAN_PER_CALL),
    databaseRequests: perThousand(used.databaseRequests * YUAN_PER_CALL),
    storageRequests: perThousand(used.storageRequests * YUAN_PER_CALL),
    compute: perThousand(seconds * FUNCTION_GB * YUAN_PER_GB_SECOND),
    picturesForAYear: perThousand(used.orders * PICTURES_GB * YUAN_PER_GB_YEAR),
    textMessages: perThousand(used.textMessages * YUAN_PER_SMS),
    paymentFee: perThousand((used.paidFen / 100) * WECHAT_PAY_SHARE),
  };
}
